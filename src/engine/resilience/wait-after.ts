import type { RunEvent } from '../run/run-events.ts';
import type { Countdown } from './describe-notice.ts';

/**
 * What a run waits for before its next try, after this event; null: nothing. A wait is over when the next call is
 * sent, or when nobody waits for its answer any more.
 */
export function waitAfter(wait: Countdown | null, event: RunEvent): Countdown | null {
  if (event.type === 'model.call.wait') return event;
  const isOver =
    event.type === 'model.call.start' ||
    event.type === 'model.switched' ||
    event.type.startsWith('phase.') ||
    event.type.startsWith('run.');
  return isOver ? null : wait;
}
