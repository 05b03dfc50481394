import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { ForgeError } from '../engine/forge-error.ts';
import { workspaceGone } from './workspace-gone.ts';

/** Finds the program; rejects when it is not installed. */
export type FindRipgrep = () => Promise<string>;

/** The one that came with this package. Imported late: nobody pays for it before the first listing. */
export const findRipgrep: FindRipgrep = async () => (await import('@vscode/ripgrep')).rgPath;

export interface RipgrepRun {
  readonly find: FindRipgrep;
  readonly args: readonly string[];
  readonly cwd: string;
  /** What it searches when its arguments name no folder; left out, it has no standard input. */
  readonly input?: Uint8Array;
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

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

async function start({ find, args, cwd, input }: RipgrepRun): Promise<Child> {
  try {
    const child = spawn(await find(), args, { cwd, stdio: 'pipe', windowsHide: true });
    await once(child, 'spawn');
    // A search that found enough leaves the rest unread.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    return child;
  } catch (cause) {
    // The system says the same of a program and of the folder it shall start in.
    if (!existsSync(cwd)) throw workspaceGone(cwd, { cause });
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
