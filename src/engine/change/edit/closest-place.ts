import type { ClosestPlace } from './edit-result.ts';
import type { LineIndex } from './line-index.ts';
import { type LineReading, lineKey } from './line-key.ts';
import { wordOverlap } from './word-overlap.ts';

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
  const similar = bySimilarLine(file.lines, given);
  return similar === undefined ? undefined : describePlace(file, given, similar);
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
  const positions = positionsOf(index, search);
  const votes = new Map<number, number>();
  search.slice(0, mostVoters).forEach((line, offset) => {
    const at = positions.get(index.numberOf(line, reading)) ?? [];
    const letters = line.replace(/[^\p{L}\d]/gu, '').length;
    if (at.length > mostVoters || letters < 3) return;
    for (const position of at) {
      votes.set(position - offset, (votes.get(position - offset) ?? 0) + Math.min(letters, 40) / at.length);
    }
  });
  const inFile = [...votes].filter(([start]) => start < lines.length);
  return inFile.reduce((best, [start, count]) => (count > best.votes ? { start, votes: count } : best), {
    start: 0,
    votes: 0,
  });
}

interface Election {
  readonly start: number;
  readonly votes: number;
}

function positionsOf(index: LineIndex, search: readonly string[]): ReadonlyMap<number, readonly number[]> {
  const positions = new Map<number, number[]>();
  for (const line of search) {
    const number = index.numberOf(line, reading);
    if (number !== -1) positions.set(number, []);
  }
  index.numbers(reading).forEach((number, at) => {
    const list = positions.get(number);
    if (list !== undefined && list.length <= mostVoters) list.push(at);
  });
  return positions;
}

// No line is equal: the search's wordiest line is compared with every line by the words they share.
function bySimilarLine(lines: readonly string[], search: readonly string[]): number | undefined {
  const offset = search.reduce(
    (best, line, at) => (line.trim().length > (search[best] ?? '').trim().length ? at : best),
    0,
  );
  const overlapWith = wordOverlap(search[offset] ?? '');
  let best = -1;
  let bestOverlap = fewestShared;
  lines.forEach((line, at) => {
    const overlap = overlapWith(line);
    if (overlap <= bestOverlap) return;
    best = at;
    bestOverlap = overlap;
  });
  return best === -1 ? undefined : best - offset;
}

const fewestShared = 0.4;

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
