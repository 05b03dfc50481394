import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Who may import whom; CONTRIBUTING.md shows the same table. A layer may always import itself. */
const layers: Readonly<Record<string, Layer>> = {
  'src/engine': {
    imports: [],
    packages: [
      '@lezer/common',
      '@lezer/javascript',
      '@lezer/python',
      'cockatiel',
      'diff',
      'node-diff3',
      'jsonrepair',
      'picomatch',
      'xstate',
      'yaml',
      'zod',
    ],
    node: false,
  },
  'src/protocol': { imports: ['src/engine'], packages: ['zod'], node: false, typesOnly: ['src/engine'] },
  'src/models': { imports: ['src/engine'], node: true },
  'src/sandbox': { imports: ['src/engine'], node: true },
  'src/store': { imports: ['src/engine'], node: true },
  'src/workspace': { imports: ['src/engine'], node: true },
  'src/bench': { imports: ['src/engine'], node: true },
  'src/host': {
    imports: ['src/bench', 'src/engine', 'src/models', 'src/sandbox', 'src/store', 'src/workspace'],
    node: true,
  },
  'src/cli': { imports: ['src/bench', 'src/engine', 'src/host'], node: true },
  'src/extension': {
    imports: ['src/bench', 'src/engine', 'src/host', 'src/protocol'],
    node: true,
    vscode: true,
  },
  'webview-ui': { imports: ['src/protocol'], node: false },
};

interface Layer {
  readonly imports: readonly string[];
  /** The npm packages it may use; left out: any. */
  readonly packages?: readonly string[];
  readonly node: boolean;
  readonly vscode?: boolean;
  /** Of `imports`, those that may only be imported as types. */
  readonly typesOnly?: readonly string[];
}

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly isType: boolean;
  /** Loaded when it is used. */
  readonly isLate: boolean;
}

const sources = Object.keys(layers).flatMap(layer => sourceFiles(layer).map(file => ({ layer, file })));
const imports = sources.flatMap(({ layer, file }) => importsOf(file).map(found => ({ layer, ...found })));

describe('the architecture', () => {
  it('has source files in every layer it knows, and no source folder it does not know', () => {
    const known = Object.keys(layers);
    const found = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter(entry => entry.isDirectory() && sourceFiles(`src/${entry.name}`).length > 0)
      .map(({ name }) => `src/${name}`);
    assert.deepEqual(
      found.filter(folder => !known.includes(folder)),
      [],
    );
    assert.deepEqual(
      known.filter(layer => sourceFiles(layer).length === 0),
      [],
    );
  });

  it('lets a layer import only the layers below it', () => {
    const wrong = imports.filter(({ layer, from, specifier, isType }) => {
      if (!specifier.startsWith('.')) return false;
      const target = layerOf(resolve(root, dirname(from), specifier));
      if (target === layer) return false;
      const { imports: allowed, typesOnly = [] } = rules(layer);
      return target === undefined || !allowed.includes(target) || (typesOnly.includes(target) && !isType);
    });
    assert.deepEqual(wrong, []);
  });

  it('keeps Node and VS Code out of the layers that must not reach them', () => {
    const wrong = imports.filter(({ layer, specifier }) => {
      const { node, vscode = false } = rules(layer);
      return (specifier.startsWith('node:') && !node) || (specifier === 'vscode' && !vscode);
    });
    assert.deepEqual(wrong, []);
  });

  it('lets the engine use only the packages that cannot reach outside', () => {
    const wrong = imports.filter(({ layer, specifier }) => {
      const { packages } = rules(layer);
      return packages !== undefined && isPackage(specifier) && !packages.includes(packageOf(specifier));
    });
    assert.deepEqual(wrong, []);
  });

  it('imports xstate nowhere but in engine/run', () => {
    const users = imports
      .filter(({ specifier }) => packageOf(specifier) === 'xstate')
      .map(({ from }) => dirname(from));
    assert.deepEqual([...new Set(users)], ['src/engine/run']);
  });

  it('has VS Code read little at activation: the doors, and none of what is behind them', () => {
    const read = readWith('src/extension/activate.ts');
    assert.ok(read.some(file => file.startsWith('src/extension/doors/')));
    assert.deepEqual(
      read.filter(file => /^src\/extension\/(?:contributions|chat)\/|features\.ts$/.test(file)),
      [],
    );
    const bytes = read.reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
    assert.ok(bytes < 30_000, `${bytes} bytes of source in ${read.join(', ')}`);
  });

  it('catches errors to decide about them only where it says why', () => {
    const silent = sources
      .filter(({ file }) => /catch\s*(?:\([^)]*\))?\s*\{\s*\}/.test(read(file)))
      .map(({ file }) => file);
    assert.deepEqual(silent, []);
  });

  it('keeps files within 400 lines, and tests within 600', () => {
    const all = [...sources.map(({ file }) => file), ...testFiles()];
    const long = all.filter(file => read(file).split('\n').length > (isTest(file) ? 600 : 400));
    assert.deepEqual(long, []);
  });

  it('has no file that is named after nothing', () => {
    const vague =
      /(?:^|\/)index\.tsx?$|(?:^|[/-])(?:utils?|helpers?|common|types|manager|service|impl)\.tsx?$/;
    assert.deepEqual(
      sources.map(({ file }) => file).filter(file => vague.test(file)),
      [],
    );
  });
});

function rules(layer: string): Layer {
  const found = layers[layer];
  if (found === undefined) throw new Error(`${layer} is no layer`);
  return found;
}

/** The files that are read with one: itself, and what it imports at once. */
function readWith(entry: string): readonly string[] {
  const found = new Set([entry]);
  for (const file of found) {
    for (const { specifier, isType, isLate } of importsOf(file))
      if (specifier.startsWith('.') && !isType && !isLate) found.add(join(dirname(file), specifier));
  }
  return [...found];
}

function layerOf(path: string): string | undefined {
  const inside = relative(root, path);
  return Object.keys(layers).find(layer => inside.startsWith(`${layer}/`));
}

/** Product sources of a folder: without tests and what only tests use. */
function sourceFiles(folder: string): readonly string[] {
  return filesIn(folder).filter(file => /\.tsx?$/.test(file) && !isTest(file) && !file.endsWith('.d.ts'));
}

function testFiles(): readonly string[] {
  return ['src', 'test', 'webview-ui'].flatMap(filesIn).filter(file => /\.tsx?$/.test(file) && isTest(file));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .filter(file => !file.includes('node_modules') && !file.includes('/fixtures/'))
    .sort();
}

function isTest(file: string): boolean {
  return /\.(?:test|contract)\.tsx?$/.test(file) || file.startsWith('test/');
}

function importsOf(file: string): readonly Import[] {
  const statements = read(file).matchAll(
    /^\s*(?:import|export)\s+(?<type>type\s)?[^;'"]*?from\s+['"](?<from>[^'"]+)['"]|import\(\s*['"](?<dynamic>[^'"]+)['"]\s*\)|^\s*import\s+['"](?<bare>[^'"]+)['"]/gm,
  );
  return [...statements].map(({ groups = {} }) => ({
    from: file,
    specifier: groups['from'] ?? groups['dynamic'] ?? groups['bare'] ?? '',
    isType: groups['type'] !== undefined,
    isLate: groups['dynamic'] !== undefined,
  }));
}

function isPackage(specifier: string): boolean {
  return !specifier.startsWith('.') && !specifier.startsWith('node:') && specifier !== 'vscode';
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
