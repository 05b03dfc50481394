/** A program's file name in a sentence: it may hold line breaks, what steers a terminal, and thousands of characters. */
export function shownPath(path: string): string {
  const plain = /^[\w./ -]+$/u.test(path) ? path : JSON.stringify(path);
  return plain.length <= maxLength
    ? plain
    : `${plain.slice(0, maxLength / 2)}…${plain.slice(-maxLength / 2)}`;
}

const maxLength = 160;
