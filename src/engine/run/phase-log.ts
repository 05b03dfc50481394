import type { Clock } from '../ports/clock.ts';
import type { StoredEvent } from '../ports/run-store.ts';
import type { LinkedWorkflow } from '../workflow/link-phases.ts';
import { waitingKinds } from '../workflow/waiting-kinds.ts';
import type { PhaseKindName } from '../workflow/workflow.ts';
import type { RunContext } from './run-context.ts';
import type { PhaseFinished, RunEvent, StoredRunEvent } from './run-events.ts';

/** One stay of the machine in a phase. */
export interface PhaseStay {
  readonly phase: string;
  readonly visit: number;
  readonly startedAt: number;
  /** Null while it lasts. */
  readonly durationMs: number | null;
  readonly outcome: PhaseFinished['outcome'] | null;
}

/** Which phases the machine has been in, and for how long. */
export interface PhaseLog {
  readonly stays: () => readonly PhaseStay[];
  /** Time in phases that work; waiting for a person does not count. */
  readonly activeMs: () => number;
  /** Notes that the machine is in another state now, and returns what that means as events. */
  readonly move: (state: string, context: RunContext) => RunEvent[];
  /** Takes up the log of an earlier process. A phase it was killed in counts up to its last sign of life. */
  readonly restore: (events: readonly StoredEvent[]) => void;
  /** Takes up the log of another process that goes on. */
  readonly follow: (events: readonly StoredEvent[]) => void;
}

export function createPhaseLog(linked: LinkedWorkflow, clock: Clock): PhaseLog {
  const kinds = new Map<string, PhaseKindName | 'prepare'>([
    ['prepare', 'prepare'],
    ...linked.workflow.phases.map(({ id, kind }) => [id, kind] as const),
  ]);
  let stays: readonly PhaseStay[] = [];

  const open = (stay: Pick<PhaseStay, 'phase' | 'visit' | 'startedAt'>) => {
    stays = [...stays, { ...stay, durationMs: null, outcome: null }];
  };
  const close = (at: number, endOf: (stay: PhaseStay) => Ending): RunEvent[] => {
    const last = stays.at(-1);
    if (last === undefined || last.durationMs !== null) return [];
    const { phase, visit, startedAt } = last;
    const durationMs = at - startedAt;
    const { outcome, failure } = endOf(last);
    stays = [...stays.slice(0, -1), { ...last, durationMs, outcome }];
    return [{ type: 'phase.finished', phase, visit, durationMs, outcome, failure }];
  };

  return {
    stays: () => stays,
    activeMs: () =>
      stays
        .filter(({ phase }) => !waitingKinds.has(kinds.get(phase) ?? 'prepare'))
        .reduce((sum, { startedAt, durationMs }) => sum + (durationMs ?? clock.now() - startedAt), 0),
    move(state, context) {
      const at = clock.now();
      const events = close(at, stay => endingOf(stay, state, context));
      const kind = kinds.get(state);
      if (kind === undefined) return events;
      const visit = context.visits[state] ?? 1;
      open({ phase: state, visit, startedAt: at });
      return [...events, { type: 'phase.started', phase: state, kind, visit }];
    },
    follow(events) {
      stays = staysIn(events);
    },
    restore(events) {
      stays = staysIn(events);
      close(events.at(-1)?.at ?? 0, () => interrupted);
    },
  };
}

/**
 * The stays that stored events tell of. The last one is open when nobody has told of its end; an earlier one that
 * nobody ended was cut off with its process, and counts up to its last sign of life.
 */
export function staysIn(events: readonly StoredEvent[]): readonly PhaseStay[] {
  const stays: PhaseStay[] = [];
  const close = (at: number, outcome: PhaseFinished['outcome']) => {
    const last = stays.at(-1);
    if (last?.durationMs !== null) return;
    stays[stays.length - 1] = { ...last, durationMs: at - last.startedAt, outcome };
  };
  let lastAt = 0;
  for (const { at, json } of events) {
    const event = JSON.parse(json) as StoredRunEvent;
    if (event.type === 'phase.started') {
      close(lastAt, 'cancelled');
      const { phase, visit } = event;
      stays.push({ phase, visit, startedAt: at, durationMs: null, outcome: null });
    }
    if (event.type === 'phase.finished') close(at, event.outcome);
    lastAt = at;
  }
  return stays;
}

type Ending = Pick<PhaseFinished, 'outcome' | 'failure'>;

const interrupted: Ending = { outcome: 'cancelled', failure: null };

/** How a stay ended, from the state it led to. */
function endingOf(
  { phase, visit }: PhaseStay,
  state: string,
  { failure, pausedIn, setbacks }: RunContext,
): Ending {
  if (state === 'cancelling') return interrupted;
  if (pausedIn === phase) return { outcome: 'failed', failure };
  const setback = setbacks.find(each => each.phase === phase && each.visit === visit);
  if (setback !== undefined) return { outcome: 'failed', failure: setback.failure };
  return { outcome: 'done', failure: null };
}
