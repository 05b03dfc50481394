import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SandboxDependencies } from '../engine/ports/sandbox.ts';

/** What a person said when asked to install a lock file's packages. */
export type InstallAnswer = 'yes' | 'no';

/** Answers to that question, each for one folder and one state of its lock file. */
export interface InstallAnswers {
  recall(root: string, dependencies: SandboxDependencies): Promise<InstallAnswer | undefined>;
  remember(root: string, dependencies: SandboxDependencies, answer: InstallAnswer): Promise<void>;
}

/** Kept as one small file an answer, so that processes do not get in each other's way. */
export function installAnswers(dataDirectory: string): InstallAnswers {
  const directory = path.join(dataDirectory, 'install-answers');
  const fileFor = (root: string, dependencies: SandboxDependencies) =>
    path.join(directory, keyOf(root, dependencies));

  return {
    async recall(root, dependencies) {
      const text = await readFile(fileFor(root, dependencies), 'utf8').catch(ifMissing);
      return text === 'yes' || text === 'no' ? text : undefined;
    },
    async remember(root, dependencies, answer) {
      await mkdir(directory, { recursive: true });
      await writeFile(fileFor(root, dependencies), answer);
    },
  };
}

function keyOf(root: string, { manager, files }: SandboxDependencies): string {
  const hash = createHash('sha256').update(`${root}\0${manager}\0`);
  for (const { path: name, bytes } of files) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
