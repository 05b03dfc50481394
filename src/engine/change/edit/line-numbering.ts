import { type LineReading, lineKey } from './line-key.ts';
import { findRuns } from './number-runs.ts';

/** Finds blocks of lines where very many lines are alike: each line of the file is read once for each reading. */
export interface LineNumbers {
  /** Starts, from 0, of every run of lines that equals the block under a reading; overlapping ones too. */
  findBlock(block: readonly string[], reading: LineReading): readonly number[];
}

/** Numbers the lines when they are first asked for: those with the same text alike, and those that are read alike. */
export function createLineNumbers(lines: readonly string[]): LineNumbers {
  let distinct: DistinctLines | undefined;
  const numberings = new Map<LineReading, Numbering>();
  const numberingUnder = (reading: LineReading): Numbering => {
    distinct ??= distinctLines(lines);
    const numbering = numberings.get(reading) ?? numberUnder(distinct, reading);
    numberings.set(reading, numbering);
    return numbering;
  };
  return {
    findBlock(block, reading) {
      const { numberOfKey, numbers } = numberingUnder(reading);
      const wanted = block.map(line => numberOfKey.get(lineKey(line, reading)) ?? inNoLine);
      return wanted.includes(inNoLine) ? [] : findRuns(numbers, Int32Array.from(wanted));
    },
  };
}

const inNoLine = -1;

interface DistinctLines {
  readonly texts: readonly string[];
  /** Of every line, where in `texts` it is. */
  readonly places: Int32Array;
}

function distinctLines(lines: readonly string[]): DistinctLines {
  const placeOfText = new Map<string, number>();
  const places = new Int32Array(lines.length);
  for (let at = 0; at < lines.length; at += 1) {
    const text = lines[at] ?? '';
    const place = placeOfText.get(text) ?? placeOfText.size;
    if (place === placeOfText.size) placeOfText.set(text, place);
    places[at] = place;
  }
  return { texts: [...placeOfText.keys()], places };
}

interface Numbering {
  readonly numberOfKey: ReadonlyMap<string, number>;
  /** Of every line of the file. */
  readonly numbers: Int32Array;
}

function numberUnder({ texts, places }: DistinctLines, reading: LineReading): Numbering {
  const numberOfKey = new Map<string, number>();
  const numberOfText = texts.map(text => {
    const key = lineKey(text, reading);
    const number = numberOfKey.get(key) ?? numberOfKey.size;
    numberOfKey.set(key, number);
    return number;
  });
  return { numberOfKey, numbers: places.map(place => numberOfText[place] ?? inNoLine) };
}
