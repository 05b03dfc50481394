import type { SandboxFile, SandboxUpdate } from '../../engine/ports/sandbox.ts';

/**
 * What the work folder shall hold, and how much of it a container has not been told yet. A container can
 * be lost at any time; its successor is then told everything.
 */
export class FolderMirror {
  readonly #files = new Map<string, SandboxFile>();
  #unsent = new Map<string, SandboxFile>();
  #undeleted = new Set<string>();

  apply(update: SandboxUpdate): void {
    for (const path of update.deleted) {
      this.#files.delete(path);
      this.#unsent.delete(path);
      this.#undeleted.add(path);
    }
    for (const file of update.files) {
      this.#files.set(file.path, file);
      this.#unsent.set(file.path, file);
    }
  }

  /** The next container starts with an empty folder. */
  startOver(): void {
    this.#unsent = new Map(this.#files);
    this.#undeleted = new Set();
  }

  /** Deletions come first, then files. */
  unsent(): SandboxUpdate {
    return { files: [...this.#unsent.values()], deleted: [...this.#undeleted] };
  }

  /** Whether what is unsent is little, and nothing but writing. */
  canTravelAlong(maxBytes: number): boolean {
    let bytes = 0;
    for (const file of this.#unsent.values()) bytes += file.bytes.length + file.path.length;
    return bytes <= maxBytes && this.#undeleted.size === 0;
  }

  /** Whether it wants exactly these bytes there. */
  holds(path: string, bytes: Uint8Array): boolean {
    const wanted = this.#files.get(path);
    return wanted !== undefined && Buffer.compare(wanted.bytes, bytes) === 0;
  }

  markSent(): void {
    this.#unsent = new Map();
    this.#undeleted = new Set();
  }
}
