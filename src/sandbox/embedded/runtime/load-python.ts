import type { LoadPyodide, Pyodide } from './pyodide-api.ts';

/** Where Pyodide lies, as a folder's URL ending in a slash and as a path, and what to start from. */
export interface PythonSource {
  readonly pyodideUrl: string;
  readonly pyodideDirectory: string;
  readonly snapshot: Uint8Array | 'make' | 'none';
}

/**
 * Starts the interpreter. Its `js` module is an empty object: the isolation is Deno's work, but a program
 * that cannot reach JavaScript cannot meddle with the runner either.
 */
export async function loadPython(source: PythonSource): Promise<Pyodide> {
  const module = (await import(`${source.pyodideUrl}pyodide.mjs`)) as { readonly loadPyodide: LoadPyodide };
  return await module.loadPyodide({
    indexURL: source.pyodideDirectory,
    jsglobals: Object.create(null) as object,
    // Else its own path, which would be kept in snapshots.
    _sysExecutable: '/usr/bin/python3',
    env: { HOME: '/tmp', LANG: 'C.UTF-8', PYTHONDONTWRITEBYTECODE: '1' },
    ...(source.snapshot === 'make' && { _makeSnapshot: true }),
    ...(source.snapshot instanceof Uint8Array && { _loadSnapshot: source.snapshot }),
  });
}
