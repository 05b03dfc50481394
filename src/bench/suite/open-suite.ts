import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { ForgeError } from '../../engine/forge-error.ts';
import type { BenchTask } from './bench-task.ts';
import { checkDataset, type DataWish, findDataset, sha256 } from './dataset-file.ts';
import { readHumanEval } from './read-humaneval.ts';
import { readMbpp, readSanitizedMbpp } from './read-mbpp.ts';
import { readTaskFolders } from './read-task-folder.ts';
import { type DataManifest, manifestFile, readManifest, type SuiteManifest } from './suite-manifest.ts';

/** A suite with its tasks, in the order of its data. */
export interface Suite {
  readonly name: string;
  readonly manifest: SuiteManifest;
  readonly tasks: readonly BenchTask[];
  /** Of what the tasks were read from: two runs compare only on the same. */
  readonly sha256: string;
  readonly source: SuiteSource;
}

/** What has to be named to open a suite again; absolute paths. */
export interface SuiteSource {
  /** Null for one that comes with CodeForge. */
  readonly folder: string | null;
  /** The user's own copy of the data; null where there is none. */
  readonly data: string | null;
}

export interface SuiteWish extends DataWish {
  /** Holds the suites that come with CodeForge, a folder each. */
  readonly suitesDirectory: string;
}

/**
 * A suite by its name, or by the path of a folder with a `suite.yaml`. Throws ForgeError `config.invalid` for an
 * unknown name, a manifest or task that is wrong, and data that is missing, damaged or not the suite's.
 */
export async function openSuite(nameOrFolder: string, wish: SuiteWish): Promise<Suite> {
  const folder = await folderOf(nameOrFolder, wish.suitesDirectory);
  const name = path.basename(folder);
  const manifest = await readManifest(folder);
  const read = manifest.format === 'tasks' ? readOwn(folder, wish) : readData(manifest, wish);
  const source = {
    folder: path.dirname(folder) === path.resolve(wish.suitesDirectory) ? null : folder,
    data: wish.file === undefined ? null : path.resolve(wish.file),
  };
  const suite = { name, manifest, source, ...(await read) };
  refuseStrangers(suite, path.join(folder, manifestFile));
  return suite;
}

type Content = Pick<Suite, 'tasks' | 'sha256'>;

async function readData(manifest: DataManifest, wish: DataWish): Promise<Content> {
  const { file, bytes } = await findDataset(manifest.data, wish);
  // What is wrong inside says more than that the bytes differ.
  const tasks = await readers[manifest.format](bytes, file);
  checkDataset({ file, bytes }, manifest.data);
  const timed = tasks.map(task => ({ ...task, timeoutSeconds: manifest.taskTimeouts[task.id] ?? null }));
  return { tasks: timed, sha256: sha256(bytes) };
}

const readers = { humaneval: readHumanEval, mbpp: readMbpp, 'mbpp-sanitized': readSanitizedMbpp };

async function readOwn(folder: string, { file }: DataWish): Promise<Content> {
  if (file !== undefined)
    throw new ForgeError(
      'config.invalid',
      `The suite ${folder} has its tasks in its own folder. Leave --data ${file} out.`,
    );
  const tasks = await readTaskFolders(folder);
  return { tasks, sha256: sha256(Buffer.from(JSON.stringify(tasks))) };
}

async function folderOf(nameOrFolder: string, suitesDirectory: string): Promise<string> {
  const folder = path.resolve(nameOrFolder);
  if (/[/\\.]/u.test(nameOrFolder)) return folder;
  const known = (await readdir(suitesDirectory, { withFileTypes: true }))
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
  if (known.includes(nameOrFolder)) return path.join(suitesDirectory, nameOrFolder);
  if (existsSync(path.join(folder, manifestFile))) return folder;
  throw new ForgeError(
    'config.invalid',
    `There is no suite ${nameOrFolder}, and no folder of that name with a ${manifestFile}. There are ${known.join(', ')}; codeforge bench init ${nameOrFolder} makes one of your own.`,
  );
}

/** A misspelt id would have no effect, and nobody would notice. */
function refuseStrangers({ manifest, tasks }: Suite, file: string): void {
  const ids = new Set(tasks.map(({ id }) => id));
  const timed = manifest.format === 'tasks' ? [] : Object.keys(manifest.taskTimeouts);
  const stranger = [...Object.keys(manifest.knownBad), ...timed].find(id => !ids.has(id));
  if (stranger === undefined) return;
  throw new ForgeError(
    'config.invalid',
    `${file} speaks of a task ${stranger}, which the suite does not have. Correct it there.`,
    { place: { file, line: 1 } },
  );
}

/** The tasks with these ids, in the suite's order. Throws ForgeError `config.invalid` that names those there are not. */
export function tasksWithIds(suite: Suite, ids: readonly string[]): readonly BenchTask[] {
  const known = new Set(suite.tasks.map(({ id }) => id));
  const unknown = ids.filter(id => !known.has(id));
  if (unknown.length > 0) {
    const example = suite.tasks[0]?.id ?? '';
    throw new ForgeError(
      'config.invalid',
      `The suite ${suite.name} has no task ${unknown.slice(0, 5).join(', ')}. Its ids look like ${example}.`,
    );
  }
  return suite.tasks.filter(({ id }) => ids.includes(id));
}
