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
  return Promise.all(
    folders.map(async ({ name }) => {
      const { title, description, data } = await readManifest(path.join(suites, name));
      const isHere = existsSync(path.join(suiteDataDirectory(dataDirectory), data.file));
      return { name, title, description, problems: data.records, downloadFrom: isHere ? null : data.url };
    }),
  );
}

/** Where downloads are kept. */
export function suiteDataDirectory(dataDirectory: string): string {
  return path.join(dataDirectory, 'bench', 'data');
}
