import picomatch from 'picomatch';
import { parseCommandLine, type ShellCommand } from './command-line.ts';
import type { PlannedCommand, Step } from './plan.ts';
import { planDeno, planNode } from './plan-node.ts';
import { type NpmScript, planNpm } from './plan-npm.ts';
import { missingPythonTool, planPython } from './plan-python.ts';
import { builtinNames } from './run-builtin.ts';
import { type Unsupported, unsupported } from './unsupported.ts';
import { resolveWorkPath } from './work-path.ts';

/** What planning must know of the work folder. Paths are relative to it. */
export interface PlanningFolder {
  readText(path: string): Promise<string | undefined>;
  /** Every file, sorted. */
  list(): Promise<readonly string[]>;
}

export interface Plan {
  readonly kind: 'plan';
  readonly commands: readonly PlannedCommand[];
}

/**
 * Turns a shell line into steps that the sandbox can take, or says why it cannot. All of it is looked at
 * before anything runs: half a check would be worth nothing.
 */
export function planCommand(line: string, folder: PlanningFolder): Promise<Plan | Unsupported> {
  return planLine(line, { folder, directory: '', environment: {}, depth: 0 });
}

interface Scope {
  readonly folder: PlanningFolder;
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  /** How many npm scripts stand around the line. */
  readonly depth: number;
}

const maxDepth = 8;

async function planLine(line: string, outer: Scope): Promise<Plan | Unsupported> {
  const parsed = parseCommandLine(line);
  if (parsed.kind === 'unsupported') return parsed;
  const commands: PlannedCommand[] = [];
  let { directory } = outer;
  for (const command of parsed.commands) {
    const planned = await planOne(command, { ...outer, directory });
    if (planned.kind === 'unsupported') return planned;
    commands.push(planned.command);
    directory = planned.nextDirectory;
  }
  return { kind: 'plan', commands };
}

interface PlannedOne {
  readonly kind: 'planned';
  readonly command: PlannedCommand;
  /** Where the rest of the line runs. */
  readonly nextDirectory: string;
}

async function planOne(command: ShellCommand, outer: Scope): Promise<PlannedOne | Unsupported> {
  const words = await expandGlobs(command.words, outer);
  const start = words.findIndex(word => !assignment.test(word));
  const assignments = start === -1 ? words : words.slice(0, start);
  const scope = { ...outer, environment: { ...outer.environment, ...readAssignments(assignments) } };
  const [name = 'true', ...args] = start === -1 ? [] : words.slice(start);
  const step = await planStep(name, args, scope);
  if (step.kind === 'unsupported') return step;
  const nextDirectory =
    name === 'cd' ? resolveWorkPath(outer.directory, args[0] ?? '/workspace') : outer.directory;
  if (nextDirectory === undefined)
    return unsupported('has no folder outside the workspace to `cd` to', 'Stay inside');
  const { directory, environment } = scope;
  const { when, mergesErrors } = command;
  return { kind: 'planned', command: { when, step, directory, environment, mergesErrors }, nextDirectory };
}

const assignment = /^[A-Za-z_]\w*=/u;

function readAssignments(words: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    words.map(word => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
}

async function planStep(name: string, args: readonly string[], scope: Scope): Promise<Step | Unsupported> {
  if (/^(?:.*\/)?python(?:3(?:\.\d+)?)?$/u.test(name)) return planPython(args);
  if (/^(?:.*\/)?(?:node|nodejs|tsx|ts-node)$/u.test(name)) return planNode(args);
  if (name === 'deno') return planDeno(args);
  if (name === 'npm') return planScripts(args, scope);
  if (name === 'npx') return planNpx(args, scope);
  if (builtinNames.has(name)) return { kind: 'builtin', name, args };
  return (
    missingPythonTool(name) ??
    unsupported(
      `cannot run \`${name}\`: it runs Python, JavaScript and TypeScript programs`,
      'Use a check such as `python -m unittest` or `node --test`',
    )
  );
}

async function planNpx(args: readonly string[], scope: Scope): Promise<Step | Unsupported> {
  const start = args.findIndex(word => !word.startsWith('-'));
  const [program = '', ...rest] = start === -1 ? [] : args.slice(start);
  if (['tsx', 'ts-node', 'node'].includes(program)) return planStep(program, rest, scope);
  return unsupported(`cannot run \`npx ${program}\`: it has no installed packages`);
}

async function planScripts(args: readonly string[], scope: Scope): Promise<Step | Unsupported> {
  if (scope.depth >= maxDepth)
    return unsupported('gives up on npm scripts that call each other without an end');
  const manifest = scope.directory === '' ? 'package.json' : `${scope.directory}/package.json`;
  const scripts = planNpm(args, await scope.folder.readText(manifest));
  if (scripts.kind === 'unsupported') return scripts;
  const commands: PlannedCommand[] = [];
  for (const script of scripts.lines) {
    const planned = await planLine(withArguments(script), { ...scope, depth: scope.depth + 1 });
    if (planned.kind === 'unsupported') return planned;
    const { directory, environment } = scope;
    const step: Step = { kind: 'sequence', commands: planned.commands };
    commands.push({ when: 'success', step, directory, environment, mergesErrors: false });
  }
  return { kind: 'sequence', commands };
}

/** npm hangs them on the end of the line. */
function withArguments({ line, args }: NpmScript): string {
  return [line, ...args.map(word => `'${word.replaceAll("'", String.raw`'\''`)}'`)].join(' ');
}

async function expandGlobs(words: ShellCommand['words'], scope: Scope): Promise<readonly string[]> {
  const expanded: string[] = [];
  for (const word of words) {
    if (typeof word === 'string') {
      expanded.push(word);
      continue;
    }
    const matches = picomatch(word.glob, { dot: false });
    const prefix = scope.directory === '' ? '' : `${scope.directory}/`;
    const files = (await scope.folder.list()).filter(path => path.startsWith(prefix));
    const found = files.map(path => path.slice(prefix.length)).filter(path => matches(path));
    // As a shell does: a pattern that matches nothing stays as it is.
    expanded.push(...(found.length === 0 ? [word.glob] : found));
  }
  return expanded;
}
