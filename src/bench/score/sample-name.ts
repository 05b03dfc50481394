import type { SampleResult } from '../run/bench-order.ts';

/** `HumanEval/7`, `HumanEval/7 (sample 2)`: the first sample of a problem has the problem's own name. */
export function sampleName({ taskId, sample }: Pick<SampleResult, 'taskId' | 'sample'>): string {
  return sample === 0 ? taskId : `${taskId} (sample ${sample + 1})`;
}
