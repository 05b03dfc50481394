import { unpackTar } from 'modern-tar';
import type { ArtifactCollector } from '../artifact-collector.ts';

/**
 * Takes the ordinary files out of an archive that was made where nobody can be trusted. Whatever else is in it, and
 * an archive that makes no sense, is left out by name. `isKnown` tells which files are not worth taking.
 */
export async function readArtifactTar(
  archive: Uint8Array,
  collector: ArtifactCollector,
  isKnown: (path: string, bytes: Uint8Array) => boolean,
): Promise<void> {
  const entries = await unpackTar(archive, { strict: true }).catch((error: unknown) => error);
  if (!Array.isArray(entries)) {
    collector.leaveOut('Part of the work folder', 'its archive is damaged');
    return;
  }
  for (const { header, data = new Uint8Array() } of entries as Awaited<ReturnType<typeof unpackTar>>) {
    const path = header.name.replace(/^\.\//u, '');
    if (header.type === 'directory') continue;
    if (header.type !== undefined && header.type !== 'file') {
      collector.leaveOut(path, `it is no ordinary file, but a ${header.type}`);
    } else if (data.length !== header.size) {
      collector.leaveOut(path, 'it is shorter than it claims to be');
    } else if (!isKnown(path, data)) {
      collector.add({ path, bytes: data, executable: ((header.mode ?? 0) & 0o100) !== 0 });
    }
  }
}
