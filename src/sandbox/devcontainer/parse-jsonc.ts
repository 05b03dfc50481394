/**
 * JSON with comments and trailing commas, as devcontainer.json is written. Throws SyntaxError, whose position
 * is that in the text.
 */
export function parseJsonc(text: string): unknown {
  // Blanks of the same length keep the positions in error messages right.
  const plain = text.replace(tokens, found =>
    found.startsWith('"') ? found : found.replace(/[^\n]/gu, ' '),
  );
  return JSON.parse(
    plain.replace(trailingCommas, (found, string?: string) => string ?? found.replace(',', ' ')),
  );
}

const stringPattern = String.raw`"(?:[^"\\\n]|\\.)*"`;
const tokens = new RegExp(String.raw`${stringPattern}|//[^\n]*|/\*[\s\S]*?\*/|^﻿`, 'gu');
const trailingCommas = new RegExp(String.raw`(${stringPattern})|,(?=\s*[}\]])`, 'gu');
