/** A mention that is being typed: what stands behind its `@`, and where it begins and ends in the text. */
export interface Mention {
  readonly question: string;
  /** Of the `@`. */
  readonly start: number;
  /** Of the caret. */
  readonly end: number;
}

/** The mention that the caret stands in, if it does. */
export function mentionAt(text: string, caret: number): Mention | undefined {
  const before = text.slice(0, caret);
  const found = /(?<![\p{L}\p{N}_])@(?:"([^"\n]*)|([^\s"@]*))$/u.exec(before);
  if (found === null) return undefined;
  return { question: found[1] ?? found[2] ?? '', start: found.index, end: caret };
}

/** The text with the mention completed, a space behind it, and where the caret then stands. */
export function completeMention(
  text: string,
  { start, end }: Mention,
  completed: string,
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, start)}@${completed} `;
  return { text: before + text.slice(end).replace(/^ /, ''), caret: before.length };
}
