import { changeSetOf } from '../change/change-set.ts';
import { encodeText } from '../change/text-content.ts';
import type { Check } from '../check/check.ts';
import { languageOf } from '../check/check.ts';
import { symptomCheck } from '../check/discover-check.ts';
import { canJudgeDiagnostics, editorCheck } from '../check/inspect-diagnostics.ts';
import { isGreen } from '../check/is-green.ts';
import { type CheckOutcome, runCheck } from '../check/run-check.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import type { Reproduction, RunContext } from '../run/run-context.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import { refuseMissingPackages } from './execute.ts';
import { judgeAttempt } from './judge-attempt.ts';
import { type ContextPatch, type PhaseKind, under } from './phase-kind.ts';

/**
 * Before any model is asked: lets the failure happen where it can be watched. A command that fails in the sandbox too
 * becomes part of the check; problems that language servers show in a copy of the workspace can be judged there.
 * A command that succeeds, with nothing else to mend, ends the run.
 */
export const reproduce: PhaseKind = {
  routes: ({ onward }) => [...under('is-green', [{ to: 'completed', when: [] }]), ...onward],
  async work({ phase, context }, services, signal) {
    const { symptoms } = context.request;
    if (symptoms === undefined) return {};
    const work = { services, signal, phase: phase.id };
    const tried = symptoms.command === null ? null : await tryCommand(context, symptoms.command, work);
    const { isShown, note } =
      symptoms.targets.length === 0 ? noProblems : await canJudgeDiagnostics(context, services, signal);
    const diagnostics = symptoms.targets.length === 0 ? null : isShown ? 'shown' : 'not-shown';
    const reproduction: Reproduction = { command: tried?.result ?? null, diagnostics, note };
    services.emit({ type: 'failure.reproduced', phase: phase.id, ...reproduction });
    const isMended = tried?.result.outcome === 'passed' && diagnostics === null && symptoms.output === null;
    if (tried !== null && isMended) return { reproduction, ...mendedAlready(tried, context, services) };
    const check = await chosenCheck(context, { tried, isShown }, work);
    if (check !== null && check !== context.check)
      services.emit({ type: 'check.chosen', command: check.command, source: check.source });
    return { reproduction, check };
  },
};

const noProblems = { isShown: false, note: '' };

interface Work {
  readonly services: PhaseServices;
  readonly signal: AbortSignal;
  readonly phase: string;
}

interface TriedCommand {
  readonly check: Check;
  readonly run: CheckOutcome;
  readonly result: NonNullable<Reproduction['command']>;
}

async function tryCommand(
  context: RunContext,
  command: string,
  { services, signal, phase }: Work,
): Promise<TriedCommand> {
  const { contents } = services.store;
  const check = await symptomCheck(services.workspace, command, signal);
  const changeSet = changeSetOf({}, contents);
  const run = await runCheck({ check, changeSet, phase, number: 0, context }, services, signal);
  const isUnsupported = run.result.unsupported !== undefined;
  if (!isUnsupported) refuseMissingPackages(check, run);
  const { digest } = diagnose(run.result, run.facts);
  const outcome = isUnsupported ? 'unsupported' : isGreen(run.result) ? 'passed' : 'failed';
  return { check, run, result: { command, outcome, digest: contents.put(encodeText(digest)) } };
}

/** An attempt on the untouched workspace: the evidence that there is nothing to do. */
function mendedAlready(
  { check, run }: TriedCommand,
  context: RunContext,
  { store }: PhaseServices,
): ContextPatch {
  const attempt = judgeAttempt(
    { context, check, number: 1, baseline: null, run, inspected: null, durationMs: run.result.durationMs },
    store.contents,
  );
  return { check, attempts: [attempt] };
}

/** The command that failed, and the check that is there anyway; else the problems, where they can be judged. */
async function chosenCheck(
  { check }: RunContext,
  { tried, isShown }: { readonly tried: TriedCommand | null; readonly isShown: boolean },
  { services, signal }: Work,
): Promise<Check | null> {
  if (tried?.result.outcome === 'failed')
    return check === null ? tried.check : bothChecks(tried.check, check);
  if (check !== null || !isShown) return check;
  const paths = (await services.workspace.list(signal)).map(({ path }) => path);
  return editorCheck(services, languageOf('', paths), signal);
}

function bothChecks(failing: Check, check: Check): Check {
  if (failing.command === check.command) return check;
  return {
    ...failing,
    command: [failing, check].map(({ command }) => grouped(command)).join(' && '),
    protectedPaths: [...new Set([...failing.protectedPaths, ...check.protectedPaths])].sort(),
  };
}

function grouped(command: string): string {
  return /;|\|\||\n|&\s*$/u.test(command) ? `(${command})` : command;
}
