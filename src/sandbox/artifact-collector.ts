import type { SandboxArtifacts, SandboxFile } from '../engine/ports/sandbox.ts';
import { isSandboxPath } from './sandbox-path.ts';
import { shownPath } from './shown-path.ts';

/**
 * Gathers what may leave a sandbox. Programs nobody trusts chose names, kinds and sizes: only ordinary files with
 * paths inside the work folder get through, and no more of them than asked for.
 */
export class ArtifactCollector {
  readonly #maxBytes: number;
  readonly #files = new Map<string, SandboxFile>();
  readonly #leftOut: string[] = [];
  #leftOutCount = 0;
  #spareBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#spareBytes = maxBytes;
  }

  add(file: SandboxFile): void {
    const obstacle = this.#obstacleTo(file);
    if (obstacle !== undefined) {
      this.leaveOut(file.path, obstacle);
      return;
    }
    this.#spareBytes -= file.bytes.length;
    this.#files.set(file.path, file);
  }

  /** `reason` goes on after the path and "was left out:". */
  leaveOut(path: string, reason: string): void {
    this.#leftOutCount += 1;
    // A program can make a million links; nobody reads a million sentences.
    if (this.#leftOut.length < maxSentences)
      this.#leftOut.push(`${shownPath(path)} was left out: ${reason}.`);
  }

  #obstacleTo({ path, bytes }: SandboxFile): string | undefined {
    if (!isSandboxPath(path)) return 'its name leads out of the work folder';
    if (this.#files.has(path)) return 'there is another file of that name';
    if (bytes.length <= this.#spareBytes) return undefined;
    return `there is more than the ${megabytes(this.#maxBytes)} that may be fetched`;
  }

  /** Sorted by path. */
  end(): SandboxArtifacts {
    const files = [...this.#files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    const untold = this.#leftOutCount - this.#leftOut.length;
    return { files, leftOut: untold === 0 ? this.#leftOut : [...this.#leftOut, `So were ${untold} others.`] };
  }
}

const maxSentences = 20;

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MB`;
}
