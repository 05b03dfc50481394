import { existsSync } from 'node:fs';
import path from 'node:path';
import { openSuite } from '../bench/suite/open-suite.ts';
import { suiteDataDirectory } from './list-suites.ts';

/** A problem of a suite, without anything that its tests are made of. */
export interface ProblemListing {
  readonly id: string;
  readonly category: string;
  readonly difficulty: string;
  /** Says what is asked; null where it is a line in a file of data. */
  readonly file: string | null;
}

/** In the suite's order. Throws ForgeError `config.invalid`, see openSuite, also for data that are not here yet. */
export async function listProblems(
  nameOrFolder: string,
  { assetsDirectory, dataDirectory }: { readonly assetsDirectory: string; readonly dataDirectory: string },
): Promise<readonly ProblemListing[]> {
  const suitesDirectory = path.join(assetsDirectory, 'suites');
  const suite = await openSuite(nameOrFolder, {
    suitesDirectory,
    cacheDirectory: suiteDataDirectory(dataDirectory),
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  const folder = suite.source.folder ?? path.join(suitesDirectory, suite.name);
  return suite.tasks.map(({ id, category, difficulty }) => {
    const file = path.join(folder, 'tasks', id, 'task.md');
    return { id, category, difficulty, file: existsSync(file) ? file : null };
  });
}
