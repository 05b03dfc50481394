import type { BuiltinStep } from './plan.ts';
import { ended, type ProgramEnd, type ProgramPlace } from './program-place.ts';
import { resolveWorkPath, visibleWorkFolder } from './work-path.ts';

/** The few shell commands that checks use beside their programs. */
export async function runBuiltin({ name, args }: BuiltinStep, place: ProgramPlace): Promise<BuiltinEnd> {
  const run = builtins.get(name);
  if (run === undefined) {
    throw new Error(`There is no built-in command ${name}.`);
  }
  return { ...ended(await run(args, place)), endsLine: name === 'exit' };
}

export interface BuiltinEnd extends ProgramEnd {
  /** After `exit` nothing else of the line runs. */
  readonly endsLine: boolean;
}

/** Returns the exit code. */
type Builtin = (args: readonly string[], place: ProgramPlace) => Promise<number> | number;

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['true', () => 0],
  [':', () => 0],
  ['false', () => 1],
  ['exit', ([code]) => Number(code ?? 0) & 0xff],
  ['echo', echo],
  ['pwd', printFolder],
  ['cd', changeFolder],
  ['cat', printFiles],
  ['ls', listFolders],
  ['test', test],
  ['[', (args, place) => (args.at(-1) === ']' ? test(args.slice(0, -1), place) : 2)],
]);

export const builtinNames: ReadonlySet<string> = new Set(builtins.keys());

function echo(args: readonly string[], place: ProgramPlace): number {
  const [first, ...rest] = args;
  place.print('stdout', first === '-n' ? rest.join(' ') : `${args.join(' ')}\n`);
  return 0;
}

function printFolder(_: readonly string[], place: ProgramPlace): number {
  const { directory } = place;
  place.print('stdout', `${directory === '' ? visibleWorkFolder : `${visibleWorkFolder}/${directory}`}\n`);
  return 0;
}

/** The planner has moved the rest of the line there already. */
async function changeFolder([target]: readonly string[], place: ProgramPlace): Promise<number> {
  const folder = resolveWorkPath(place.directory, target ?? visibleWorkFolder);
  if (folder !== undefined && (await place.folder.isFolder(folder))) return 0;
  place.print('stderr', `cd: ${target}: No such file or directory\n`);
  return 1;
}

async function printFiles(args: readonly string[], place: ProgramPlace): Promise<number> {
  let code = 0;
  for (const name of args) {
    const file = resolveWorkPath(place.directory, name);
    const text = file === undefined || file === '' ? undefined : await place.folder.readText(file);
    if (text === undefined) {
      place.print('stderr', `cat: ${name}: No such file or directory\n`);
      code = 1;
    } else {
      place.print('stdout', text);
    }
  }
  return code;
}

async function listFolders(args: readonly string[], place: ProgramPlace): Promise<number> {
  const isAll = args.some(arg => /^-\w*[aA]/u.test(arg));
  const targets = args.filter(arg => !arg.startsWith('-'));
  let code = 0;
  for (const target of targets.length === 0 ? ['.'] : targets) {
    const path = resolveWorkPath(place.directory, target);
    if (path !== undefined && (await place.folder.isFolder(path))) {
      const names = (await place.folder.names(path)).filter(name => isAll || !name.startsWith('.'));
      place.print('stdout', names.map(name => `${name}\n`).join(''));
    } else if (path !== undefined && (await place.folder.isFile(path))) {
      place.print('stdout', `${target}\n`);
    } else {
      place.print('stderr', `ls: cannot access '${target}': No such file or directory\n`);
      code = 2;
    }
  }
  return code;
}

async function test(args: readonly string[], place: ProgramPlace): Promise<number> {
  if (args[0] === '!') return (await test(args.slice(1), place)) === 0 ? 1 : 0;
  const [first = '', operator, second] = args;
  if (args.length === 3 && operator === '=') return first === second ? 0 : 1;
  if (args.length === 3 && operator === '!=') return first === second ? 1 : 0;
  if (args.length === 1) return first === '' ? 1 : 0;
  const check = fileTests.get(first);
  if (args.length !== 2 || check === undefined) {
    place.print('stderr', `test: the embedded sandbox does not know: ${args.join(' ')}\n`);
    return 2;
  }
  return (await check(operator ?? '', place)) ? 0 : 1;
}

const fileTests: ReadonlyMap<string, (name: string, place: ProgramPlace) => Promise<boolean>> = new Map([
  ['-f', async (name, place) => await holds(name, place, path => place.folder.isFile(path))],
  ['-d', async (name, place) => await holds(name, place, path => place.folder.isFolder(path))],
  ['-e', async (name, place) => await holds(name, place, async path => await isThere(path, place))],
  ['-n', async name => name !== ''],
  ['-z', async name => name === ''],
]);

async function holds(
  name: string,
  { directory }: ProgramPlace,
  check: (path: string) => Promise<boolean>,
): Promise<boolean> {
  const path = resolveWorkPath(directory, name);
  return path !== undefined && (await check(path));
}

async function isThere(path: string, { folder }: ProgramPlace): Promise<boolean> {
  return (await folder.isFolder(path)) || (await folder.isFile(path));
}
