/** The little of Pyodide that the Python runner and the snapshot builder use. */
export interface Pyodide {
  readonly FS: PyodideFileSystem;
  readonly globals: { get(name: string): unknown };
  runPython(code: string, options?: { readonly filename: string }): unknown;
  setStdin(options: { readonly stdin: () => null }): void;
  setStdout(options: PyodideOutput): void;
  setStderr(options: PyodideOutput): void;
  makeMemorySnapshot(): Uint8Array;
}

export interface PyodideOutput {
  readonly write: (bytes: Uint8Array) => number;
  readonly isatty: boolean;
}

/** Emscripten's file system; everything in it is memory. Times are milliseconds since the epoch. */
export interface PyodideFileSystem {
  mkdirTree(path: string): void;
  writeFile(path: string, bytes: Uint8Array, options: { readonly canOwn: boolean }): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): string[];
  lstat(path: string): { readonly mode: number; readonly size: number; readonly mtime: Date };
  chmod(path: string, mode: number): void;
  utime(path: string, accessedMs: number, modifiedMs: number): void;
  isDir(mode: number): boolean;
  isFile(mode: number): boolean;
}

/** A Python function as JavaScript sees it. */
export interface PyodideFunction {
  /** Runs it on a stack of its own, so that `asyncio.run` may wait. */
  callPromising(...values: readonly string[]): Promise<unknown>;
}

export type LoadPyodide = (options: {
  readonly indexURL: string;
  readonly jsglobals: object;
  readonly env: Readonly<Record<string, string>>;
  readonly _sysExecutable: string;
  readonly _makeSnapshot?: boolean;
  readonly _loadSnapshot?: Uint8Array;
}) => Promise<Pyodide>;
