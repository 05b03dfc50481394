import type { Clock } from '../ports/clock.ts';
import type { StoredEvent } from '../ports/run-store.ts';
import type { LinkedWorkflow } from '../workflow/link-phases.ts';
import type { PhaseKindName } from '../workflow/workflow.ts';
import type { RunContext } from './run-context.ts';
import type { RunEvent, StoredRunEvent } from './run-events.ts';
import type { PhaseStay } from './run-view.ts';

/** Which phases the machine has been in, and for how long. */
export interface PhaseLog {
  readonly stays: () => readonly PhaseStay[];
  /** Time in phases that work; waiting for a person does not count. */
  readonly activeMs: () => number;
  /** Notes that the machine is in another state now, and returns what that means as events. */
  readonly move: (state: string, context: RunContext) => RunEvent[];
  /** Takes up the log of an earlier process. A phase it was killed in counts up to its last sign of life. */
  readonly restore: (events: readonly StoredEvent[]) => void;
}

export function createPhaseLog(linked: LinkedWorkflow, clock: Clock): PhaseLog {
  const kinds = new Map<string, PhaseKindName | 'prepare'>([
    ['prepare', 'prepare'],
    ...linked.workflow.phases.map(({ id, kind }) => [id, kind] as const),
  ]);
  let stays: readonly PhaseStay[] = [];

  const close = (at: number, outcome: NonNullable<PhaseStay['outcome']>): RunEvent[] => {
    const open = stays.at(-1);
    if (open === undefined || open.durationMs !== null) return [];
    const durationMs = at - open.startedAt;
    stays = [...stays.slice(0, -1), { ...open, durationMs, outcome }];
    return [{ type: 'phase.finished', phase: open.phase, visit: open.visit, durationMs, outcome }];
  };

  return {
    stays: () => stays,
    activeMs: () =>
      stays
        .filter(({ phase }) => kinds.get(phase) !== 'decide')
        .reduce((sum, { startedAt, durationMs }) => sum + (durationMs ?? clock.now() - startedAt), 0),
    move(state, context) {
      const at = clock.now();
      const events = close(at, endingOf(state, context));
      const kind = kinds.get(state);
      if (kind === undefined) return events;
      const visit = context.visits[state] ?? 1;
      stays = [...stays, { phase: state, visit, startedAt: at, durationMs: null, outcome: null }];
      return [...events, { type: 'phase.started', phase: state, kind, visit }];
    },
    restore(events) {
      let lastAt = 0;
      for (const { at, json } of events) {
        const event = JSON.parse(json) as StoredRunEvent;
        if (event.type === 'phase.started') {
          close(lastAt, 'cancelled');
          stays = [
            ...stays,
            { phase: event.phase, visit: event.visit, startedAt: at, durationMs: null, outcome: null },
          ];
        }
        if (event.type === 'phase.finished') close(at, event.outcome);
        lastAt = at;
      }
      close(lastAt, 'cancelled');
    },
  };
}

/** How a phase ended, from the state it led to. */
function endingOf(state: string, { pausedIn }: RunContext): NonNullable<PhaseStay['outcome']> {
  if (state === 'cancelling') return 'cancelled';
  return pausedIn === null ? 'done' : 'failed';
}
