import { ForgeError, isAbort } from '../../engine/forge-error.ts';
import type { CommandResult, RunCommandOptions, Sandbox, SandboxUpdate } from '../../engine/ports/sandbox.ts';
import { commandOutput } from '../command-output.ts';
import { assertSandboxPath } from '../sandbox-path.ts';
import { FolderMirror } from './folder-mirror.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { parseOutOfMemoryKills, printMemoryEvents } from './out-of-memory-kills.ts';
import type { RunningContainer } from './running-container.ts';
import { sendUpdate } from './send-update.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * A container at a time. One that may hold processes nobody wants, or of which nobody knows what state it
 * is in (a command ran out of time or was aborted, the engine failed), is removed; the next use starts
 * another and fills it with the same files.
 */
export class DockerSandbox implements Sandbox {
  readonly backend = 'docker';
  readonly #start: () => Promise<RunningContainer>;
  readonly #folder = new FolderMirror();
  readonly #inTurn = oneAtATime();
  #container: RunningContainer | undefined;
  #outOfMemoryKills = 0;
  #isDisposed = false;

  /** `container` has just been started; `start` makes its successors. */
  constructor(container: RunningContainer, start: () => Promise<RunningContainer>) {
    this.#container = container;
    this.#start = start;
  }

  write(update: SandboxUpdate, signal: AbortSignal): Promise<void> {
    return this.#inTurn(async () => {
      signal.throwIfAborted();
      for (const path of [...update.deleted, ...update.files.map(file => file.path)]) {
        assertSandboxPath(path);
      }
      this.#folder.apply(update);
      await this.#use(signal, async () => {});
    });
  }

  run(command: string, options: RunCommandOptions): Promise<CommandResult> {
    return this.#inTurn(async () => {
      options.signal.throwIfAborted();
      const output = commandOutput(options.onOutput);
      const startedAt = performance.now();
      const ending = await this.#useInTime(options, async container => {
        const exitCode = await container.exec({
          command: ['sh', '-c', runAndSweep, 'sh', command],
          onBytes: output.write,
        });
        return { exitCode, timedOut: false, outOfMemory: await this.#sweep(container) };
      });
      return {
        ...ending,
        signal: null,
        peakMemoryMb: null,
        ...output.end(),
        durationMs: Math.round(performance.now() - startedAt),
      };
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    // At once, not in turn: it ends whatever is running.
    await this.#container?.remove();
    await this.#inTurn(() => this.#drop());
  }

  async #useInTime(
    options: RunCommandOptions,
    work: (container: RunningContainer) => Promise<Ending>,
  ): Promise<Ending> {
    const deadline = AbortSignal.timeout(options.timeoutMs);
    try {
      return await this.#use(AbortSignal.any([options.signal, deadline]), work);
    } catch (error) {
      if (error !== deadline.reason) throw error;
      return { exitCode: null, timedOut: true, outOfMemory: false };
    }
  }

  /** Works in a container that holds the wanted files. It is removed before this throws. */
  async #use<T>(signal: AbortSignal, work: (container: RunningContainer) => Promise<T>): Promise<T> {
    try {
      await this.#fill(signal);
      return await untilAborted(work(await this.#ready()), signal);
    } catch (error) {
      const obstacle = await this.#drop();
      // An engine that hangs looks like a command that takes too long, until it fails to end it.
      throw obstacle === undefined || signal.reason !== error || isAbort(error) ? error : obstacle;
    }
  }

  async #fill(signal: AbortSignal): Promise<void> {
    const isFirst = this.#container === undefined;
    const container = await this.#ready();
    signal.throwIfAborted();
    const refusal = await untilAborted(sendUpdate(container, this.#folder.unsent()), signal);
    if (refusal === undefined) {
      this.#folder.markSent();
      return;
    }
    if (isFirst) throw new ForgeError('sandbox.unsupported', refusal);
    // A program may have put things in the way, such as a folder that nobody may write to.
    await this.#drop();
    await this.#fill(signal);
  }

  async #ready(): Promise<RunningContainer> {
    this.#assertUsable();
    this.#container ??= await this.#start();
    this.#assertUsable();
    return this.#container;
  }

  #assertUsable(): void {
    if (this.#isDisposed) throw new Error('The sandbox was used after it had been disposed.');
  }

  /** Resolves to why the container could not be removed, if so. */
  async #drop(): Promise<unknown> {
    const container = this.#container;
    this.#container = undefined;
    this.#outOfMemoryKills = 0;
    this.#folder.startOver();
    return container?.remove();
  }

  /**
   * Ends what the command may have left running (its own shell has done so already, unless it was killed),
   * and tells whether memory ran out meanwhile, be it in a child that nobody missed.
   */
  async #sweep(container: RunningContainer): Promise<boolean> {
    const output = commandOutput();
    const command = ['sh', '-c', `${printMemoryEvents}; ${killAll}`];
    const exitCode = await container.exec({ command, onBytes: output.write });
    const kills = parseOutOfMemoryKills(output.end().stdout) ?? 0;
    const isMore = kills > this.#outOfMemoryKills;
    this.#outOfMemoryKills = kills;
    if (exitCode !== 0) {
      await container.assertRunning();
      // Too full for one more process: its successor is not.
      await this.#drop();
    }
    return isMore;
  }
}

type Ending = Pick<CommandResult, 'exitCode' | 'timedOut' | 'outOfMemory'>;

// Every process of the programs' user but the shell itself; the container's first process is somebody else's.
const killAll = 'kill -9 -1 2>/dev/null; true';

const runAndSweep = `sh -c "$1"; code=$?; ${killAll}; exit $code`;
