/** The end of a text that grows without end, and how much came before it. Immutable. */
export interface TextTail {
  readonly text: string;
  /** Characters that are no longer kept. */
  readonly dropped: number;
}

export const emptyTail: TextTail = { text: '', dropped: 0 };

/** With more at its end. Cut only when it is twice as long as it need be, so that most pieces cost nothing. */
export function appendToTail({ text, dropped }: TextTail, piece: string): TextTail {
  const whole = text + piece;
  if (whole.length <= 2 * keptCharacters) return { text: whole, dropped };
  return { text: whole.slice(-keptCharacters), dropped: dropped + whole.length - keptCharacters };
}

// More than a card shows; the whole of it is in the log, the terminal and the store.
const keptCharacters = 16_000;
