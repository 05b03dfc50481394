/** Everything a stream said, in bounded memory: its head, its tail, and how much is missing in between. */
export interface BoundedOutput {
  add(bytes: Uint8Array): void;
  readonly truncated: boolean;
  /** What was added in all. */
  readonly totalBytes: number;
  /** As UTF-8. A character that the cut went through is left out whole. */
  text(): string;
}

interface OutputBounds {
  readonly headBytes: number;
  readonly tailBytes: number;
}

/** Enough for the start of a build log and the end of a test report, little enough to store with a run. */
const defaultOutputBounds: OutputBounds = { headBytes: 65_536, tailBytes: 65_536 };

export function boundedOutput(bounds: OutputBounds = defaultOutputBounds): BoundedOutput {
  const headSpace = new Uint8Array(bounds.headBytes);
  let headSize = 0;
  const tail = new Tail(bounds.tailBytes);

  return {
    add(bytes) {
      const toHead = bytes.subarray(0, bounds.headBytes - headSize);
      headSpace.set(toHead, headSize);
      headSize += toHead.length;
      tail.add(bytes.subarray(toHead.length));
    },
    get totalBytes() {
      return headSize + tail.totalBytes;
    },
    get truncated() {
      return tail.droppedBytes > 0;
    },
    text() {
      const head = headSpace.subarray(0, headSize);
      if (tail.droppedBytes === 0) {
        return decode(joinBytes([head, tail.bytes()]));
      }
      const first = withoutCutEnd(head);
      const last = withoutCutStart(tail.bytes());
      const missing = tail.droppedBytes + head.length - first.length + tail.size - last.length;
      return `${decode(first)}\n[… ${missing} bytes left out …]\n${decode(last)}`;
    },
  };
}

/** The last bytes of a stream. Drops whole pieces, so that a flood costs no copying. */
class Tail {
  readonly #limit: number;
  #pieces: Uint8Array[] = [];
  #held = 0;
  #total = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get totalBytes(): number {
    return this.#total;
  }

  get size(): number {
    return Math.min(this.#total, this.#limit);
  }

  get droppedBytes(): number {
    return this.#total - this.size;
  }

  add(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#total += bytes.length;
    // A copy: the piece may be a view into a much larger buffer, which it would keep alive.
    const piece = bytes.slice(-this.#limit);
    this.#pieces.push(piece);
    this.#held += piece.length;
    let spare = 0;
    for (const { length } of this.#pieces) {
      if (this.#held - length < this.#limit) break;
      this.#held -= length;
      spare += 1;
    }
    this.#pieces.splice(0, spare);
    this.#compact();
  }

  bytes(): Uint8Array {
    const joined = joinBytes(this.#pieces);
    return joined.subarray(joined.length - this.size);
  }

  /** A program that writes byte by byte must not cost an object a byte. */
  #compact(): void {
    if (this.#pieces.length < maxPieces) return;
    this.#pieces = [joinBytes(this.#pieces)];
  }
}

const maxPieces = 1_024;

function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000;
}

function withoutCutStart(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < 3 && isContinuation(bytes[start])) {
    start += 1;
  }
  return bytes.subarray(start);
}

function withoutCutEnd(bytes: Uint8Array): Uint8Array {
  let lead = bytes.length - 1;
  while (lead > bytes.length - 4 && isContinuation(bytes[lead])) {
    lead -= 1;
  }
  const isWhole = bytes.length - lead >= lengthOfCharacter(bytes[lead] ?? 0);
  return isWhole ? bytes : bytes.subarray(0, lead);
}

/** From a character's first byte, as UTF-8 lays it down (RFC 3629, section 3). */
function lengthOfCharacter(firstByte: number): number {
  if (firstByte >= 0b1111_0000) return 4;
  if (firstByte >= 0b1110_0000) return 3;
  return firstByte >= 0b1100_0000 ? 2 : 1;
}
