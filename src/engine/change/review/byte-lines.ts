/**
 * A file's lines with their endings, one character for each byte: joined they give the same bytes again, whatever
 * the encoding, the line ends or the mark at the start. Lines break where an editor breaks them.
 */
export function byteLines(bytes: Uint8Array): readonly string[] {
  return binaryText(bytes).match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

/** The bytes of such lines. */
export function bytesOfLines(lines: readonly string[]): Uint8Array {
  const text = lines.join('');
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Such a line as people read it: without its ending, and as UTF-8 where it is. */
export function shownLine(line: string): string {
  return new TextDecoder().decode(bytesOfLines([line.replace(/[\r\n]+$/u, '')]));
}

/** How the lines of a file mostly end; LF where none does. */
export function mainEnding(lines: readonly string[]): string {
  const crlf = lines.filter(line => line.endsWith('\r\n')).length;
  return crlf * 2 > lines.length ? '\r\n' : '\n';
}

/** Whether lines and hunks mean nothing in these bytes. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.includes(0);
}

function binaryText(bytes: Uint8Array): string {
  let text = '';
  // A call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    text += String.fromCharCode(...bytes.subarray(start, start + chunkBytes));
  }
  return text;
}

const chunkBytes = 8_192;
