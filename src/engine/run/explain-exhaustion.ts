import type { Failure } from '../failure.ts';
import { repairsDone } from './repair-policy.ts';
import type { RunContext } from './run-context.ts';
import { runGuards } from './run-guards.ts';

/** Why a run that met no error failed all the same: its check stayed red. */
export function explainExhaustion(context: RunContext): Failure {
  const last = context.attempts.at(-1);
  if (last?.verdict.kind !== 'failed')
    throw new Error('a run failed without an error and without a red check');
  const { headline, knownBefore } = last.verdict;
  const repairs = repairsDone(context);
  const times = repairs === 1 ? '1 repair' : `${repairs} repairs`;
  const sentences = [
    `The check '${last.command}' still fails after ${times}: ${headline.replace(/\.$/u, '')}.`,
    gaveUp(context),
    advice(knownBefore),
  ];
  return { code: 'repairs.exhausted', message: sentences.filter(Boolean).join(' '), retryable: false };
}

function gaveUp(context: RunContext): string {
  const { review } = context;
  if (review === null || !runGuards['is-hopeless'](context)) return '';
  return `The reviewer gave up with confidence ${review.confidence}: ${review.rootCause.replace(/\.$/u, '')}.`;
}

function advice(knownBefore: readonly string[]): string {
  if (knownBefore.length > 0) {
    const names = knownBefore.map(name => name.replace(/\.$/u, '')).join(', ');
    return `Failing before the change too: ${names}. Name a narrower check with --check if these are not part of the task.`;
  }
  return 'Try a stronger model, say the task more exactly, or allow more repairs with --max-repairs.';
}
