import type { PlaceMessage } from '../../protocol/dashboard/dashboard-messages.ts';
import type { BenchPlace, Place } from '../../protocol/dashboard/place.ts';

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
      // Another search begins with its first page.
      return { ...place, search: { ...place.search, page: 0, ...message.change }, storedRunId: null };
    case 'history.open':
      return { ...place, tab: 'history', storedRunId: message.runId };
    case 'bench.list':
      return benchPlace(place, { suite: message.suite });
    case 'bench.open':
      return benchPlace(place, { runId: message.runId, otherId: null, problem: null });
    case 'bench.compare':
      return benchPlace(place, { otherId: message.otherId });
    case 'bench.show':
      return benchPlace(place, { show: message.show });
    case 'bench.problem':
      return benchPlace(place, { problem: message.problem });
    default:
      return message satisfies never;
  }
}

function benchPlace(place: Place, moved: Partial<BenchPlace>): Place {
  return { ...place, tab: 'benchmarks', bench: { ...place.bench, ...moved } };
}
