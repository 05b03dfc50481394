import { allPhaseKinds } from '../phases/all-phase-kinds.ts';
import { type PhaseLinks, type Route, under } from '../phases/phase-kind.ts';
import type { RunGuardName } from '../run/run-guards.ts';
import type { Phase, PhaseCondition, Workflow } from './workflow.ts';

/** A workflow's phases with every way between them, still as plain data. */
export interface LinkedWorkflow {
  readonly workflow: Workflow;
  /** From the preparation into the first phase. */
  readonly entry: readonly Route[];
  readonly phases: readonly LinkedPhase[];
}

export interface LinkedPhase {
  readonly phase: Phase;
  readonly routes: readonly Route[];
  /** Where to go when a phase that is not required fails; empty for a required one. */
  readonly aroundFailure: readonly Route[];
  /** Back to the decision, for an `apply` that the workspace refuses: nothing was written then. */
  readonly onUnwritten: readonly Route[];
  /** Back to the plan, for an `approve` whose person wants another one. */
  readonly onRevise: readonly Route[];
  /** From a decision back to whoever wrote the change; empty for other phases, and where nobody did. */
  readonly revision: readonly Route[];
}

export function linkPhases(workflow: Workflow): LinkedWorkflow {
  const { phases } = workflow;
  const linked = phases.map((phase, index) => {
    const links = linksAt(phases, index);
    const routes = allPhaseKinds[phase.kind].routes(links);
    const onUnwritten = phase.kind === 'apply' ? links.decision : [];
    // From within the loop there is no way onward: what is red stays red.
    const around = isInLoop(phase) ? links.nextRepair : enter(phases, index + 1);
    const planned = phases[index - 1];
    const onRevise = phase.kind === 'approve' && planned !== undefined ? [{ to: planned.id, when: [] }] : [];
    const coder = phases.slice(0, index).findLast(({ kind }) => kind === 'code');
    const revision = phase.kind === 'decide' && coder !== undefined ? [{ to: coder.id, when: [] }] : [];
    return { phase, routes, onUnwritten, onRevise, revision, aroundFailure: phase.required ? [] : around };
  });
  return { workflow, entry: enter(phases, 0), phases: linked };
}

function linksAt(phases: readonly Phase[], index: number): PhaseLinks {
  const phase = phases[index];
  const end = loopEnd(phases, index);
  const start = loopStart(phases, index);
  const decision = phases.slice(0, index).findLast(({ kind }) => kind === 'decide');
  return {
    onward: enter(phases, end),
    repairs: phase?.kind === 'execute' && end > index + 1 ? enterLoop(phases, index + 1, end) : [],
    nextRepair: isInLoop(phase) && index + 1 < end ? enterLoop(phases, index + 1, end) : [],
    again: start === undefined ? [] : [{ to: start.id, when: [] }],
    here: phase === undefined ? [] : [{ to: phase.id, when: [] }],
    decision: decision === undefined ? [] : [{ to: decision.id, when: [] }],
  };
}

/** The ways into the phase at an index, or past it where its condition does not hold. */
function enter(phases: readonly Phase[], index: number): readonly Route[] {
  const phase = phases[index];
  if (phase === undefined) return [{ to: 'completed', when: [] }];
  const here = { to: phase.id, when: [] };
  // A plan that was skipped, or failed and was not required, leaves nothing to approve.
  const guard = phase.kind === 'approve' ? 'has-plan' : guardOf[phase.when];
  return guard === undefined ? [here] : [...under(guard, [here]), ...enter(phases, index + 1)];
}

function enterLoop(phases: readonly Phase[], index: number, end: number): readonly Route[] {
  return index < end ? enter(phases.slice(0, end), index).filter(({ to }) => to !== 'completed') : [];
}

/** The index behind the repair loop that a phase belongs to, or behind the phase itself. */
function loopEnd(phases: readonly Phase[], index: number): number {
  let end = index + 1;
  const phase = phases[index];
  if (phase?.kind !== 'execute' && !isInLoop(phase)) return end;
  while (isInLoop(phases[end])) end += 1;
  return end;
}

function loopStart(phases: readonly Phase[], index: number): Phase | undefined {
  if (!isInLoop(phases[index])) return undefined;
  return phases.slice(0, index).findLast(({ kind }) => kind === 'execute');
}

const isInLoop = (phase: Phase | undefined) => phase?.kind === 'review' || phase?.kind === 'repair';

const guardOf: Record<PhaseCondition, RunGuardName | undefined> = {
  always: undefined,
  'needs-plan': 'needs-plan',
  'is-hard': 'is-hard',
};
