import type { ClosestPlace } from './edit-result.ts';
import type { LineIndex } from './line-index.ts';
import { type LineReading, lineKey } from './line-key.ts';
import { lineSignature } from './line-signature.ts';
import { findSimilarLine } from './similar-line.ts';

/** A file's lines, indexed. */
export interface SearchedLines {
  readonly lines: readonly string[];
  readonly index: LineIndex;
}

/** The place that shares most with one of the searches, rare lines counting more; undefined when nothing is alike. */
export function findClosest(
  file: SearchedLines,
  searches: readonly (readonly string[])[],
): ClosestPlace | undefined {
  const elected = searches.map(search => ({ search, ...byEqualLines(file, search) }));
  const { search, start, votes } = elected.reduce((a, b) => (b.votes > a.votes ? b : a));
  if (votes > 0) return describePlace(file, search, start);
  const [given = []] = searches;
  const offset = given.reduce((best, line, at) => (line.length > (given[best] ?? '').length ? at : best), 0);
  const similar = findSimilarLine(file.lines, given[offset] ?? '');
  return similar === undefined ? undefined : describePlace(file, given, similar - offset);
}

/** Shows what stands at the place, from 0, where a search might have meant to start. */
export function describePlace(file: SearchedLines, search: readonly string[], start: number): ClosestPlace {
  const from = Math.min(Math.max(0, start), file.lines.length - 1);
  const found = file.lines.slice(from, start + search.length);
  const excerpt = found.slice(0, longestExcerpt).map(shorten).join('\n');
  return { line: from + 1, excerpt, difference: describeDifference(found, search.slice(from - start), from) };
}

const reading: LineReading = 'typography';
const longestExcerpt = 12;
const longestLine = 200;

// A line that stands in very many places says little about which one is meant.
const mostVoters = 200;

// Every line that stands in the file votes for the place it would put the search's start at.
function byEqualLines({ lines, index }: SearchedLines, search: readonly string[]): Election {
  const voters = search.slice(0, mostVoters).filter(line => countLetters(line) >= 3);
  const positions = positionsOf(index, voters);
  const votes = new Map<number, number>();
  search.slice(0, mostVoters).forEach((line, offset) => {
    const at = positions.get(lineSignature(line)) ?? [];
    if (at.length > mostVoters || countLetters(line) < 3) return;
    for (const position of at) {
      const start = position - offset;
      votes.set(start, (votes.get(start) ?? 0) + Math.min(countLetters(line), 40) / at.length);
    }
  });
  const inFile = [...votes].filter(([start]) => start < lines.length);
  const none: Election = { start: 0, votes: 0 };
  return inFile.reduce((best, [start, count]) => (count > best.votes ? { start, votes: count } : best), none);
}

interface Election {
  readonly start: number;
  readonly votes: number;
}

function countLetters(line: string): number {
  return line.slice(0, longestLine).replace(/[^\p{L}\d]/gu, '').length;
}

function positionsOf(index: LineIndex, lines: readonly string[]): ReadonlyMap<number, readonly number[]> {
  const positions = new Map<number, number[]>(lines.map(line => [lineSignature(line), []]));
  index.signatures().forEach((signature, at) => {
    const list = positions.get(signature);
    if (list !== undefined && list.length <= mostVoters) list.push(at);
  });
  return positions;
}

function describeDifference(found: readonly string[], search: readonly string[], from: number): string {
  const at = search.findIndex(
    (line, offset) => lineKey(line, reading) !== lineKey(found[offset] ?? '', reading),
  );
  if (at === -1) return 'Only lines before it differ.';
  const line = found[at];
  const wanted = shorten((search[at] ?? '').trim());
  if (line === undefined) return `The file ends before "${wanted}".`;
  return `Line ${from + at + 1} is "${shorten(line.trim())}" in the file, but "${wanted}" in the search.`;
}

function shorten(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}
