import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ForgeError } from '../../engine/forge-error.ts';
import { type BenchOrder, benchOrderSchema, type SampleResult, sampleResultSchema } from './bench-order.ts';
import { appendLine, dropCutLine, type LineFile, readLineFile, writeInRun } from './line-file.ts';

/** A benchmark run on disk: a line for each sample as soon as it is finished. */
export interface RunFolder {
  readonly directory: string;
  readonly finished: readonly SampleResult[];
  /** Returns when the line is written. Throws ForgeError `config.invalid` when the disk takes no more. */
  append(result: SampleResult): void;
}

/**
 * Begins a run, or finds the one that is there; the order is as the run was begun. Throws ForgeError `config.invalid` when
 * that one measures something else, or the folder cannot be used.
 */
export function beginRun(directory: string, order: BenchOrder): BenchOrder {
  const file = path.join(directory, 'run.json');
  if (existsSync(file)) {
    const { made: _, ...earlier } = readOrder(directory);
    const { made: __, ...wanted } = order;
    if (!isDeepStrictEqual(earlier, wanted)) throw otherRun(directory);
  } else {
    writeInRun(directory, () => {
      mkdirSync(directory, { recursive: true });
      // Another process may be about to begin it, too; only one of them is let in (`claimAll`).
      const whole = `${file}.${process.pid}.new`;
      writeFileSync(whole, `${JSON.stringify(order, null, 2)}\n`);
      renameSync(whole, file);
    });
  }
  return readOrder(directory);
}

/**
 * For whoever alone works at the run. Throws ForgeError `config.invalid` when the folder cannot be used. A line that a kill
 * has cut off is taken away: its sample is made again.
 */
export function openRunFolder(directory: string): RunFolder {
  const results = resultsOf(directory);
  dropCutLine(results.file);
  return {
    directory,
    finished: readResults(directory),
    append: result => appendLine(results, result),
  };
}

/** The order of the run in a folder. Throws ForgeError `config.invalid` when there is none. */
export function readOrder(directory: string): BenchOrder {
  const file = path.join(directory, 'run.json');
  try {
    return benchOrderSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new ForgeError(
      'config.invalid',
      `The folder ${directory} holds no benchmark run: its run.json is missing or damaged. Name a folder that bench run has written.`,
      { cause },
    );
  }
}

/** Finished samples, in the order in which they were finished. */
export function readResults(directory: string): readonly SampleResult[] {
  return readLineFile(resultsOf(directory));
}

function resultsOf(directory: string): LineFile<SampleResult> {
  return {
    file: path.join(directory, 'results.jsonl'),
    schema: sampleResultSchema,
    advice: 'Take the line away to have its problem solved again.',
  };
}

function otherRun(directory: string): ForgeError {
  return new ForgeError(
    'config.invalid',
    `The folder ${directory} holds a benchmark run with another suite, model or options. Choose another --out, or repeat that run's own options to go on with it.`,
  );
}
