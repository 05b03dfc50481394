import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { readManifest } from '../bench/suite/suite-manifest.ts';

/** A suite that comes with CodeForge. */
export interface SuiteListing {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly problems: number;
  /** Where its data must be downloaded from first; null: it is here. */
  readonly downloadFrom: string | null;
}

/** Throws ForgeError `config.invalid` for a manifest that is wrong. */
export async function listSuites(
  assetsDirectory: string,
  dataDirectory: string,
): Promise<readonly SuiteListing[]> {
  const suites = path.join(assetsDirectory, 'suites');
  const folders = (await readdir(suites, { withFileTypes: true })).filter(entry => entry.isDirectory());
  return Promise.all(folders.map(({ name }) => listingOf(path.join(suites, name), dataDirectory)));
}

async function listingOf(folder: string, dataDirectory: string): Promise<SuiteListing> {
  const manifest = await readManifest(folder);
  const { title, description } = manifest;
  const common = { name: path.basename(folder), title, description };
  if (manifest.format === 'tasks') {
    const tasks = await readdir(path.join(folder, 'tasks'), { withFileTypes: true });
    const problems = tasks.filter(entry => entry.isDirectory()).length;
    return { ...common, problems, downloadFrom: null };
  }
  const { file, url, records } = manifest.data;
  const isHere = existsSync(path.join(suiteDataDirectory(dataDirectory), file));
  return { ...common, problems: records, downloadFrom: isHere ? null : url };
}

/** Where downloads are kept. */
export function suiteDataDirectory(dataDirectory: string): string {
  return path.join(dataDirectory, 'bench', 'data');
}
