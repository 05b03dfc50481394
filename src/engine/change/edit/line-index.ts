import { type LineReading, lineKey } from './line-key.ts';
import { createLineNumbers } from './line-numbering.ts';
import { lineSignature } from './line-signature.ts';
import { findRuns } from './number-runs.ts';

/** A file's lines, indexed so that a block is found without reading every line in every way. Positions count from 0. */
export interface LineIndex {
  /** Starts of every run of lines that equals the block under a reading; overlapping ones too. */
  findBlock(block: readonly string[], reading: LineReading): readonly number[];
  /** Whether any line equals this one. */
  has(line: string, reading: LineReading): boolean;
  /** Compares the line at a position with a line of the block. */
  matcher(block: readonly string[], reading: LineReading): LineMatcher;
  /** Of every line: equal under any reading means the same number, though not the reverse. */
  signatures(): Int32Array;
}

export type LineMatcher = (position: number, blockLine: number) => boolean;

/** Works out signatures and keys when they are first asked for. */
export function createLineIndex(lines: readonly string[]): LineIndex {
  let known: Int32Array | undefined;
  const signatures = (): Int32Array => {
    known ??= signaturesOf(lines);
    return known;
  };
  const keys = new Map<LineReading, string[]>();
  const keyAt = (position: number, reading: LineReading): string => {
    const cached = keys.get(reading) ?? [];
    if (cached.length === 0) keys.set(reading, cached);
    const key = cached[position] ?? lineKey(lines[position] ?? '', reading);
    cached[position] = key;
    return key;
  };
  // The same block is looked for under one reading after the other.
  const signed = new WeakMap<readonly string[], Int32Array>();
  const sign = (block: readonly string[]): Int32Array => {
    const cached = signed.get(block) ?? signaturesOf(block);
    signed.set(block, cached);
    return cached;
  };
  const matcher = (block: readonly string[], reading: LineReading): LineMatcher => {
    const wanted: string[] = [];
    const signs = sign(block);
    const all = signatures();
    return (position, line) => {
      if (all[position] !== signs[line]) return false;
      const key = wanted[line] ?? lineKey(block[line] ?? '', reading);
      wanted[line] = key;
      return keyAt(position, reading) === key;
    };
  };
  const numbers = createLineNumbers(lines);
  const findBlock = (block: readonly string[], reading: LineReading): readonly number[] => {
    const starts = findRuns(signatures(), sign(block));
    if (starts.length * block.length > mostComparisons) return numbers.findBlock(block, reading);
    const equals = matcher(block, reading);
    return starts.filter(start => block.every((_, offset) => equals(start + offset, offset)));
  };
  const has = (line: string, reading: LineReading): boolean => findBlock([line], reading).length > 0;
  return { signatures, matcher, findBlock, has };
}

// More would be slower than giving every line of the file its number under the reading.
const mostComparisons = 200_000;

// A loop of its own: going through an iterator takes several times as long.
function signaturesOf(lines: readonly string[]): Int32Array {
  const signatures = new Int32Array(lines.length);
  for (let at = 0; at < lines.length; at += 1) signatures[at] = lineSignature(lines[at] ?? '');
  return signatures;
}
