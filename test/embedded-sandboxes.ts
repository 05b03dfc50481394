import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CommandResult, RunCommandOptions, Sandbox, SandboxFile } from '../src/engine/ports/sandbox.ts';
import { createEmbeddedSandboxes } from '../src/sandbox/embedded/embedded-sandbox.ts';
import { skipWithout } from './missing-component.ts';

/** Everything that the tests of this folder leave on the disk; gone when all tests of the process are done. */
export const testFolder = mkdtempSync(path.join(tmpdir(), 'embedded-tests-'));

export const runtimeDirectory = path.join(import.meta.dirname, '../src/sandbox/embedded/runtime');

/** One cache for all, so that Python's snapshot is made once. */
export const sandboxes = createEmbeddedSandboxes({
  runtimeDirectory,
  cacheDirectory: path.join(testFolder, 'cache'),
  temporaryDirectory: testFolder,
});

after(async () => {
  await sandboxes[Symbol.asyncDispose]();
  await rm(testFolder, { recursive: true, maxRetries: 5 });
});

export function skipWithoutRuntime(context: Mocha.Context): void {
  if (sandboxes.probe().kind === 'missing') skipWithout(context, missingComponent);
}

export const missingComponent = 'Deno and Pyodide packages';

export async function openForTest(files: Readonly<Record<string, string>> = {}): Promise<Sandbox> {
  const sandbox = await sandboxes.open({ runId: 'test', language: 'node', signal: never() });
  await sandbox.write({ files: textFiles(files), deleted: [] }, never());
  return sandbox;
}

export function runForTest(
  sandbox: Sandbox,
  command: string,
  options: Partial<RunCommandOptions> = {},
): Promise<CommandResult> {
  return sandbox.run(command, { signal: never(), timeoutMs: 60_000, ...options });
}

export function textFiles(files: Readonly<Record<string, string>>): readonly SandboxFile[] {
  return Object.entries(files).map(([name, text]) => ({
    path: name,
    bytes: new TextEncoder().encode(text),
    executable: false,
  }));
}

/** A signal that does not fire. */
export function never(): AbortSignal {
  return new AbortController().signal;
}
