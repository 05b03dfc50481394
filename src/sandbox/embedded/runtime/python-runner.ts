import { deno } from './deno-api.ts';
import { encodeFilePayload, encodeFrame, frameHeaderSize, frameKind } from './frame.ts';
import { loadPython } from './load-python.ts';
import type { Pyodide, PyodideFunction } from './pyodide-api.ts';
import { decodeJob, type PythonJob } from './python-job.ts';
import { readStandardInput } from './standard-input.ts';
import { mountWorkFolder, workFolderChanges } from './work-folder-in-memory.ts';

// Runs one Python program in this process, then ends it. Arguments: Pyodide's folder as a URL and as a
// path, the driver's path, a snapshot's path or ''. The job comes on standard input, the report leaves
// on standard output, in frames.

// Bound before any program runs: one that reaches JavaScript could replace what is looked up later.
const write = deno.stdout.writeSync.bind(deno.stdout);
const exit = deno.exit.bind(deno);

const [pyodideUrl = '', pyodideDirectory = '', driverPath = '', snapshotPath = ''] = deno.args;
const python = await loadPython({
  pyodideUrl,
  pyodideDirectory,
  snapshot: snapshotPath === '' ? 'none' : deno.readFileSync(snapshotPath),
});
python.runPython(deno.readTextFileSync(driverPath), { filename: '<codeforge>' });
const discard = { write: (bytes: Uint8Array) => bytes.length, isatty: false };
python.setStdout(discard);
python.setStderr(discard);
await (python.globals.get('warm_up') as PyodideFunction).callPromising();
emit(frameKind.ready, new Uint8Array());
// Waits here until there is a program. Without one it is not needed any more, or nobody is left to need it.
const input = readStandardInput();
if (input.length === 0) exit(0);
try {
  await report(python, decodeJob(input));
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `The program ended the Python interpreter itself, so how it ended is not known: ${reason}\n`;
  emit(frameKind.stderr, new TextEncoder().encode(message));
}
exit(0);

async function report(python: Pyodide, job: PythonJob): Promise<void> {
  const result = resultFrame(job.nonce);
  python.setStdin({ stdin: () => null });
  python.setStdout({ write: bytes => emit(frameKind.stdout, bytes), isatty: false });
  python.setStderr({ write: bytes => emit(frameKind.stderr, bytes), isatty: false });
  mountWorkFolder(python.FS, job);
  const run = python.globals.get('run') as PyodideFunction;
  const { program, environment, directory } = job;
  // Rejects when the program ends the interpreter itself (os._exit).
  const ending = await run.callPromising(JSON.stringify({ program, environment, directory }));

  const [exitCode = 1, outOfMemory = 0] = String(ending).split(' ').map(Number);
  for (const { kind, path, bytes } of workFolderChanges(python.FS, job)) {
    const payload = kind === 'file' ? encodeFilePayload(path, bytes) : new TextEncoder().encode(path);
    emit(frameKind[kind], payload);
  }
  result[result.length - 2] = exitCode;
  result[result.length - 1] = outOfMemory;
  write(result);
}

/** Built whole before the program runs, so that sending it calls nothing that the program may have changed. */
function resultFrame(nonce: string): Uint8Array {
  const secret = new TextEncoder().encode(nonce);
  const payload = new Uint8Array(secret.length + 2);
  payload.set(secret);
  return encodeFrame(frameKind.result, payload);
}

function emit(kind: number, payload: Uint8Array): number {
  const frame = encodeFrame(kind, payload);
  let at = 0;
  while (at < frame.length) {
    at += write(frame.subarray(at));
  }
  return frame.length - frameHeaderSize;
}
