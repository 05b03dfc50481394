import type { SampleResult } from '../../bench/run/bench-order.ts';
import type { StoredRunDetail } from '../../host/read-stored-run.ts';
import type { BenchProblemSlice } from '../../protocol/dashboard/benchmarks-slice.ts';
import { clip } from './clip.ts';
import { sampleRow } from './slice-benchmarks.ts';
import { sliceStoredRun } from './slice-stored-run.ts';

/** One problem of a benchmark run. `run`: what the agents did; undefined where it is not kept. */
export function sliceBenchProblem(result: SampleResult, run: StoredRunDetail | undefined): BenchProblemSlice {
  const { first, firstCode, finalCode } = result;
  return {
    ...sampleRow(result),
    firstReason: clip(first.reason, maxReason),
    firstCode: clip(firstCode, maxCode),
    finalCode: finalCode === firstCode ? '' : clip(finalCode, maxCode),
    // Its folder is gone, so that there is nothing to go on with or to open.
    run: run === undefined ? null : sliceStoredRun(run, { isDriven: false, folders: [] }),
    outputs: (run?.view?.attempts ?? []).slice(0, maxOutputs).map(attempt => {
      const { stdout, stderr } = run?.outputOf(attempt) ?? { stdout: '', stderr: '' };
      const text = [stdout, stderr].filter(part => part !== '').join('\n');
      return { attempt: attempt.number, text: clip(text, maxOutput) };
    }),
  };
}

const maxReason = 10_000;
const maxCode = 100_000;
const maxOutputs = 50;
const maxOutput = 20_000;
