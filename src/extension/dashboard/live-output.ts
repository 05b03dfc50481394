import type { OutputStream } from '../../protocol/dashboard/dashboard-slices.ts';

/** What the running attempt prints, in bounded memory: the latest pieces of each stream. */
export class LiveOutput {
  readonly runId: string;
  readonly attempt: number;
  readonly command: string;
  readonly backend: string;
  readonly #streams = { stdout: new PieceBuffer(), stderr: new PieceBuffer() };

  constructor(of: Pick<LiveOutput, 'runId' | 'attempt' | 'command' | 'backend'>) {
    this.runId = of.runId;
    this.attempt = of.attempt;
    this.command = of.command;
    this.backend = of.backend;
  }

  append(stream: OutputStream, text: string): void {
    this.#streams[stream].append(text);
  }

  of(stream: OutputStream): Pieces {
    return this.#streams[stream].pieces();
  }
}

/** A text in pieces of equal size; the first of them may be gone. */
export interface Pieces {
  /** Number of the first one that is kept. */
  readonly first: number;
  readonly texts: readonly string[];
}

/** A whole text in pieces. */
export function piecesOf(text: string): Pieces {
  const count = Math.ceil(text.length / pieceLength);
  return {
    first: 0,
    texts: Array.from({ length: count }, (_, index) =>
      text.slice(index * pieceLength, (index + 1) * pieceLength),
    ),
  };
}

export const lengthOf = ({ texts }: Pieces) => texts.reduce((sum, { length }) => sum + length, 0);

class PieceBuffer {
  #first = 0;
  #texts: string[] = [];

  append(text: string): void {
    let rest = text;
    while (rest !== '') {
      const last = this.#texts.at(-1);
      const isFull = last === undefined || last.length >= pieceLength;
      const room = isFull ? pieceLength : pieceLength - last.length;
      const part = rest.slice(0, room);
      if (isFull) this.#texts.push(part);
      else this.#texts[this.#texts.length - 1] = last + part;
      rest = rest.slice(room);
    }
    const surplus = Math.max(0, this.#texts.length - maxPieces);
    this.#texts = this.#texts.slice(surplus);
    this.#first += surplus;
  }

  pieces(): Pieces {
    return { first: this.#first, texts: this.#texts };
  }
}

export const pieceLength = 32_768;
/** Half a million characters: more than anybody scrolls back, and more than is kept once the attempt has ended. */
export const maxPieces = 16;
