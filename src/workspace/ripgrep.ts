import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { ForgeError } from '../engine/forge-error.ts';

/** Finds the program; rejects when it is not installed. */
export type FindRipgrep = () => Promise<string>;

/** The one that came with this package. Imported late: nobody pays for it before the first listing. */
export const findRipgrep: FindRipgrep = async () => (await import('@vscode/ripgrep')).rgPath;

export interface RipgrepRun {
  readonly find: FindRipgrep;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** Makes an error of what ripgrep complains about. Unreadable files are no complaint. */
  readonly complain: (complaint: string) => Error;
}

/**
 * What ripgrep prints, piece by piece. Whoever stops reading ends the process. Throws `workspace.unreadable`
 * when there is no ripgrep, and the signal's AbortError.
 */
export async function* ripgrep(run: RipgrepRun): AsyncGenerator<Buffer, void> {
  const { signal } = run;
  signal.throwIfAborted();
  const child = await start(run);
  const closed = once(child, 'close');
  const complaint = collect(child.stderr);
  const stop = (): void => void child.kill();
  signal.addEventListener('abort', stop, { once: true });
  try {
    yield* child.stdout as AsyncIterable<Buffer>;
    const [exitCode] = await closed;
    signal.throwIfAborted();
    if (exitCode !== 0 && complaint() !== '') throw run.complain(complaint());
  } finally {
    signal.removeEventListener('abort', stop);
    child.kill();
    await closed;
  }
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

async function start({ find, args, cwd }: RipgrepRun): Promise<Child> {
  try {
    // Without a standard input: ripgrep would search that instead of the folder.
    const child = spawn(await find(), args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    await once(child, 'spawn');
    return child;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ForgeError(
      'workspace.unreadable',
      `The search program ripgrep, which comes with CodeForge, cannot be started: ${reason}. Reinstall CodeForge.`,
      { cause },
    );
  }
}

/** Reads on to the end, so that the process never waits, but keeps only as much as a message needs. */
function collect(stream: Readable): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    if (text.length < 10_000) text += chunk;
  });
  return () => text.trim();
}
