import { decodeText, encodeText } from '../change/text-content.ts';
import type { Check } from '../check/check.ts';
import { isGreen } from '../check/is-green.ts';
import type { CheckOutcome } from '../check/run-check.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import type { Diagnosis, StructuredFailure } from '../diagnose/diagnosis.ts';
import { fingerprint } from '../diagnose/fingerprint.ts';
import { newFailures } from '../diagnose/new-failures.ts';
import type { ContentStore } from '../ports/content-store.ts';
import type { Attempt, AttemptOutput, Baseline, RunContext, Verdict } from '../run/run-context.ts';
import { type DiagnosticsEvidence, diagnosisOf, isClear } from '../symptoms/diagnostics-evidence.ts';

export interface AttemptEvidence {
  /** What the command did; null where there is none to run. */
  readonly run: CheckOutcome | null;
  /** What language servers said; null where they were not asked, or could not tell. */
  readonly inspected: DiagnosticsEvidence | null;
  readonly durationMs: number;
  readonly context: RunContext;
  readonly check: Check;
  readonly number: number;
  readonly baseline: Baseline | null;
}

/** Turns what the check did, and what language servers said, into the stored record of an attempt. Both must be fine. */
export function judgeAttempt(evidence: AttemptEvidence, contents: ContentStore): Attempt {
  const { context, check, number, run, inspected, durationMs } = evidence;
  const output: AttemptOutput =
    run === null
      ? { stdout: inspected === null ? '' : diagnosisOf(inspected).digest, stderr: '', peakMemoryMb: null }
      : outputOf(run.result);
  return {
    number,
    changeSet: context.changeSet.hash,
    command: check.command,
    backend: run?.backend ?? 'editor',
    ...(inspected !== null && { diagnostics: inspected }),
    verdict: verdictOf(evidence, contents),
    exitCode: run?.result.exitCode ?? null,
    durationMs,
    output: contents.put(encodeText(JSON.stringify(output))),
  };
}

function outputOf({ stdout, stderr, peakMemoryMb }: CheckOutcome['result']): AttemptOutput {
  return { stdout, stderr, peakMemoryMb };
}

/** What the untouched workspace showed, as it is kept for comparison. */
export function readBaseline({ result, facts }: CheckOutcome, contents: ContentStore): Baseline {
  const diagnosis = JSON.stringify(diagnose(result, facts));
  return { exitCode: result.exitCode, diagnosis: contents.put(encodeText(diagnosis)) };
}

/** Failures that were there before are named, so that nobody hunts them as the change's own. */
function verdictOf({ run, inspected, baseline }: AttemptEvidence, contents: ContentStore): Verdict {
  const problems = inspected === null || isClear(inspected) ? undefined : diagnosisOf(inspected);
  const red = run === null || isGreen(run.result) ? undefined : diagnose(run.result, run.facts);
  const diagnosis = mergeDiagnoses(red, problems);
  if (diagnosis === undefined) return { kind: 'passed' };
  const before = baseline === null ? undefined : storedDiagnosis(baseline, contents);
  const fresh = new Set(before === undefined ? diagnosis.failures : newFailures(diagnosis, before));
  const known = diagnosis.failures.filter(failure => !fresh.has(failure));
  const [first] = fresh.size > 0 ? fresh : diagnosis.failures;
  return {
    kind: 'failed',
    errorType: diagnosis.errorType,
    fingerprint: fingerprint(diagnosis),
    headline: headlineOf(first, run?.result.exitCode ?? null),
    digest: contents.put(encodeText(diagnosis.digest)),
    knownBefore: known.map(({ name, message }) => name ?? message.slice(0, 100)),
  };
}

function mergeDiagnoses(red: Diagnosis | undefined, problems: Diagnosis | undefined): Diagnosis | undefined {
  if (red === undefined || problems === undefined) return red ?? problems;
  return {
    errorType: red.errorType,
    failures: [...red.failures, ...problems.failures],
    digest: `${red.digest}\n\nThe language servers:\n${problems.digest}`,
  };
}

function headlineOf(failure: StructuredFailure | undefined, exitCode: number | null): string {
  if (failure === undefined) return `exit code ${exitCode ?? 'unknown'}`;
  const [message = ''] = failure.message.split('\n');
  return [failure.name, message].filter(Boolean).join(': ').slice(0, 200);
}

function storedDiagnosis(baseline: Baseline, contents: ContentStore): Diagnosis {
  return JSON.parse(decodeText(contents.get(baseline.diagnosis)) ?? '') as Diagnosis;
}
