import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A folder that is gone afterwards. On the project's own disk: the system's temporary folder may be memory. */
export interface ScratchFolder extends AsyncDisposable {
  readonly path: string;
}

export async function makeScratchFolder(): Promise<ScratchFolder> {
  await mkdir(parent, { recursive: true });
  const path = await mkdtemp(`${parent}scratch-`);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

const parent = fileURLToPath(new URL('../../out/benchmarks/', import.meta.url));
