import { ForgeError, isAbort } from '../../engine/forge-error.ts';
import { oneAtATime } from '../../engine/one-at-a-time.ts';
import type {
  ArtifactOptions,
  CommandResult,
  RunCommandOptions,
  Sandbox,
  SandboxArtifacts,
  SandboxUpdate,
} from '../../engine/ports/sandbox.ts';
import { commandOutput } from '../command-output.ts';
import { assertSandboxPath } from '../sandbox-path.ts';
import { commandRefusal } from './command-refusal.ts';
import type { KeeperReport } from './container-keeper.ts';
import { fetchArtifacts } from './fetch-artifacts.ts';
import { FolderMirror } from './folder-mirror.ts';
import { leftoversIn } from './leftover-programs.ts';
import type { Interpreter, PreparedContainer } from './prepared-container.ts';
import { harnessed, harnessedOutput } from './program-harness.ts';
import type { BytesSink } from './running-command.ts';
import type { RunningContainer } from './running-container.ts';
import { sendUpdate } from './send-update.ts';
import { shellLine } from './shell-line.ts';
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
  /** Waits in a container nothing has run in yet. */
  #interpreter: Interpreter | undefined;
  #outOfMemoryKills = 0;
  #isDisposed = false;

  /** `first` has just been started; `start` makes its successors. */
  constructor(first: PreparedContainer, start: () => Promise<RunningContainer>) {
    this.#container = first.container;
    this.#interpreter = first.interpreter;
    this.#start = start;
  }

  write(update: SandboxUpdate, signal: AbortSignal): Promise<void> {
    return this.#inTurn(async () => {
      signal.throwIfAborted();
      for (const path of [...update.deleted, ...update.files.map(file => file.path)]) {
        assertSandboxPath(path);
      }
      this.#folder.apply(update);
      // They travel with the first command, where they are few: a message less to wait for.
      if (this.#interpreter !== undefined && this.#folder.canTravelAlong(maxJobBytes)) return;
      await this.#use(signal, () => this.#fill(signal));
    });
  }

  run(command: string, options: RunCommandOptions): Promise<CommandResult> {
    return this.#inTurn(async () => {
      options.signal.throwIfAborted();
      const output = commandOutput(options.onOutput);
      const refusal = commandRefusal(command);
      if (refusal !== undefined) {
        output.write('stderr', new TextEncoder().encode(`${refusal}\n`));
        return { ...notRun, unsupported: refusal, ...output.end() };
      }
      const program = harnessedOutput(output.write);
      const startedAt = performance.now();
      const ending = await this.#runInTime(options, async (container, signal) => {
        const exitCode = await this.#execute(command, { onBytes: program.write, signal });
        return { ...program.endingOf(exitCode), timedOut: false, ...(await this.#sweep(container)) };
      });
      program.end();
      return { ...ending, ...output.end(), durationMs: Math.round(performance.now() - startedAt) };
    });
  }

  artifacts({ signal, maxBytes }: ArtifactOptions): Promise<SandboxArtifacts> {
    return this.#inTurn(async () => {
      signal.throwIfAborted();
      this.#assertUsable();
      const container = this.#container;
      // Nothing has run in it, or it is gone with all that was in it.
      if (container === undefined || this.#interpreter !== undefined) return { files: [], leftOut: [] };
      const flood = new AbortController();
      try {
        return await this.#use(AbortSignal.any([signal, flood.signal]), () =>
          fetchArtifacts(container, {
            maxBytes,
            isKnown: (path, bytes) => this.#folder.holds(path, bytes),
            onFlood: () => flood.abort(),
          }),
        );
      } catch (error) {
        if (error !== flood.signal.reason || signal.aborted) throw error;
        return { files: [], leftOut: [tooMuch] };
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    // At once, not in turn: it ends whatever is running.
    await this.#container?.remove();
    await this.#inTurn(() => this.#drop());
  }

  async #runInTime(options: RunCommandOptions, work: Work<Ending>): Promise<Ending> {
    const deadline = AbortSignal.timeout(options.timeoutMs);
    let measures: Measures = { outOfMemory: false, peakMemoryMb: null };
    const measure = async (container: RunningContainer) => {
      if (deadline.aborted) measures = await this.#lastMeasures(container);
    };
    try {
      return await this.#use(AbortSignal.any([options.signal, deadline]), work, measure);
    } catch (error) {
      if (error !== deadline.reason) throw error;
      return { exitCode: null, signal: 'SIGKILL', timedOut: true, ...measures };
    }
  }

  /** Works in a container, which is removed before this throws. */
  async #use<T>(signal: AbortSignal, work: Work<T>, beforeRemoval?: LastLook): Promise<T> {
    try {
      const container = await this.#ready();
      return await untilAborted(work(container, signal), signal);
    } catch (error) {
      if (this.#container !== undefined) await beforeRemoval?.(this.#container);
      const obstacle = await this.#drop();
      // An engine that hangs looks like a command that takes too long, until it fails to end it.
      throw obstacle === undefined || signal.reason !== error || isAbort(error) ? error : obstacle;
    }
  }

  /** Runs the command on the wanted files and returns its exit code. */
  async #execute(
    command: string,
    { onBytes, signal }: { onBytes: BytesSink; signal: AbortSignal },
  ): Promise<number> {
    const first = this.#container;
    const interpreter = this.#interpreter;
    this.#interpreter = undefined;
    if (interpreter === undefined || !this.#folder.canTravelAlong(maxJobBytes)) await this.#fill(signal);
    const container = await this.#ready();
    // Filling may have needed another container, in which nothing waits.
    if (interpreter !== undefined && container === first) {
      const { files } = this.#folder.unsent();
      this.#folder.markSent();
      return interpreter.run({ command, files }, onBytes);
    }
    return container.exec({ command: harnessed(['sh', '-c', shellLine(command)]), onBytes });
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
    this.#interpreter = undefined;
    this.#outOfMemoryKills = 0;
    this.#folder.startOver();
    return container?.remove();
  }

  /**
   * Tells what the command took, and whether memory ran out meanwhile, be it in a child that nobody missed.
   * Its harness has ended what it left running, unless it was killed itself: then the container goes.
   */
  async #sweep(container: RunningContainer): Promise<Measures> {
    const { leftovers, ...report } = await leftoversIn(container);
    const measures = this.#measuresIn(report);
    if (leftovers > 0) await this.#drop();
    return measures;
  }

  /** The same of a command that still runs. Nobody waits for an engine that hangs. */
  async #lastMeasures(container: RunningContainer): Promise<Measures> {
    const report = untilAborted(container.report(), AbortSignal.timeout(lastLookMs));
    const [asked] = await Promise.allSettled([report]);
    if (asked.status === 'rejected') return { outOfMemory: false, peakMemoryMb: null };
    return this.#measuresIn(asked.value);
  }

  #measuresIn({ outOfMemoryKills, peakMemoryMb }: KeeperReport): Measures {
    const outOfMemory = outOfMemoryKills > this.#outOfMemoryKills;
    this.#outOfMemoryKills = outOfMemoryKills;
    return { outOfMemory, peakMemoryMb };
  }
}

type Work<T> = (container: RunningContainer, signal: AbortSignal) => Promise<T>;

type LastLook = (container: RunningContainer) => Promise<void>;

type Ending = Pick<CommandResult, 'exitCode' | 'signal' | 'timedOut' | 'outOfMemory' | 'peakMemoryMb'>;

type Measures = Pick<Ending, 'outOfMemory' | 'peakMemoryMb'>;

const notRun = {
  exitCode: 127,
  signal: null,
  timedOut: false,
  outOfMemory: false,
  peakMemoryMb: null,
  durationMs: 0,
} as const;

// What fits into a message without anybody waiting, and into any work folder.
const maxJobBytes = 1024 * 1024;

const tooMuch =
  'Nothing was fetched: the work folder has come to hold more than can be looked through. Let the program write less.';

// Counters are read in a millisecond. Where so much runs that it takes longer, the program goes on all the while.
const lastLookMs = 100;
