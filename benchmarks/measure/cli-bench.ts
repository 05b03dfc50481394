import { cp } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeScratchFolder } from './scratch-folder.ts';

/** The built command line in a home of its own: no keys, no settings, an empty history. */
export interface CliBench extends AsyncDisposable {
  /** Holds everything; gone afterwards. */
  readonly folder: string;
  readonly cliFile: string;
  /** Nothing of the caller's environment but the search path. */
  readonly env: Readonly<Record<string, string>>;
}

/** Takes a copy of the build, so that another build meanwhile does not change what is measured. */
export async function openCliBench(builtFolder: string = namedFolder): Promise<CliBench> {
  const scratch = await makeScratchFolder();
  const folder = scratch.path;
  const dist = path.join(folder, 'dist');
  await cp(builtFolder, dist, { recursive: true, filter: file => !file.endsWith('.map') });
  return {
    folder,
    cliFile: path.join(dist, 'cli.js'),
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: folder,
      TMPDIR: folder,
      CODEFORGE_HOME: path.join(folder, 'codeforge'),
    },
    [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
  };
}

// `dist/`, or the folder that the program was told, to compare builds.
const namedFolder = process.argv[2] ?? fileURLToPath(new URL('../../dist', import.meta.url));
