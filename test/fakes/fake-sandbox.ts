import type { CommandResult, OpenSandbox, Sandbox } from '../../src/engine/ports/sandbox.ts';

/** What a program does in the fake sandbox: it sees the work folder and says how it ends. */
export type FakeProgram = (
  command: string,
  files: ReadonlyMap<string, string>,
) => Partial<CommandResult> | Promise<Partial<CommandResult>>;

export interface FakeSandboxes {
  readonly open: OpenSandbox;
  /** Commands in the order in which they ran. */
  readonly commands: string[];
  /** Sandboxes that are open now. */
  readonly alive: () => number;
}

/** Sandboxes in memory that keep files, run a scripted program, obey the signal, and know whether they were disposed. */
export function createFakeSandboxes(program: FakeProgram): FakeSandboxes {
  const commands: string[] = [];
  const open = new Set<Sandbox>();
  return {
    commands,
    alive: () => open.size,
    async open({ signal }) {
      signal.throwIfAborted();
      const files = new Map<string, string>();
      const sandbox: Sandbox = {
        backend: 'embedded',
        async write(update) {
          for (const { path, bytes } of update.files) files.set(path, new TextDecoder().decode(bytes));
          for (const path of update.deleted) files.delete(path);
        },
        async run(command, options) {
          options.signal.throwIfAborted();
          commands.push(command);
          const result = await untilAbort(Promise.resolve(program(command, files)), options.signal);
          if (result.stdout) options.onOutput?.({ stream: 'stdout', text: result.stdout });
          return { ...quiet, ...result };
        },
        async [Symbol.asyncDispose]() {
          open.delete(sandbox);
        },
      };
      open.add(sandbox);
      return sandbox;
    },
  };
}

async function untilAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

const quiet: CommandResult = {
  exitCode: 0,
  timedOut: false,
  outOfMemory: false,
  stdout: '',
  stderr: '',
  truncated: false,
  signal: null,
  outputBytes: { stdout: 0, stderr: 0 },
  peakMemoryMb: null,
  durationMs: 1,
};
