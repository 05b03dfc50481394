import { packTar } from 'modern-tar';
import type { SandboxFile } from '../../engine/ports/sandbox.ts';

/** An archive of the files, to be unpacked in the work folder. Folders are made by whoever unpacks. */
export function packWorkFolder(files: readonly SandboxFile[]): Promise<Uint8Array> {
  return packTar(
    files.map(({ path, bytes, executable }) => ({
      header: { name: path, size: bytes.length, mode: executable ? 0o755 : 0o644, type: 'file' as const },
      body: bytes,
    })),
  );
}
