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
  const found = folders.map(folder => filesBelow(join(project, folder)));
  const files = found
    .flat()
    .map(file => ({ path: relative(project, file), read: () => readFileSync(file, 'utf8') }));
  return [...files, ...pythonFiles(project)];
}

/** Dependencies that come with their sources. */
export const packageFolders: readonly string[] = [
  'zod/src',
  'openai/src/resources',
  '@anthropic-ai/sdk/src',
  'mocha/lib',
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
  'playwright-core/lib/vite',
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

function isBuilt(name: string): boolean {
  return name.includes('.min.') || name === 'package-lock.json';
}

function pythonFiles(project: string): readonly SourceFile[] {
  const archive = join(project, 'node_modules/pyodide/python_stdlib.zip');
  if (statSync(archive, { throwIfNoEntry: false }) === undefined) return [];
  const files = openZip(archive).filter(({ path }) => path.endsWith('.py'));
  return files.map(({ path, read }) => ({ path: `python/${path}`, read: () => read().toString('utf8') }));
}
