import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { RunEventEnvelope } from '../../../../src/engine/run/run-events.ts';

export interface CliOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly input?: string;
  /** Ends the process with SIGKILL at the first line of output that matches. */
  readonly killAt?: RegExp;
}

export interface CliResult {
  /** Null when it was killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of standard output that are JSON. */
  readonly events: readonly CliEvent[];
}

export type CliEvent =
  | RunEventEnvelope
  | { readonly type: 'error'; readonly code: string; readonly message: string };
export type FinishedEvent = Extract<RunEventEnvelope, { readonly type: 'run.finished' }>;

/** The built program in a process of its own. Disposing it makes sure that it is gone. */
export class CliProcess implements AsyncDisposable {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #ended: Promise<readonly [number | null]>;
  #stdout = '';
  #stderr = '';
  #grown = Promise.withResolvers<void>();

  constructor(args: readonly string[], { env, cwd, input, killAt }: CliOptions) {
    if (!existsSync(cliFile)) throw new Error('There is no dist/cli.js. Run the build first: npm run build.');
    const preload = killAt === undefined ? [] : ['--import', killAtFile];
    const extra = killAt === undefined ? {} : { TEST_KILL_AT: killAt.source };
    this.#child = spawn(process.execPath, [...preload, cliFile, ...args], { cwd, env: { ...env, ...extra } });
    this.#ended = once(this.#child, 'close') as Promise<[number | null]>;
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text;
      this.#grown.resolve();
      this.#grown = Promise.withResolvers();
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    // It may end without having read its input.
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdin.end(input ?? '');
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Resolves when the output holds the text; rejects when the program ends without it. */
  async waitFor(text: string): Promise<void> {
    while (!this.#stdout.includes(text)) {
      const isOver = await Promise.race([
        this.#grown.promise.then(() => false),
        this.#ended.then(() => true),
      ]);
      if (isOver && !this.#stdout.includes(text)) {
        throw new Error(`The program ended without "${text}":\n${this.#stdout}\n${this.#stderr}`);
      }
    }
  }

  /** Closes the reading end of its output, as `head` does. */
  stopReading(): void {
    this.#child.stdout.destroy();
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async result(): Promise<CliResult> {
    const [exitCode] = await this.#ended;
    return { exitCode, stdout: this.#stdout, stderr: this.#stderr, events: eventsIn(this.#stdout) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

/** The last event, which must be the end of a run. */
export function finishedEvent({ events, stdout, stderr }: CliResult): FinishedEvent {
  const last = events.at(-1);
  if (last?.type !== 'run.finished')
    throw new Error(`The last line is no run.finished:\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`);
  return last;
}

export const cliFile = fileURLToPath(new URL('../../../../dist/cli.js', import.meta.url));
const killAtFile = new URL('./kill-at.ts', import.meta.url).href;

function eventsIn(stdout: string): readonly CliEvent[] {
  const lines = stdout.split('\n').filter(line => line.startsWith('{') && line.endsWith('}'));
  return lines.map(line => JSON.parse(line) as CliEvent);
}
