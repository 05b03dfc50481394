/**
 * Text that came from a model, a program or a file, made safe to show: one line, without escape
 * sequences, control characters or marks that turn the reading direction.
 */
export function plainLine(text: string): string {
  return text.replaceAll(escapeSequences, '').replaceAll(/\s+/gu, ' ').replaceAll(unprintable, '').trim();
}

/** The same for text of several lines: tabs and line ends stay. */
export function plainBlock(text: string): string {
  return text
    .replaceAll(escapeSequences, '')
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(unprintable, character => (character === '\n' || character === '\t' ? character : ''));
}

// CSI and OSC sequences (ECMA-48) and two-character escapes; whatever is cut off in the middle loses its escape below.
const escapeSequences =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /\u001b(?:\[[\d:;<=>?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]*[0-~])/gu;

const unprintable = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
