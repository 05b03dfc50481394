/** The end of a text that grows without end, and how much came before it. Immutable. */
export interface TextTail {
  readonly text: string;
  /** Characters that are no longer kept. */
  readonly dropped: number;
}

export const emptyTail: TextTail = { text: '', dropped: 0 };

/** With more at its end. Cut only when it is twice as long as it need be, so that most pieces cost nothing. */
export function appendToTail({ text, dropped }: TextTail, piece: string): TextTail {
  const whole = { text: text + piece, dropped };
  return whole.text.length <= 2 * keptCharacters ? whole : shortenTail(whole, keptCharacters);
}

/** The last characters of it, at most so many, from the beginning of a line where there is one near. */
export function shortenTail(tail: TextTail, maxLength: number): TextTail {
  const surplus = tail.text.length - maxLength;
  if (surplus <= 0) return tail;
  // Whoever masks secrets finds whole ones only in whole lines.
  const lineEnd = tail.text.lastIndexOf('\n', surplus + maxLength / 4);
  const cut = lineEnd < surplus - 1 ? surplus : lineEnd + 1;
  return { text: tail.text.slice(cut), dropped: tail.dropped + cut };
}

/** More than a card shows; whole outputs and answers lie in the store by themselves. */
export const keptCharacters = 16_000;
