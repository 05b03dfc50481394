/** The position, from 0, of the line that shares most words with another; undefined when none shares enough. */
export function findSimilarLine(lines: readonly string[], wanted: string): number | undefined {
  const words = new Set(wordsOf(wanted));
  const longest = [...words]
    .filter(word => word.length < 100)
    .toSorted((a, b) => b.length - a.length)
    .slice(0, mostProbes);
  let best: number | undefined;
  let bestOverlap = leastOverlap;
  for (const at of linesWith(lines, longest)) {
    const overlap = overlapOf(words, new Set(wordsOf(lines[at] ?? '')));
    if (overlap <= bestOverlap) continue;
    best = at;
    bestOverlap = overlap;
  }
  return best;
}

const leastOverlap = 0.4;

// Lines are looked at closely only if they hold one of the longest words, and only so many of them.
const mostProbes = 4;
const mostCandidates = 500;

function linesWith(lines: readonly string[], words: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const word of words) {
    for (let at = 0; at < lines.length && found.size < mostCandidates; at += 1) {
      if (lines[at]?.includes(word) === true) found.add(at);
    }
  }
  return found;
}

// Both share all words: 1. None: 0.
function overlapOf(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const total = words.size + others.size;
  const shared = [...words].filter(word => others.has(word)).length;
  return total === 0 ? 0 : (2 * shared) / total;
}

// Only the start of a very long line is read, so that a minified file costs no more than another.
function wordsOf(line: string): readonly string[] {
  return line.slice(0, 2000).match(/[\p{L}\d_$]+/gu) ?? [];
}
