import { decodeText, encodeText } from '../change/text-content.ts';
import type { Check } from '../check/check.ts';
import { isGreen } from '../check/is-green.ts';
import type { CheckOutcome } from '../check/run-check.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import type { Diagnosis, StructuredFailure } from '../diagnose/diagnosis.ts';
import { fingerprint } from '../diagnose/fingerprint.ts';
import { newFailures } from '../diagnose/new-failures.ts';
import type { ContentStore } from '../ports/content-store.ts';
import type { CommandResult } from '../ports/sandbox.ts';
import type { Attempt, AttemptOutput, Baseline, RunContext, Verdict } from '../run/run-context.ts';

export interface AttemptEvidence extends CheckOutcome {
  readonly context: RunContext;
  readonly check: Check;
  readonly number: number;
  readonly baseline: Baseline | null;
}

/** Turns what the check did into the stored record of an attempt. */
export function judgeAttempt(evidence: AttemptEvidence, contents: ContentStore): Attempt {
  const { context, check, number, result, backend } = evidence;
  const { stdout, stderr, peakMemoryMb } = result;
  const output: AttemptOutput = { stdout, stderr, peakMemoryMb };
  return {
    number,
    changeSet: context.changeSet.hash,
    command: check.command,
    backend,
    verdict: verdictOf(evidence, contents),
    exitCode: result.exitCode,
    durationMs: result.durationMs,
    output: contents.put(encodeText(JSON.stringify(output))),
  };
}

/** What the untouched workspace showed, as it is kept for comparison. */
export function readBaseline({ result, facts }: CheckOutcome, contents: ContentStore): Baseline {
  const diagnosis = JSON.stringify(diagnose(result, facts));
  return { exitCode: result.exitCode, diagnosis: contents.put(encodeText(diagnosis)) };
}

/** Failures that were there before are named, so that nobody hunts them as the change's own. */
function verdictOf({ result, facts, baseline }: AttemptEvidence, contents: ContentStore): Verdict {
  if (isGreen(result)) return { kind: 'passed' };
  const diagnosis = diagnose(result, facts);
  const before = baseline === null ? undefined : storedDiagnosis(baseline, contents);
  const fresh = new Set(before === undefined ? diagnosis.failures : newFailures(diagnosis, before));
  const known = diagnosis.failures.filter(failure => !fresh.has(failure));
  const [first] = fresh.size > 0 ? fresh : diagnosis.failures;
  return {
    kind: 'failed',
    errorType: diagnosis.errorType,
    fingerprint: fingerprint(diagnosis),
    headline: headlineOf(first, result),
    digest: contents.put(encodeText(diagnosis.digest)),
    knownBefore: known.map(({ name, message }) => name ?? message.slice(0, 100)),
  };
}

function headlineOf(failure: StructuredFailure | undefined, result: CommandResult): string {
  if (failure === undefined) return `exit code ${result.exitCode ?? 'unknown'}`;
  const [message = ''] = failure.message.split('\n');
  return [failure.name, message].filter(Boolean).join(': ').slice(0, 200);
}

function storedDiagnosis(baseline: Baseline, contents: ContentStore): Diagnosis {
  return JSON.parse(decodeText(contents.get(baseline.diagnosis)) ?? '') as Diagnosis;
}
