/** Returns a measure of how much a line shares with this one: 0 for no word, 1 for the same words. */
export function wordOverlap(line: string): (other: string) => number {
  const words = new Set(wordsOf(line));
  return other => {
    const others = new Set(wordsOf(other));
    if (words.size === 0 || others.size === 0) return 0;
    let shared = 0;
    for (const word of others) if (words.has(word)) shared += 1;
    return (2 * shared) / (words.size + others.size);
  };
}

// Only the start of a very long line is read, so that a minified file costs no more than another.
function wordsOf(line: string): readonly string[] {
  return line.slice(0, 2000).match(/[\p{L}\d_$]+/gu) ?? [];
}
