import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What a person said when asked to install something. */
export type InstallAnswer = 'yes' | 'no';

/** Answers, each for one folder and one state of what would be installed there. */
export interface InstallAnswers {
  /** `subject` names the folder, and what is asked about with all its contents. */
  recall(subject: readonly string[]): Promise<InstallAnswer | undefined>;
  remember(subject: readonly string[], answer: InstallAnswer): Promise<void>;
}

/** Kept as one small file an answer, so that processes do not get in each other's way. */
export function installAnswers(dataDirectory: string): InstallAnswers {
  const directory = path.join(dataDirectory, 'install-answers');
  const fileFor = (subject: readonly string[]) =>
    path.join(directory, createHash('sha256').update(JSON.stringify(subject)).digest('hex'));

  return {
    async recall(subject) {
      const text = await readFile(fileFor(subject), 'utf8').catch(ifMissing);
      return text === 'yes' || text === 'no' ? text : undefined;
    },
    async remember(subject, answer) {
      await mkdir(directory, { recursive: true });
      await writeFile(fileFor(subject), answer);
    },
  };
}

function ifMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
