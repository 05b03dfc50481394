import { clip } from './clip.ts';

/**
 * A program's output as clean lines: no colours, no control characters, `\r` ends a line too. Bounded in
 * size and in line length, so that whatever reads the lines takes time linear in what is kept.
 */
export function outputLines(text: string): readonly string[] {
  return keepEnds(text)
    .replace(escapeSequences, '')
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\n{4,}/gu, '\n\n\n')
    .split('\n')
    .map(line => clip(line.trimEnd(), maxLineLength));
}

const maxLineLength = 2_000;
// The beginning names the first cause, the end holds the summaries: more of the end.
const headLength = 64_000;
const tailLength = 192_000;

function keepEnds(text: string): string {
  if (text.length <= headLength + tailLength) return text;
  return `${text.slice(0, headLength)}\n…\n${text.slice(-tailLength)}`;
}

const escapeCharacter = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
// ECMA-48: control sequences, then operating system commands (titles, links), then the two-character ones.
const escapeSequences = new RegExp(
  [
    `${escapeCharacter}\\[[0-?]*[ -/]*[@-~]`,
    `${escapeCharacter}\\][^${bell}${escapeCharacter}]*(?:${bell}|${escapeCharacter}\\\\)?`,
    `${escapeCharacter}[@-Z\\\\^_]`,
  ].join('|'),
  'gu',
);
