import { deno } from './deno-api.ts';
import { loadPython } from './load-python.ts';

// Loads the interpreter and what most programs import first, and writes its memory to standard output.
// Arguments: Pyodide's folder as a URL and as a path. No program ever runs in this process.

const [pyodideUrl = '', pyodideDirectory = ''] = deno.args;
const python = await loadPython({ pyodideUrl, pyodideDirectory, snapshot: 'make' });
python.runPython('import runpy, traceback, linecache, unittest, unittest.async_case, datetime, statistics');
const snapshot = python.makeMemorySnapshot();
let written = 0;
while (written < snapshot.length) {
  written += deno.stdout.writeSync(snapshot.subarray(written));
}
deno.exit(0);
