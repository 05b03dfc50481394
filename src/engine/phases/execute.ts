import { changeSetOf, isEmptyChangeSet } from '../change/change-set.ts';
import { type Check, hasBaseline } from '../check/check.ts';
import { entryCheck } from '../check/entry-check.ts';
import { judgeDiagnostics } from '../check/inspect-diagnostics.ts';
import { isGreen } from '../check/is-green.ts';
import { type CheckOutcome, runCheck } from '../check/run-check.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { ForgeError } from '../forge-error.ts';
import type { RunContext } from '../run/run-context.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import { inspectChange } from '../soft-check/inspect-change.ts';
import type { DiagnosticsEvidence } from '../symptoms/diagnostics-evidence.ts';
import { judgeAttempt, readBaseline } from './judge-attempt.ts';
import { type ContextPatch, type PhaseKind, toFailed, under } from './phase-kind.ts';

/** Runs the check in a fresh sandbox on the change set; its exit code is the verdict. */
export const execute: PhaseKind = {
  routes: ({ onward, repairs }) => [...under('is-green', onward), ...under('can-repair', repairs), toFailed],
  async work({ phase, context }, services, signal) {
    const findings = await inspectChange(context, services, phase.id);
    const check = chooseCheck(context, services);
    const number = context.attempts.length + 1;
    const startedAt = services.clock.now();
    const work = { services, signal, phase: phase.id };
    const run = check.source === 'editor' ? null : await runCommand(context, { check, number }, work);
    if (run === null)
      services.emit({ type: 'attempt.started', attempt: number, command: check.command, backend: 'editor' });
    const inspected = await inspectProposal(context, run, work);
    const baseline =
      run === null || isGreen(run.result) ? context.baseline : await baselineOf(context, check, work);
    const durationMs = run?.result.durationMs ?? services.clock.now() - startedAt;
    const attempt = judgeAttempt(
      { context, check, number, run, baseline, inspected, durationMs },
      services.store.contents,
    );
    services.emit({
      type: 'attempt.finished',
      attempt: number,
      verdict: attempt.verdict.kind,
      headline: attempt.verdict.kind === 'failed' ? attempt.verdict.headline : '',
      exitCode: attempt.exitCode,
      durationMs: attempt.durationMs,
    });
    if (run !== null) refuseMissingPackages(check, run);
    return { check, findings, baseline, attempts: [...context.attempts, attempt] } satisfies ContextPatch;
  },
};

interface Work {
  readonly services: PhaseServices;
  readonly signal: AbortSignal;
  readonly phase: string;
}

async function runCommand(
  context: RunContext,
  { check, number }: { readonly check: Check; readonly number: number },
  { services, signal, phase }: Work,
): Promise<CheckOutcome> {
  const { changeSet } = context;
  const run = await runCheck({ check, changeSet, phase, number, context }, services, signal);
  refuseUnsupported(check, run.result.unsupported);
  return run;
}

/** What language servers say of the change set. Where nothing else decides, they must be able to say it. */
async function inspectProposal(
  context: RunContext,
  run: CheckOutcome | null,
  { services, signal, phase }: Work,
): Promise<DiagnosticsEvidence | null> {
  if (context.reproduction?.diagnostics === 'shown')
    services.emit({ type: 'sandbox.progress', phase, message: 'The language servers look at the change' });
  const verdict = await judgeDiagnostics(context, services, signal);
  if (verdict?.kind === 'judged') return verdict.evidence;
  if (run !== null) return null;
  const reason = verdict?.reason ?? 'Nobody can say whether the problems are gone.';
  throw new ForgeError('check.missing', `${reason} Resume the run to look again.`, { retryable: true });
}

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
  { services, signal, phase }: Work,
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
export function refuseMissingPackages(check: Check, { result, facts }: CheckOutcome): void {
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
