import { ForgeError } from '../../engine/forge-error.ts';
import type { SandboxFile } from '../../engine/ports/sandbox.ts';
import type { BytesSink, RunningCommand } from './running-command.ts';
import type { RunningContainer } from './running-container.ts';
import { packJob, readyByte, waitingCommand } from './waiting-interpreter.ts';

/** A container nothing has run in yet, with an interpreter that waits for the first command. */
export interface PreparedContainer {
  readonly container: RunningContainer;
  /** Undefined where the image has no Python. */
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

/** Resolves when the interpreter waits; else the container is removed. `sweep` is the shell command that ends what the job leaves running. */
export async function prepareContainer(
  container: RunningContainer,
  sweep: string,
): Promise<PreparedContainer> {
  try {
    const running = await container.startCommand(waitingCommand(sweep), 'input');
    return { container, interpreter: await whenReady(running, container) };
  } catch (error) {
    await container.remove();
    throw error;
  }
}

async function whenReady(
  running: RunningCommand,
  container: RunningContainer,
): Promise<Interpreter | undefined> {
  const ready = Promise.withResolvers<void>();
  let state: 'starting' | 'waiting' | 'writing' | 'running' = 'starting';
  let onBytes: BytesSink = () => {};
  const finishing = running.finish((stream, bytes) => {
    const isSign = stream === 'stdout' && bytes[0] === readyByte;
    if (state === 'starting' && isSign) {
      state = 'waiting';
      ready.resolve();
      return;
    }
    if (state === 'writing' && isSign) {
      state = 'running';
      if (bytes.length > 1) onBytes(stream, bytes.subarray(1));
      return;
    }
    // What comes on standard error may overtake the sign on standard output.
    if (state === 'running' || state === 'writing') onBytes(stream, bytes);
  });
  // Whoever runs a job hears of it; a container that is never used may fail unheard.
  finishing.catch(() => undefined);
  await Promise.race([ready.promise, finishing]);
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

function notWritten(): ForgeError {
  return new ForgeError(
    'sandbox.unsupported',
    "The sandbox could not take the workspace's files: two of them are in each other's way. Rename one, or leave it out of the workspace.",
  );
}
