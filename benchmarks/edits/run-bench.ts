import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ForgeError } from '../../src/engine/forge-error.ts';
import { ownFolders, packageFolders } from './corpus/source-files.ts';
import type { EditRecord } from './edit-record.ts';
import { judgeEdit } from './judge-edit.ts';
import { makeCorpus } from './make-corpus.ts';
import { readRecords } from './read-records.ts';
import { createScore, type Score } from './score.ts';
import { timeEdit } from './time-edit.ts';

/** Where a benchmark tells what it found, one text at a time. */
export interface BenchOutput {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/**
 * Measures how edits are applied: `[--data FILE.jsonl] [--out FILE.jsonl]`. Without data it makes its own. Returns the
 * exit code: 0 when every bar holds, 1 when one is missed, 2 for input that cannot be used.
 */
export async function runBench(args: readonly string[], print: BenchOutput): Promise<number> {
  try {
    return await benchEdits(args, print);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    print.error(error.message);
    return 2;
  }
}

async function benchEdits(args: readonly string[], print: BenchOutput): Promise<number> {
  const { data, out } = parseOptions(args);
  const records = data === undefined ? ownCorpus() : readRecords(data);
  const score = await measure(records, out);
  print.out(score.table());
  const missed = score.missedBars();
  for (const bar of missed) print.out(`Missed: ${bar}`);
  return missed.length === 0 ? 0 : 1;
}

interface BenchOptions {
  readonly data: string | undefined;
  readonly out: string | undefined;
}

function parseOptions(args: readonly string[]): BenchOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { data: { type: 'string' }, out: { type: 'string' } },
    });
    return { data: values.data, out: values.out };
  } catch (cause) {
    throw new ForgeError(
      'config.invalid',
      'The options are not understood. Use --data FILE.jsonl and --out FILE.jsonl.',
      { cause },
    );
  }
}

function ownCorpus(): Iterable<EditRecord> {
  const project = join(import.meta.dirname, '../..');
  return makeCorpus({ project, folders: [...packageFolders, ...ownFolders], seed: 1, recordsPerClass: 60 });
}

async function measure(
  records: Iterable<EditRecord> | AsyncIterable<EditRecord>,
  out: string | undefined,
): Promise<Score> {
  const score = createScore();
  const output = out === undefined ? undefined : openOutput(out);
  try {
    for await (const record of records) {
      const { result, elapsedMs } = timeEdit(record);
      const content = result.kind === 'applied' ? result.content : null;
      score.add(record, judgeEdit(record, content), elapsedMs);
      if (output !== undefined) writeSync(output, `${JSON.stringify({ id: record.id, content })}\n`);
    }
  } finally {
    if (output !== undefined) closeSync(output);
  }
  return score;
}

function openOutput(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (cause) {
    throw new ForgeError(
      'config.invalid',
      `${path} cannot be written. Give --out a file in a folder that exists.`,
      { cause },
    );
  }
}
