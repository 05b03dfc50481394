import { type RunPage, type RunSearch, searchWords } from '../../src/engine/ports/run-search.ts';
import type { ModelCallRecord, RunSummary } from '../../src/engine/ports/run-store.ts';

/** What a search of a store must answer, told in the plainest way. `runs`: the later created first. */
export function searchMemory(
  runs: readonly RunSummary[],
  search: RunSearch,
  callsOf: (runId: string) => readonly Pick<ModelCallRecord, 'model'>[],
): RunPage {
  const { offset, limit, model } = search;
  const found = runs
    .filter(run => fits(run, search))
    .filter(({ id }) => model === undefined || callsOf(id).some(call => call.model === model))
    .sort((a, b) => b.createdAt - a.createdAt)
    .sort((a, b) => order(a, b, search));
  return { runs: found.slice(offset, offset + limit), total: found.length };
}

function fits(run: RunSummary, search: RunSearch): boolean {
  const { text = '', status, repaired, from, until, workspaceRoots } = search;
  const task = run.task.toLowerCase();
  return (
    (run.id === text.trim() || searchWords(text).every(word => task.includes(word))) &&
    (status === undefined || (run.outcome ?? 'open') === status) &&
    (repaired === undefined || run.repairs > 0 === repaired) &&
    (from === undefined || run.createdAt >= from) &&
    (until === undefined || run.createdAt < until) &&
    (workspaceRoots === undefined || workspaceRoots.includes(run.workspaceRoot))
  );
}

function order(a: RunSummary, b: RunSummary, { sortBy, isDescending }: RunSearch): number {
  const [left, right] = [sortedBy(a, sortBy), sortedBy(b, sortBy)];
  if (left === right) return 0;
  return left < right === isDescending ? 1 : -1;
}

function sortedBy(run: RunSummary, sortBy: RunSearch['sortBy']): number | string {
  if (sortBy === 'durationMs') return run.updatedAt - run.createdAt;
  if (sortBy === 'task') return run.task.toLowerCase();
  return run[sortBy] ?? Number.NEGATIVE_INFINITY;
}
