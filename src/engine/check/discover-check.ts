import { decodeText } from '../change/text-content.ts';
import type { Workspace } from '../ports/workspace.ts';
import { type Check, languageOf } from './check.ts';

/**
 * The check that exists before anyone writes code: the user's own command, else the workspace's tests.
 * Undefined when there is neither; an agent then names one.
 */
export async function discoverCheck(
  workspace: Workspace,
  userCommand: string | null,
  signal: AbortSignal,
): Promise<Check | undefined> {
  const paths = (await workspace.list(signal)).map(file => file.path);
  if (userCommand !== null) {
    const named = paths.filter(path => mentions(userCommand, path));
    return {
      command: userCommand,
      source: 'user',
      language: languageOf(userCommand, paths),
      protectedPaths: [...new Set([...named, ...testFilesBehind(userCommand, paths)])].sort(),
    };
  }
  return (await npmTest(workspace, paths)) ?? (await pythonTests(workspace, paths));
}

/** The command that a person saw fail, as a check. What it names may be what is broken: only tests are protected. */
export async function symptomCheck(
  workspace: Workspace,
  command: string,
  signal: AbortSignal,
): Promise<Check> {
  const paths = (await workspace.list(signal)).map(file => file.path);
  return {
    command,
    source: 'symptom',
    language: languageOf(command, paths),
    protectedPaths: [...testFilesBehind(command, paths)].sort(),
  };
}

async function npmTest(workspace: Workspace, paths: readonly string[]): Promise<Check | undefined> {
  if (!paths.includes('package.json')) return undefined;
  const script = testScriptOf(await readText(workspace, 'package.json'));
  if (script === undefined || script.includes('no test specified')) return undefined;
  const tests = paths.filter(path => isScriptTest(path) || isTestSetup(path) || mentions(script, path));
  return {
    command: 'npm test',
    source: 'workspace',
    language: 'node',
    protectedPaths: ['package.json', ...tests.filter(path => path !== 'package.json')].sort(),
  };
}

async function pythonTests(workspace: Workspace, paths: readonly string[]): Promise<Check | undefined> {
  const tests = paths.filter(isPythonTest);
  if (tests.length === 0) return undefined;
  const texts = await Promise.all(tests.map(path => readText(workspace, path)));
  const protectedPaths = [...tests, ...paths.filter(isTestSetup)].sort();
  const check = { source: 'workspace', language: 'python', protectedPaths } as const;
  if (!texts.every(text => /^\s*(?:import unittest|from unittest\b)/m.test(text))) {
    return { ...check, command: 'python -m pytest -q' };
  }
  return { ...check, command: unittestCommand(tests, paths) };
}

/** Unittest finds tests below one start folder; a folder that is no package must be that start itself. */
function unittestCommand(tests: readonly string[], paths: readonly string[]): string {
  const folders = [...new Set(tests.map(folderOf))];
  const [folder] = folders;
  const pattern = tests.every(path => /(?:^|\/)test[^/]*\.py$/.test(path)) ? '' : ' -p "*_test.py"';
  const isLoneFolder = folders.length === 1 && folder !== undefined && folder !== '';
  if (!isLoneFolder || paths.includes(`${folder}/__init__.py`))
    return `python -m unittest discover${pattern}`;
  return `python -m unittest discover -s ${quote(folder)}${pattern}`;
}

function testFilesBehind(command: string, paths: readonly string[]): readonly string[] {
  if (/\b(?:pytest|unittest)\b/.test(command))
    return paths.filter(path => isPythonTest(path) || isTestSetup(path));
  if (/\b(?:npm|pnpm|yarn)\s+(?:run\s+)?(?:test|t)\b/.test(command)) {
    return paths.filter(path => path === 'package.json' || isScriptTest(path) || isTestSetup(path));
  }
  if (/--test\b|\b(?:mocha|jest|vitest|deno test)\b/.test(command)) {
    return paths.filter(path => isScriptTest(path) || isTestSetup(path));
  }
  return [];
}

const isPythonTest = (path: string) => /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/.test(path);
const isScriptTest = (path: string) =>
  /\.(?:test|spec)\.[cm]?[jt]sx?$/.test(path) ||
  /(?:^|\/)(?:test|tests|__tests__)\/.*\.[cm]?[jt]sx?$/.test(path);
// What is in a tests' package runs before them and can choose among them.
const isTestSetup = (path: string) =>
  /(?:^|\/)tests?\/(?:.*\/)?__init__\.py$/.test(path) ||
  /(?:^|\/)(?:conftest\.py|pytest\.ini|tox\.ini|(?:jest|vitest)\.config\.[^/]+|\.mocharc[^/]*)$/.test(path);

/** Whether a command names the path as one of its words. */
function mentions(command: string, path: string): boolean {
  return command.split(/[\s'"=;&|()]+/).some(word => word === path || word === `./${path}`);
}

function testScriptOf(packageJson: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(packageJson);
    const scripts = field(parsed, 'scripts');
    const test = field(scripts, 'test');
    return typeof test === 'string' ? test : undefined;
  } catch (error) {
    // A package.json that npm could not read either has no tests to offer.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

async function readText(workspace: Workspace, path: string): Promise<string> {
  return decodeText((await workspace.read(path)) ?? new Uint8Array()) ?? '';
}

const folderOf = (path: string) => path.split('/').slice(0, -1).join('/');
const quote = (text: string) =>
  /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
