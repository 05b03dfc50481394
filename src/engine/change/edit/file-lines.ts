/** A file taken apart so that every line keeps its own ending. */
export interface FileLines {
  /** U+FEFF, or nothing. */
  readonly bom: string;
  /** Everything after the BOM, with LF for every line break. */
  readonly text: string;
  /** Never empty; the last one is '' when the file ends with a line break. */
  readonly lines: readonly string[];
  /** One for each line: LF, CRLF, or '' for the last. */
  readonly endings: readonly string[];
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
  const rawLines = body.split('\n');
  const last = rawLines.length - 1;
  const isCrlf = (line: string, at: number) => at < last && line.endsWith('\r');
  const crlfCount = body.includes('\r\n') ? rawLines.filter(isCrlf).length : 0;
  const mainEnding = crlfCount > last - crlfCount ? '\r\n' : '\n';
  if (crlfCount === 0) {
    return {
      bom,
      text: body,
      lines: rawLines,
      endings: rawLines.map((_, at) => (at < last ? '\n' : '')),
      mainEnding,
    };
  }
  const lines = rawLines.map((line, at) => (isCrlf(line, at) ? line.slice(0, -1) : line));
  const endings = rawLines.map((line, at) => (at === last ? '' : isCrlf(line, at) ? '\r\n' : '\n'));
  return { bom, text: lines.join('\n'), lines, endings, mainEnding };
}

/** The file with some lines replaced, every other byte as it was. A file's missing final line break stays missing. */
export function replaceLines(file: FileLines, range: LineRange, newLines: readonly NewLine[]): string {
  const { bom, lines, endings, mainEnding } = file;
  const reachesEnd = range.to === lines.length;
  const parts: string[] = [bom];
  for (let at = 0; at < range.from; at += 1) parts.push(lines[at] ?? '', endings[at] ?? '');
  if (reachesEnd && newLines.length === 0) parts.pop();
  newLines.forEach(({ text, ending }, at) => {
    const isLast = reachesEnd && at === newLines.length - 1;
    parts.push(text, isLast ? '' : ending || mainEnding);
  });
  for (let at = range.to; at < lines.length; at += 1) parts.push(lines[at] ?? '', endings[at] ?? '');
  return parts.join('');
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
