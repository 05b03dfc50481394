import { ForgeError } from '../../engine/forge-error.ts';
import type { SandboxFile } from '../../engine/ports/sandbox.ts';
import { isContainerGone } from './docker-error.ts';
import type { BytesSink, RunningCommand } from './running-command.ts';
import type { RunningContainer } from './running-container.ts';
import { untilAborted } from './until-aborted.ts';
import { packJob, readyByte, waitingCommand } from './waiting-interpreter.ts';

/** A container nothing has run in yet, with an interpreter that waits for the first command. */
export interface PreparedContainer {
  readonly container: RunningContainer;
  /** Undefined where the image has no Python, or one that does not start in time. */
  readonly interpreter: Interpreter | undefined;
}

export interface Interpreter {
  /**
   * Writes the files into the empty work folder and runs the command, once. Returns its exit code.
   * Throws ForgeError `sandbox.unsupported` when the files cannot be written.
   */
  run(job: Job, onBytes: BytesSink): Promise<number>;
}

interface Job {
  readonly command: string;
  readonly files: readonly SandboxFile[];
}

/** Resolves when the interpreter waits; else the container is removed. */
export async function prepareContainer(container: RunningContainer): Promise<PreparedContainer> {
  try {
    const running = await container.startCommand(waitingCommand(), 'input');
    const interpreter = await whenReady(running, container);
    // Where there is none, there may not even be a shell.
    if (interpreter === undefined) await container.report();
    return { container, interpreter };
  } catch (error) {
    const reason = isContainerGone(error) ? await reasonOfEnd(container, error) : error;
    await container.remove();
    throw reason;
  }
}

/** The container itself may have said why. */
async function reasonOfEnd(container: RunningContainer, otherwise: unknown): Promise<unknown> {
  const [report] = await Promise.allSettled([container.report()]);
  return report.status === 'rejected' ? report.reason : otherwise;
}

async function whenReady(
  running: RunningCommand,
  container: RunningContainer,
): Promise<Interpreter | undefined> {
  const ready = Promise.withResolvers<void>();
  let state: 'starting' | 'waiting' | 'writing' | 'running' = 'starting';
  let onBytes: BytesSink = () => {};
  const finishing = running.finish((stream, bytes) => {
    // An image may have a Python that speaks first.
    if (state === 'starting' && stream === 'stdout' && bytes.includes(readyByte)) {
      state = 'waiting';
      ready.resolve();
      return;
    }
    if (state === 'writing' && stream === 'stdout' && bytes[0] === readyByte) {
      state = 'running';
      if (bytes.length > 1) onBytes(stream, bytes.subarray(1));
      return;
    }
    // What comes on standard error may overtake the sign on standard output.
    if (state === 'running' || state === 'writing') onBytes(stream, bytes);
  });
  // Whoever runs a job hears of it; a container that is never used may fail unheard.
  finishing.catch(() => undefined);
  const patience = AbortSignal.timeout(patienceMs);
  await untilAborted(Promise.race([ready.promise, finishing]), patience).catch(error => {
    if (error !== patience.reason) throw error;
  });
  if (state === 'starting') return undefined;

  return {
    async run({ command, files }, sink) {
      onBytes = sink;
      state = 'writing';
      running.sendAll(packJob(command, files));
      const exitCode = await finishing;
      if (state === 'writing') {
        // Throws when it is the container that is gone.
        await container.report();
        throw notWritten();
      }
      return exitCode;
    },
  };
}

// Many times what it takes. Whoever opens a sandbox waits for it.
const patienceMs = 5_000;

function notWritten(): ForgeError {
  return new ForgeError(
    'sandbox.unsupported',
    "The sandbox could not take the workspace's files: two of them are in each other's way. Rename one, or leave it out of the workspace.",
  );
}
