import type { Check } from './check.ts';

/**
 * What no agent may write: the files that the check consists of, and those that are not there but would
 * take its place, such as a `unittest.py` that Python finds before its own.
 */
export function guardedPaths({ command, language, protectedPaths }: Check): readonly string[] {
  const folders = new Set(['', ...protectedPaths.map(folderOf)]);
  const names = language === 'python' ? pythonNames(command, protectedPaths) : [];
  const beside = [...folders].flatMap(folder => names.map(name => folder + name));
  const settings = language === 'node' && protectedPaths.length > 0 ? scriptSettings : [];
  return [...new Set([...protectedPaths, ...beside, ...settings])];
}

/** Python looks for modules in the folder it starts in, and test runners add the folders of the tests. */
function pythonNames(command: string, protectedPaths: readonly string[]): readonly string[] {
  const runners = ['unittest', 'pytest'].filter(name => command.includes(name));
  const shadows = runners.flatMap(name => [`${name}.py`, `${name}/__init__.py`, `${name}/__main__.py`]);
  // Without tests of the user's own there is no verdict that settings could bend.
  return command.includes('pytest') && protectedPaths.length > 0 ? [...shadows, ...pytestSettings] : shadows;
}

const pytestSettings = ['conftest.py', 'pytest.ini', '.pytest.ini', 'tox.ini'];

const scriptSettings = [
  ...['js', 'cjs', 'json', 'jsonc', 'yaml', 'yml'].map(suffix => `.mocharc.${suffix}`),
  ...['js', 'cjs', 'mjs', 'ts', 'json'].map(suffix => `jest.config.${suffix}`),
  ...['js', 'cjs', 'mjs', 'ts', 'mts', 'cts'].map(suffix => `vitest.config.${suffix}`),
];

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);
