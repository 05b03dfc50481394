import { longestAnswer } from '../engine/conversation/longest-answer.ts';

/** How much of an answer's stream has come in, of all and of the event under way. */
export class AnswerSize {
  #bytes = 0;
  #lineBytes = 0;
  #isEndless = false;

  add(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    const end = chunk.lastIndexOf(lineFeed);
    const longestLine = this.#lineBytes + (end < 0 ? chunk.length : chunk.indexOf(lineFeed));
    this.#lineBytes = end < 0 ? longestLine : chunk.length - end - 1;
    this.#isEndless ||= this.#bytes > maxBytes || longestLine > maxLineBytes;
  }

  /** More than any model says. */
  get isEndless(): boolean {
    return this.#isEndless;
  }
}

// In all wire formats an event is a line.
const lineFeed = 10;

// `longestAnswer` at 500 bytes for each token's event.
const maxBytes = 128_000_000;

// SDKs join the pieces of a line anew with each that comes, which takes as long as its length squared.
const maxLineBytes = longestAnswer;
