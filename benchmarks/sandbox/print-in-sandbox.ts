import type { OpenSandbox } from '../../src/engine/ports/sandbox.ts';

/** Runs `print(42)` in a sandbox of its own: milliseconds from opening it to the result. It is gone afterwards. */
export async function printInSandbox(open: OpenSandbox): Promise<number> {
  const { signal } = new AbortController();
  const startedAt = performance.now();
  await using sandbox = await open({ runId: 'bench', language: 'python', signal });
  const bytes = new TextEncoder().encode('print(42)\n');
  await sandbox.write({ files: [{ path: 'main.py', bytes, executable: false }], deleted: [] }, signal);
  const { stdout, stderr } = await sandbox.run('python3 main.py', { signal, timeoutMs: 30_000 });
  if (stdout !== '42\n') throw new Error(`the program printed ${stdout}${stderr}`);
  return performance.now() - startedAt;
}
