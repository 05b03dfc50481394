import type { PlaceMessage } from '../../protocol/dashboard/dashboard-messages.ts';
import type { BenchPlace, HistorySearch, Place } from '../../protocol/dashboard/place.ts';

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
      return { ...place, tab: 'terminal', attempt: message.attempt, stream: null };
    case 'stream.show':
      return { ...place, tab: 'terminal', stream: message.stream };
    case 'cost.show':
      return { ...place, days: message.days };
    case 'history.search':
      return searchPlace(place, message.change);
    case 'history.sort':
      return searchPlace(place, sortedBy(place.search, message.sortBy));
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

/** Another search begins with its first page. */
function searchPlace(place: Place, change: Partial<HistorySearch>): Place {
  return { ...place, search: { ...place.search, page: 0, ...change }, storedRunId: null };
}

/** What is newest, longest or dearest comes first, and the first letter of the tasks. */
function sortedBy(search: HistorySearch, sortBy: HistorySearch['sortBy']): Partial<HistorySearch> {
  const isDescending = search.sortBy === sortBy ? !search.isDescending : sortBy !== 'task';
  return { sortBy, isDescending };
}

function benchPlace(place: Place, moved: Partial<BenchPlace>): Place {
  return { ...place, tab: 'benchmarks', bench: { ...place.bench, ...moved } };
}
