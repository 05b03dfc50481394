/** A line with where it stands. */
export interface TextLine {
  /** Without its line feed, but with a carriage return if it has one. */
  readonly text: string;
  readonly start: number;
  /** After its line feed. */
  readonly end: number;
}

export function splitLines(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed + 1;
    lines.push({ text: text.slice(start, feed === -1 ? end : feed), start, end });
    start = end;
  }
  return lines;
}
