import { type LineReading, lineKey } from './line-key.ts';

/** A file's lines as numbers, equal lines the same one, so that a block is found without comparing text. */
export interface LineIndex {
  /** Starts, from 0, of every run of file lines that equals the block under a reading; overlapping ones too. */
  findBlock(block: readonly string[], reading: LineReading): readonly number[];
  /** Whether any line equals this one. */
  has(line: string, reading: LineReading): boolean;
  /** The number of every line of the file. */
  numbers(reading: LineReading): Int32Array;
  /** The number of the file's lines that equal this one; -1 when there is none. */
  numberOf(line: string, reading: LineReading): number;
}

/** Indexes each reading once, when it is first asked for. Finding is linear in the file whatever it holds. */
export function createLineIndex(lines: readonly string[]): LineIndex {
  const indexed = new Map<LineReading, Numbering>();
  const at = (reading: LineReading): Numbering => {
    const known = indexed.get(reading);
    if (known !== undefined) return known;
    const fresh = numberLines(lines, reading);
    indexed.set(reading, fresh);
    return fresh;
  };
  const numberOf = (line: string, reading: LineReading): number =>
    at(reading).numberOf.get(lineKey(line, reading)) ?? -1;
  return {
    numberOf,
    numbers: reading => at(reading).numbers,
    has: (line, reading) => numberOf(line, reading) !== -1,
    findBlock(block, reading) {
      const wanted: number[] = [];
      for (const line of block) {
        const number = numberOf(line, reading);
        if (number === -1) return [];
        wanted.push(number);
      }
      return findRun(at(reading).numbers, wanted);
    },
  };
}

interface Numbering {
  readonly numbers: Int32Array;
  readonly numberOf: ReadonlyMap<string, number>;
}

function numberLines(lines: readonly string[], reading: LineReading): Numbering {
  const numberOf = new Map<string, number>();
  const numbers = new Int32Array(lines.length);
  lines.forEach((line, at) => {
    const key = lineKey(line, reading);
    const number = numberOf.get(key) ?? numberOf.size;
    if (number === numberOf.size) numberOf.set(key, number);
    numbers[at] = number;
  });
  return { numbers, numberOf };
}

// Knuth, Morris and Pratt: a file of ten thousand equal lines must not cost ten thousand squared.
function findRun(numbers: Int32Array, wanted: readonly number[]): readonly number[] {
  if (wanted.length === 0) return [];
  const fallback = fallbacks(wanted);
  const starts: number[] = [];
  let matched = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    while (matched > 0 && (matched === wanted.length || wanted[matched] !== numbers[at])) {
      matched = fallback[matched - 1] ?? 0;
    }
    if (wanted[matched] === numbers[at]) matched += 1;
    if (matched === wanted.length) starts.push(at - matched + 1);
  }
  return starts;
}

function fallbacks(wanted: readonly number[]): readonly number[] {
  const table = [0];
  let matched = 0;
  for (let at = 1; at < wanted.length; at += 1) {
    while (matched > 0 && wanted[matched] !== wanted[at]) matched = table[matched - 1] ?? 0;
    if (wanted[matched] === wanted[at]) matched += 1;
    table.push(matched);
  }
  return table;
}
