import { frameHeaderSize, frameKind } from './runtime/frame.ts';

export interface Frame {
  readonly kind: number;
  readonly payload: Uint8Array;
}

/** More than the memory of a Python program: a frame that claims to be larger is none of the runner's. */
const maxFrameBytes = 1 << 30;

const knownKinds: ReadonlySet<number> = new Set(Object.values(frameKind));

/** Cuts a stream of bytes into frames. Once it makes no sense, nothing more comes out of it. */
export class FrameReader {
  #pieces: Uint8Array[] = [];
  #held = 0;
  #isBroken = false;

  get isBroken(): boolean {
    return this.#isBroken;
  }

  push(bytes: Uint8Array): readonly Frame[] {
    if (this.#isBroken) return [];
    this.#pieces.push(bytes);
    this.#held += bytes.length;
    const frames: Frame[] = [];
    for (let frame = this.#next(); frame !== undefined; frame = this.#next()) {
      frames.push(frame);
    }
    return frames;
  }

  #next(): Frame | undefined {
    if (this.#held < frameHeaderSize) return undefined;
    const header = this.#joined(frameHeaderSize);
    const kind = header[0] ?? -1;
    const size = new DataView(header.buffer, header.byteOffset).getUint32(1, true);
    if (!knownKinds.has(kind) || size > maxFrameBytes) {
      this.#isBroken = true;
      return undefined;
    }
    if (this.#held < frameHeaderSize + size) return undefined;
    const all = this.#joined(frameHeaderSize + size);
    const end = frameHeaderSize + size;
    this.#pieces = all.length === end ? [] : [all.subarray(end)];
    this.#held -= end;
    return { kind, payload: all.subarray(frameHeaderSize, end) };
  }

  /** The first piece, made at least this long. A large frame is joined once it is whole, not at every piece. */
  #joined(size: number): Uint8Array {
    const first = this.#pieces[0];
    if (first !== undefined && first.length >= size) return first;
    const all = Buffer.concat(this.#pieces);
    this.#pieces = [all];
    return all;
  }
}

export function decodeFilePayload(payload: Uint8Array): {
  readonly path: string;
  readonly bytes: Uint8Array;
} {
  const size = new DataView(payload.buffer, payload.byteOffset, payload.byteLength).getUint32(0, true);
  return { path: new TextDecoder().decode(payload.subarray(4, 4 + size)), bytes: payload.subarray(4 + size) };
}
