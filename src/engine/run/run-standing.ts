import type { RunOutcomeKind } from '../ports/run-store.ts';
import type { LinkedWorkflow } from '../workflow/link-phases.ts';

/** How a run stands, by the machine's state alone. */
export interface RunStanding {
  /** Name of the machine's state. */
  readonly state: string;
  /** Null while the run is under way or waits for a decision. */
  readonly outcome: RunOutcomeKind | null;
  /** What the run waits for, if for anyone. */
  readonly awaiting: 'decision' | 'plan' | 'resume' | null;
}

export function standingIn(state: string, linked: Pick<LinkedWorkflow, 'workflow'>): RunStanding {
  return { state, outcome: outcomes[state] ?? null, awaiting: awaitingIn(state, linked) };
}

const outcomes: Readonly<Record<string, RunOutcomeKind>> = {
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
  paused: 'paused',
};

function awaitingIn(state: string, { workflow }: Pick<LinkedWorkflow, 'workflow'>): RunStanding['awaiting'] {
  if (state === 'paused') return 'resume';
  const kind = workflow.phases.find(({ id }) => id === state)?.kind;
  if (kind === 'approve') return 'plan';
  return kind === 'decide' ? 'decision' : null;
}

/** Whether the run has ended or waits for a person: no process has anything to do. */
export function isAtRestIn(state: string, linked: LinkedWorkflow): boolean {
  const { outcome, awaiting } = standingIn(state, linked);
  return outcome !== null || awaiting !== null;
}

/** Whether a person decides: the run waits for them, or writes what they have just decided. */
export function isDecidingIn(state: string, { workflow }: LinkedWorkflow): boolean {
  return workflow.phases.some(({ id, kind }) => id === state && (kind === 'decide' || kind === 'apply'));
}
