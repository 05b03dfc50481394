import type { PlaceMessage } from '../../protocol/dashboard/dashboard-messages.ts';
import type { Place } from '../../protocol/dashboard/place.ts';

/** Where a person is after they went somewhere. */
export function movePlace(place: Place, message: PlaceMessage): Place {
  switch (message.type) {
    case 'tab.show':
      return { ...place, tab: message.tab };
    case 'run.show':
      // Nodes and attempts of another run are other ones.
      return { ...place, runId: message.runId, nodeId: null, attempt: null, stream: null };
    case 'node.show':
      return { ...place, nodeId: message.nodeId };
    case 'attempt.show':
      return { ...place, tab: 'terminal', attempt: message.attempt, stream: message.stream };
    case 'cost.show':
      return { ...place, days: message.days };
    case 'history.search':
      return { ...place, search: message.search, storedRunId: null };
    case 'history.open':
      return { ...place, tab: 'history', storedRunId: message.runId };
    default:
      return message satisfies never;
  }
}
