import type { PyodideFileSystem } from './pyodide-api.ts';
import type { PythonJob } from './python-job.ts';

/** What a program changed in its work folder, with paths relative to it. */
export type FolderChange =
  | { readonly kind: 'file'; readonly path: string; readonly bytes: Uint8Array }
  | { readonly kind: 'folder' | 'deleted'; readonly path: string; readonly bytes?: undefined };

/** The same place that a container has, so that messages look the same whatever the backend. */
const root = '/workspace';

/** Puts the job's folders and files into the interpreter's memory. */
export function mountWorkFolder(fileSystem: PyodideFileSystem, job: PythonJob): void {
  fileSystem.mkdirTree(root);
  for (const folder of job.folders) {
    fileSystem.mkdirTree(`${root}/${folder}`);
  }
  for (const { path, bytes, modifiedMs } of job.files) {
    const absolute = `${root}/${path}`;
    fileSystem.writeFile(absolute, bytes, { canOwn: true });
    fileSystem.utime(absolute, modifiedMs, modifiedMs);
  }
}

/** Compares by size and time of modification. Symbolic links are left out: they would not survive the way back. */
export function workFolderChanges(fileSystem: PyodideFileSystem, job: PythonJob): readonly FolderChange[] {
  const before = new Map(job.files.map(({ path, bytes, modifiedMs }) => [path, { bytes, modifiedMs }]));
  const foldersBefore = new Set(job.folders);
  const changes: FolderChange[] = [];
  const seen = new Set<string>();
  for (const { path, isFolder, size, modifiedMs } of walk(fileSystem, '')) {
    seen.add(path);
    if (isFolder) {
      if (!foldersBefore.has(path)) changes.push({ kind: 'folder', path });
      continue;
    }
    const old = before.get(path);
    if (old?.bytes.length === size && old.modifiedMs === modifiedMs) continue;
    // As its folder may be.
    fileSystem.chmod(`${root}/${path}`, 0o600);
    changes.push({ kind: 'file', path, bytes: fileSystem.readFile(`${root}/${path}`) });
  }
  const gone = [...before.keys(), ...foldersBefore].filter(path => !seen.has(path));
  return [...gone.map(path => ({ kind: 'deleted', path }) as const), ...changes];
}

interface Entry {
  readonly path: string;
  readonly isFolder: boolean;
  readonly size: number;
  readonly modifiedMs: number;
}

/** Every folder and regular file below, folders before what is in them. */
function* walk(fileSystem: PyodideFileSystem, folder: string): Generator<Entry> {
  // The program may have locked it; it has ended, and its files are ours.
  fileSystem.chmod(`${root}/${folder}`, 0o700);
  for (const name of fileSystem.readdir(`${root}/${folder}`)) {
    if (name === '.' || name === '..') continue;
    const path = folder === '' ? name : `${folder}/${name}`;
    const { mode, size, mtime } = fileSystem.lstat(`${root}/${path}`);
    const isFolder = fileSystem.isDir(mode);
    if (!isFolder && !fileSystem.isFile(mode)) continue;
    yield { path, isFolder, size, modifiedMs: mtime.getTime() };
    if (isFolder) yield* walk(fileSystem, path);
  }
}
