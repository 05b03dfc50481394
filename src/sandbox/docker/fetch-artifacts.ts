import type { SandboxArtifacts } from '../../engine/ports/sandbox.ts';
import { ArtifactCollector } from '../artifact-collector.ts';
import { isSandboxPath } from '../sandbox-path.ts';
import { readArtifactTar } from './read-artifact-tar.ts';
import type { RunningContainer } from './running-container.ts';

export interface ArtifactRequest {
  /** No file above it leaves the container, nor do all together. */
  readonly maxBytes: number;
  /** Whether a file is as it was when it was written from outside. */
  readonly isKnown: (path: string, bytes: Uint8Array) => boolean;
  /** Told when the container sends more than anybody wants to hold. The work is to be given up then. */
  readonly onFlood: () => void;
}

/** Brings out what programs have made or changed in the work folder. Runs while no program does. */
export async function fetchArtifacts(
  container: RunningContainer,
  request: ArtifactRequest,
): Promise<SandboxArtifacts> {
  const { maxBytes, isKnown } = request;
  const collector = new ArtifactCollector(maxBytes);
  const meter = floodMeter(request);
  const run = async (script: string, args: readonly string[]) => {
    const pieces: Uint8Array[] = [];
    await container.exec({
      command: ['sh', '-c', script, 'sh', ...args],
      onBytes(stream, bytes) {
        if (stream === 'stdout' && meter(bytes.length)) pieces.push(bytes);
      },
    });
    return Buffer.concat(pieces);
  };
  const names = async (condition: string) => namesIn(await run(listing(condition), [String(maxBytes + 1)]));

  for (const path of namesIn(await run(listLocked, [])))
    collector.leaveOut(path, 'it may not be looked into');
  for (const path of await names('! -type f')) collector.leaveOut(path, 'it is a link or a special file');
  const tooLarge = '-type f ! -size "-$1c"';
  for (const path of await names(tooLarge))
    collector.leaveOut(path, 'it is larger than all that may be fetched');
  const sendable = (await names('-type f -size "-$1c"')).filter(path => isSandboxPath(path));
  for (let at = 0; at < sendable.length; at += filesAtOnce) {
    const batch = sendable.slice(at, at + filesAtOnce);
    // A program may have locked its files away, from us as well.
    for (const path of namesIn(await run(listUnreadable, batch)))
      collector.leaveOut(path, 'it may not be read');
    await readArtifactTar(await run('tar -cf - -- "$@"', batch), collector, isKnown);
  }
  return collector.end();
}

/** Entries below the work folder, but for those of packages, which are nobody's work. */
function listing(condition: string): string {
  return `find . -path ./node_modules -prune -o ! -type d ${condition} -print0`;
}

/** Folders in which `find` finds nothing. */
const listLocked = `
find . -path ./node_modules -prune -o -type d -exec sh -c '
  for path; do [ -r "$path" ] && [ -x "$path" ] || printf "%s\\0" "$path"; done' sh {} +`;

const listUnreadable = 'for path; do [ -r "$path" ] || printf "%s\\0" "$path"; done';

function namesIn(output: Uint8Array): readonly string[] {
  const names = new TextDecoder().decode(output).split('\0');
  return names.filter(name => name !== '').map(name => name.replace(/^\.\//u, ''));
}

/** Says of each piece whether it is still to be kept. */
function floodMeter({ maxBytes, onFlood }: ArtifactRequest): (bytes: number) => boolean {
  let spareBytes = maxBytes + knownBytes;
  return bytes => {
    if (spareBytes < 0) return false;
    spareBytes -= bytes;
    if (spareBytes >= 0) return true;
    onFlood();
    return false;
  };
}

// The names fit into a command line: the kernel allows 2 MB, and a name has 4 KB at most.
const filesAtOnce = 400;

// What was written from outside comes back too, to be compared: no workspace is larger. And the archives' own blocks.
const knownBytes = 192 * 1024 * 1024;
