/**
 * How lines are compared, strictest first. `signs` forgives other quotes, dashes and spaces, but no other indentation;
 * `typography` forgives both.
 */
export type LineReading =
  | 'exact'
  | 'trailing-blanks'
  | 'indentation'
  | 'signs'
  | 'typography'
  | 'wide-dashes';

/** What a line is compared by: two lines are equal under a reading when their keys are. */
export function lineKey(line: string, reading: LineReading): string {
  switch (reading) {
    case 'exact':
      return line;
    case 'trailing-blanks':
      return line.trimEnd();
    case 'indentation':
      return line.trim();
    case 'signs':
      return line.slice(0, line.length - line.trimStart().length) + plain(line);
    case 'typography':
      return plain(line);
    case 'wide-dashes':
      return plain(line.replace(wideDash, '--'));
    default:
      return reading satisfies never;
  }
}

/** True when a text has dashes that are typed as one hyphen by some and as two by others. */
export function hasWideDash(text: string): boolean {
  return text.search(wideDash) !== -1;
}

// Blanks inside a line become one space, since tabs and odd spaces there are retyped by models too.
function plain(line: string): string {
  const trimmed = line.trim();
  const ascii = nonAscii.test(trimmed) ? toAscii(trimmed) : trimmed;
  return ascii.replace(blankRun, ' ').trim();
}

function toAscii(line: string): string {
  return line
    .normalize('NFC')
    .replace(invisible, '')
    .replace(singleQuote, "'")
    .replace(doubleQuote, '"')
    .replace(dash, '-')
    .replace(ellipsis, '...');
}

const nonAscii = /[^\0-\x7f]/u;
const blankRun = /\s{2,}|[^\S ]/gu;
// Zero-width space and joiners, word joiner, soft hyphen, BOM.
const invisible = /[\u200B-\u200D\u2060\u00AD\uFEFF]/gu;
const singleQuote = /[\u2018\u2019\u201A\u201B\u2032\u02BC\u00B4]/gu;
const doubleQuote = /[\u201C\u201D\u201E\u201F\u2033]/gu;
const dash = /[\u2010-\u2015\u2212\u2E3A\u2E3B\uFE58\uFE63\uFF0D]/gu;
const wideDash = /[\u2013\u2014\u2015]/gu;
const ellipsis = /\u2026/gu;
