import { type Unsupported, unsupported } from './unsupported.ts';

/** The scripts of package.json that `npm` would run, one after the other as long as they are green. */
export interface NpmScripts {
  readonly kind: 'scripts';
  readonly lines: readonly NpmScript[];
}

export interface NpmScript {
  /** As it stands in package.json. */
  readonly line: string;
  /** Given behind `--`, as words. */
  readonly args: readonly string[];
}

/** Reads the arguments of `npm`. `packageJson` is undefined where the folder has none. */
export function planNpm(args: readonly string[], packageJson: string | undefined): NpmScripts | Unsupported {
  const separator = args.indexOf('--');
  const before = separator === -1 ? args : args.slice(0, separator);
  const extra = separator === -1 ? [] : args.slice(separator + 1);
  const [command = '', ...words] = before.filter(word => !quietOptions.has(word));
  const isRun = command === 'run' || command === 'run-script';
  const name = isRun ? words[0] : shortcuts.get(command);
  const own = isRun ? words.slice(1) : words;
  if (name === undefined || own.some(word => word.startsWith('-'))) {
    return unsupported(
      `cannot run \`npm ${args.join(' ')}\`: it starts scripts of package.json and installs nothing`,
    );
  }
  if (packageJson === undefined) {
    return unsupported(
      `cannot run \`npm ${name}\` in a folder without a package.json`,
      'Name the program itself',
    );
  }
  const scripts = readScripts(packageJson);
  if (scripts === undefined) {
    return unsupported('cannot read package.json as JSON', 'Correct it');
  }
  const main = scripts.get(name);
  if (main === undefined) {
    return unsupported(`finds no script \`${name}\` in package.json`, 'Add it, or name the program itself');
  }
  return {
    kind: 'scripts',
    lines: [
      ...hook(scripts.get(`pre${name}`)),
      { line: main, args: [...own, ...extra] },
      ...hook(scripts.get(`post${name}`)),
    ],
  };
}

function hook(line: string | undefined): readonly NpmScript[] {
  return line === undefined ? [] : [{ line, args: [] }];
}

const quietOptions: ReadonlySet<string> = new Set(['-s', '--silent', '--if-present', '--no-color']);

const shortcuts: ReadonlyMap<string, string> = new Map([
  ['test', 'test'],
  ['t', 'test'],
  ['tst', 'test'],
  ['start', 'start'],
]);

function readScripts(packageJson: string): ReadonlyMap<string, string> | undefined {
  const manifest = parseJson(packageJson);
  if (typeof manifest !== 'object' || manifest === null) return undefined;
  const scripts = 'scripts' in manifest ? manifest.scripts : {};
  if (typeof scripts !== 'object' || scripts === null) return undefined;
  return new Map(
    Object.entries(scripts).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller says so in words.
    return undefined;
  }
}
