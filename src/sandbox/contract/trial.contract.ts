import type {
  CommandResult,
  OpenSandbox,
  OutputChunk,
  RunCommandOptions,
  Sandbox,
  SandboxFile,
  SandboxLanguage,
} from '../../engine/ports/sandbox.ts';

/** For a run that is called `contract`. */
export async function openFor(open: OpenSandbox, language: SandboxLanguage): Promise<Sandbox> {
  return open({ runId: 'contract', language, signal: signal() });
}

/** Runs one command in a sandbox of its own that holds these files. */
export async function runFiles(
  open: OpenSandbox,
  files: Readonly<Record<string, string>>,
  ...command: [command: string, options?: Partial<RunCommandOptions>]
): Promise<CommandResult> {
  const language = /\bnode\b/u.test(command[0]) ? 'node' : 'python';
  await using sandbox = await openFor(open, language);
  await sandbox.write({ files: texts(files), deleted: [] }, signal());
  return await run(sandbox, ...command);
}

export function run(
  sandbox: Sandbox,
  command: string,
  options: Partial<RunCommandOptions> = {},
): Promise<CommandResult> {
  return sandbox.run(command, { signal: signal(), timeoutMs: 30_000, ...options });
}

export function texts(files: Readonly<Record<string, string>>): readonly SandboxFile[] {
  return Object.entries(files).map(([name, text]) => file(name, new TextEncoder().encode(text)));
}

export function file(name: string, bytes: Uint8Array): SandboxFile {
  return { path: name, bytes, executable: false };
}

export function signal(): AbortSignal {
  return new AbortController().signal;
}

export function streamed(chunks: readonly OutputChunk[], stream: OutputChunk['stream']): string {
  return chunks.flatMap(chunk => (chunk.stream === stream ? [chunk.text] : [])).join('');
}

/** What a result says when nothing went wrong, without what differs from run to run. */
export function green(stdout: string): Omit<CommandResult, Measured> {
  return {
    exitCode: 0,
    signal: null,
    timedOut: false,
    outOfMemory: false,
    stdout,
    stderr: '',
    truncated: false,
    outputBytes: { stdout: new TextEncoder().encode(stdout).length, stderr: 0 },
  };
}

type Measured = 'durationMs' | 'peakMemoryMb';

export function withoutMeasures({
  durationMs: _duration,
  peakMemoryMb: _memory,
  ...rest
}: CommandResult): Omit<CommandResult, Measured> {
  return rest;
}
