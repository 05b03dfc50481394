/** A file taken apart so that every line keeps its own ending. */
export interface FileLines {
  readonly original: string;
  /** U+FEFF, or nothing. */
  readonly bom: string;
  /** Everything after the BOM, with LF for every line break. */
  readonly text: string;
  /** Never empty; the last one is '' when the file ends with a line break. */
  readonly lines: readonly string[];
  /** LF, CRLF, or '' for the last line; lines count from 0. */
  endingAt(line: number): string;
  /** The ending that most lines have; LF when there is none or a draw. */
  readonly mainEnding: string;
}

/** A line to write. Without an ending it gets the file's main one. */
export interface NewLine {
  readonly text: string;
  readonly ending?: string;
}

/** Lines from `from` up to, not including, `to`; both count from 0. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Takes a file apart. A lone CR is a character like any other. */
export function readLines(original: string): FileLines {
  const bom = original.startsWith(byteOrderMark) ? byteOrderMark : '';
  const body = original.slice(bom.length);
  const text = body.replaceAll('\r\n', '\n');
  const lines = text.split('\n');
  const last = lines.length - 1;
  const crlfCount = body.length - text.length;
  const mainEnding = crlfCount > last - crlfCount ? '\r\n' : '\n';
  if (crlfCount === 0 || crlfCount === last) {
    const endingAt = (line: number) => (line < last ? mainEnding : '');
    return { original, bom, text, lines, endingAt, mainEnding };
  }
  const rawLines = body.split('\n');
  const endingAt = (line: number) =>
    line >= last ? '' : rawLines[line]?.endsWith('\r') === true ? '\r\n' : '\n';
  return { original, bom, text, lines, endingAt, mainEnding };
}

/** The file with some lines replaced, every other byte as it was. A file's missing final line break stays missing. */
export function replaceLines(file: FileLines, range: LineRange, newLines: readonly NewLine[]): string {
  const { original, mainEnding } = file;
  const start = startOf(file, range.from);
  const reachesEnd = range.to === file.lines.length;
  if (reachesEnd && newLines.length === 0)
    return original.slice(0, start - file.endingAt(range.from - 1).length);
  const parts = newLines.map(({ text, ending }, at) => {
    const isLast = reachesEnd && at === newLines.length - 1;
    return text + (isLast ? '' : ending || mainEnding);
  });
  return original.slice(0, start) + parts.join('') + original.slice(startOf(file, range.to));
}

// An offset into the original.
function startOf({ original, bom, lines, endingAt }: FileLines, line: number): number {
  if (line >= lines.length) return original.length;
  let start = bom.length;
  for (let at = 0; at < line; at += 1) start += (lines[at]?.length ?? 0) + endingAt(at).length;
  return start;
}

/** The number, from 0, of the line that an offset into the file's text lies in. */
export function lineAt(file: FileLines, offset: number): number {
  let line = 0;
  let end = file.lines[0]?.length ?? 0;
  while (end < offset && line < file.lines.length - 1) {
    line += 1;
    end += 1 + (file.lines[line]?.length ?? 0);
  }
  return line;
}

const byteOrderMark = '\uFEFF';
