import { plainLine } from '../../engine/plain-text.ts';
import { describeNotice } from '../../engine/resilience/describe-notice.ts';
import type { StoredRunEvent } from '../../engine/run/run-events.ts';

/** Where another model took over or a conversation was shortened, and why: a line each, in order. */
export function switchLines(events: readonly StoredRunEvent[]): readonly string[] {
  return events.flatMap(event =>
    event.type === 'model.switched' || event.type === 'model.context.shrunk'
      ? `${event.phase}: ${plainLine(describeNotice(event))}`
      : [],
  );
}
