import path from 'node:path';
import { parseArgs } from 'node:util';
import { openSuite } from '../../src/bench/suite/open-suite.ts';
import { defaultDataDirectory } from '../../src/store/default-data-directory.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { memoryOfMany } from './memory-of-many.ts';
import { timesOfReferences } from './reference-times.ts';

/** How fast the judge is on the references of HumanEval, and what it takes of memory when there are many completions. */
async function measureJudge(): Promise<void> {
  const { data } = parseArgs({ options: { data: { type: 'string' } } }).values;
  const cacheDirectory = path.join(defaultDataDirectory(process.env, process.platform), 'bench', 'data');
  const suite = await openSuite('humaneval', {
    suitesDirectory: path.join(import.meta.dirname, '../suites'),
    cacheDirectory,
    fetch,
    signal: new AbortController().signal,
    onProgress: console.error,
    ...(data !== undefined && { file: data }),
  });
  const dataFile = data ?? path.join(cacheDirectory, 'HumanEval.jsonl.gz');
  await reportFindings('judge', [
    ...(await timesOfReferences(suite)),
    ...(await memoryOfMany(suite, dataFile)),
  ]);
}

await measureJudge();
