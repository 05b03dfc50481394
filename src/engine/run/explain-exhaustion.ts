import type { Failure } from '../failure.ts';
import { repairsDone } from './repair-policy.ts';
import type { RunContext } from './run-context.ts';

/** Why a run that met no error failed all the same: its check stayed red. */
export function explainExhaustion(context: RunContext): Failure {
  const last = context.attempts.at(-1);
  if (last === undefined) throw new Error('a run failed without an error and without an attempt');
  const repairs = repairsDone(context);
  const what = last.verdict.kind === 'failed' ? last.verdict.headline : 'the change was not checked';
  const times = repairs === 1 ? '1 repair' : `${repairs} repairs`;
  return {
    code: 'repairs.exhausted',
    message: `The check '${last.command}' still fails after ${times}: ${what}. ${reason(context)}`,
    retryable: false,
  };
}

function reason({ review, request, attempts }: RunContext): string {
  const last = attempts.at(-1);
  if (last?.verdict.kind === 'failed' && last.verdict.knownBefore.length > 0) {
    return `Failing before the change too: ${last.verdict.knownBefore.join(', ')}. Name a narrower check with --check if these are not part of the task.`;
  }
  const gaveUp = attempts.length - 1 < request.limits.maxRepairs;
  const why =
    gaveUp && review !== null
      ? `The reviewer gave up with confidence ${review.confidence}: ${review.rootCause}. `
      : '';
  return `${why}Try a stronger model, say the task more exactly, or allow more repairs with --max-repairs.`;
}
