import { joinBytes } from './join-bytes.ts';

/** What the Python runner is told on its standard input: one program, the files of its work folder, a secret. */
export interface PythonJob {
  /** Only a result that carries it counts. The program never sees it. */
  readonly nonce: string;
  readonly program: PythonProgram;
  readonly environment: Readonly<Record<string, string>>;
  /** Relative to the work folder; '' is the work folder itself. */
  readonly directory: string;
  readonly folders: readonly string[];
  readonly files: readonly JobFile[];
}

export interface PythonProgram {
  readonly kind: 'file' | 'code' | 'module';
  /** A path as given on the command line, source code, or a module's name. */
  readonly target: string;
  readonly args: readonly string[];
}

export interface JobFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly modifiedMs: number;
}

interface JobHeader extends Omit<PythonJob, 'files'> {
  readonly files: readonly { readonly path: string; readonly size: number; readonly modifiedMs: number }[];
}

/** Length of the header (four bytes, little endian), the header as JSON, then the files' bytes one after another. */
export function encodeJob(job: PythonJob): Uint8Array {
  const header: JobHeader = {
    ...job,
    files: job.files.map(({ path, bytes, modifiedMs }) => ({ path, size: bytes.length, modifiedMs })),
  };
  const encoded = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, encoded.length, true);
  return joinBytes([length, encoded, ...job.files.map(({ bytes }) => bytes)]);
}

export function decodeJob(bytes: Uint8Array): PythonJob {
  const headerSize = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  let at = 4 + headerSize;
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, at))) as JobHeader;
  const files = header.files.map(({ path, size, modifiedMs }) => {
    const content = bytes.subarray(at, at + size);
    at += size;
    return { path, bytes: content, modifiedMs };
  });
  return { ...header, files };
}
