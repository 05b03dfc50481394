import { changeSetOf, isEmptyChangeSet } from '../change/change-set.ts';
import { type Check, hasBaseline } from '../check/check.ts';
import { entryCheck } from '../check/entry-check.ts';
import { isGreen } from '../check/is-green.ts';
import { type CheckOutcome, runCheck } from '../check/run-check.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { ForgeError } from '../forge-error.ts';
import type { RunContext } from '../run/run-context.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import { inspectChange } from '../soft-check/inspect-change.ts';
import { judgeAttempt, readBaseline } from './judge-attempt.ts';
import { type ContextPatch, type PhaseKind, toFailed, under } from './phase-kind.ts';

/** Runs the check in a fresh sandbox on the change set; its exit code is the verdict. */
export const execute: PhaseKind = {
  routes: ({ onward, repairs }) => [...under('is-green', onward), ...under('can-repair', repairs), toFailed],
  async work({ phase, context }, services, signal) {
    const findings = await inspectChange(context, services, phase.id);
    const check = chooseCheck(context, services);
    const number = context.attempts.length + 1;
    const run = await runCheck(
      { check, changeSet: context.changeSet, phase: phase.id, number, context },
      services,
      signal,
    );
    refuseUnsupported(check, run.result.unsupported);
    const baseline = isGreen(run.result)
      ? context.baseline
      : await baselineOf(context, check, { services, signal, phase: phase.id });
    const attempt = judgeAttempt({ context, check, number, ...run, baseline }, services.store.contents);
    services.emit({
      type: 'attempt.finished',
      attempt: number,
      verdict: attempt.verdict.kind,
      headline: attempt.verdict.kind === 'failed' ? attempt.verdict.headline : '',
      exitCode: attempt.exitCode,
      durationMs: attempt.durationMs,
    });
    refuseMissingPackages(check, run);
    return { check, findings, baseline, attempts: [...context.attempts, attempt] } satisfies ContextPatch;
  },
};

/** The check that was chosen, else running the file that the change made. */
function chooseCheck(context: RunContext, { emit }: PhaseServices): Check {
  if (context.check !== null) return context.check;
  const check = entryCheck(context.changeSet);
  if (check === undefined) {
    throw new ForgeError(
      'check.missing',
      'Nothing here can be run to show that the change works. Name a command that can with --check (in VS Code: the setting codeforge.check).',
    );
  }
  emit({ type: 'check.chosen', command: check.command, source: check.source });
  return check;
}

/** The same check on the untouched workspace, once: what was red before is not the change's doing. */
async function baselineOf(
  context: RunContext,
  check: Check,
  { services, signal, phase }: { services: PhaseServices; signal: AbortSignal; phase: string },
): Promise<RunContext['baseline']> {
  if (context.baseline !== null || !hasBaseline(check) || isEmptyChangeSet(context.changeSet))
    return context.baseline;
  const untouched = changeSetOf({}, services.store.contents);
  const outcome = await runCheck(
    { check, changeSet: untouched, phase, number: 0, context },
    services,
    signal,
  );
  return readBaseline(outcome, services.store.contents);
}

/** What the sandbox cannot run at all no repair of the code can mend. */
function refuseUnsupported(check: Check, unsupported: string | undefined): void {
  if (unsupported !== undefined) {
    throw new ForgeError(
      'sandbox.unsupported',
      `The check '${check.command}' cannot run here. ${unsupported}`,
    );
  }
}

/** Nor can it mend packages that nobody has installed. The run waits: it goes on with the same change once they are. */
function refuseMissingPackages(check: Check, { result, facts }: CheckOutcome): void {
  const { obstacle } = diagnose(result, facts);
  if (obstacle === undefined) return;
  throw new ForgeError(
    'sandbox.packages-missing',
    `The check '${check.command}' cannot run yet. ${obstacle}`,
    {
      retryable: true,
    },
  );
}
