import type { CommandResult, OpenSandbox, Sandbox } from '../../src/engine/ports/sandbox.ts';
import { ArtifactCollector } from '../../src/sandbox/artifact-collector.ts';

/** What a program does in the fake sandbox: it sees the work folder and says how it ends. */
export type FakeProgram = (
  command: string,
  files: ReadonlyMap<string, string>,
) => FakeEnding | Promise<FakeEnding>;

/** Quiet and green but for what it says. */
export interface FakeEnding extends Partial<CommandResult> {
  /** Files that the program has made or changed, by path. */
  readonly writes?: Readonly<Record<string, string>>;
  /** Links that it has made. */
  readonly links?: readonly string[];
}

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
      const written = new Map<string, string>();
      const links: string[] = [];
      const sandbox: Sandbox = {
        backend: 'embedded',
        async write(update) {
          for (const { path, bytes } of update.files) {
            files.set(path, new TextDecoder().decode(bytes));
            written.set(path, new TextDecoder().decode(bytes));
          }
          for (const path of update.deleted) {
            files.delete(path);
            written.delete(path);
          }
        },
        async run(command, options) {
          options.signal.throwIfAborted();
          commands.push(command);
          const ending = await untilAbort(Promise.resolve(program(command, files)), options.signal);
          const { writes = {}, links: made = [], ...result } = ending;
          for (const [path, text] of Object.entries(writes)) files.set(path, text);
          links.push(...made);
          if (result.stdout) options.onOutput?.({ stream: 'stdout', text: result.stdout });
          return { ...quiet, ...result };
        },
        async artifacts({ signal: fetching, maxBytes }) {
          fetching.throwIfAborted();
          const collector = new ArtifactCollector(maxBytes);
          for (const path of links) collector.leaveOut(path, 'it is a link or a special file');
          for (const [path, text] of files) {
            if (written.get(path) === text) continue;
            collector.add({ path, bytes: new TextEncoder().encode(text), executable: false });
          }
          return collector.end();
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
