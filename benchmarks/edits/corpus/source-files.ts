import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { openZip } from './zip-archive.ts';

/** A file of real code, read when it is drawn. */
export interface SourceFile {
  readonly path: string;
  read(): string;
}

/** Code that is there after `npm ci`, in the same order on every machine. Folders that are missing are left out. */
export function listSourceFiles(project: string, folders: readonly string[]): readonly SourceFile[] {
  const found = [...folders.flatMap(folder => filesBelow(join(project, folder))), ...packageNotes(project)];
  const files = found.map(file => ({
    path: relative(project, file),
    read: () => readFileSync(file, 'utf8'),
  }));
  return balance([...files, ...pythonFiles(project)]);
}

// Kinds of which there are few files are listed several times, so that they are drawn now and then.
function balance(files: readonly SourceFile[]): readonly SourceFile[] {
  const byKind = Map.groupBy(files, file => extname(file.path));
  const fewest = Math.ceil(files.length / 25);
  return [...byKind.values()].flatMap(group =>
    Array.from({ length: Math.ceil(fewest / group.length) }, () => group).flat(),
  );
}

/** Dependencies that come with their sources. */
export const packageFolders: readonly string[] = [
  'zod/src',
  'openai/src/resources',
  '@anthropic-ai/sdk/src',
  'mocha',
  'commander',
  'protobufjs/src',
  'yaml/dist',
  'cockatiel',
  'xstate/dist/declarations',
  'underscore/modules',
  'kysely/dist',
  'dockerode',
  'docker-modem',
  'ws',
  'jszip/lib',
  'parse5/dist',
  'diff/libesm',
  'pako/lib',
  'readable-stream/lib',
  '@types/node',
  '@types/react',
  'nan',
  'qs',
].map(folder => join('node_modules', folder));

/** This project's own code, which changes from commit to commit. */
export const ownFolders: readonly string[] = ['src', 'webview-ui', 'docs', 'prompts', 'workflows'];

function filesBelow(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    entry => entry.isFile() && kinds.has(extname(entry.name)) && !isBuilt(entry.name),
  );
  return files.map(entry => join(entry.parentPath, entry.name)).sort();
}

const kinds: ReadonlySet<string> = new Set([
  '.ts',
  '.tsx',
  '.js',
  '.mjs',
  '.cjs',
  '.css',
  '.json',
  '.md',
  '.py',
  '.h',
  '.c',
  '.yml',
  '.yaml',
  '.html',
]);

function packageNotes(project: string): readonly string[] {
  const packages = join(project, 'node_modules');
  const names = readdirSync(packages)
    .filter(name => /^[a-z]/u.test(name))
    .sort();
  const notes = names.flatMap(name => ['README.md', 'package.json'].map(note => join(packages, name, note)));
  return notes.filter(note => statSync(note, { throwIfNoEntry: false })?.isFile() === true);
}

function isBuilt(name: string): boolean {
  return name.includes('.min.') || name === 'package-lock.json';
}

function pythonFiles(project: string): readonly SourceFile[] {
  const archive = join(project, 'node_modules/pyodide/python_stdlib.zip');
  if (statSync(archive, { throwIfNoEntry: false }) === undefined) return [];
  const files = openZip(archive).filter(({ path }) => path.endsWith('.py'));
  return files.map(({ path, read }) => ({ path: `python/${path}`, read: () => read().toString('utf8') }));
}
