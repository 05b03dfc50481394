import type { RunSearch } from '../../engine/ports/run-search.ts';
import type { RunSummary } from '../../engine/ports/run-store.ts';
import type { RunLibrary } from '../../host/run-library.ts';
import type { HistoryRow, HistorySlice } from '../../protocol/dashboard/dashboard-slices.ts';
import type { HistorySearch } from '../../protocol/dashboard/place.ts';
import { clip } from './clip.ts';
import { shownStatus } from './shown-status.ts';

export interface HistoryFacts {
  readonly search: HistorySearch;
  /** Paths of the open folders. */
  readonly folders: readonly string[];
  /** The run that this window drives. */
  readonly drivenRunId: string | undefined;
}

/** One page of the stored runs that fit a search. */
export function sliceHistory(
  library: Pick<RunLibrary, 'search' | 'modelsAsked'>,
  facts: HistoryFacts,
): HistorySlice {
  const { search } = facts;
  const found = library.search(runSearch(facts));
  const { total } = found;
  // A page that is no longer there, or never was, is the last one.
  const page = Math.min(search.page, Math.max(0, Math.ceil(total / pageSize) - 1));
  const { runs } =
    page === search.page ? found : library.search(runSearch({ ...facts, search: { ...search, page } }));
  return {
    rows: runs.map(run => historyRow(run, run.id === facts.drivenRunId)),
    total,
    page,
    pageSize,
    models: library.modelsAsked().slice(0, maxModels),
  };
}

export function historyRow(run: RunSummary, isDriven: boolean): HistoryRow {
  const { id, task, workspaceRoot, createdAt, updatedAt, attempts, repairs, costUsd } = run;
  return {
    runId: id,
    task: clip(task, maxTask),
    folder: workspaceRoot.split(/[/\\]/).findLast(Boolean) ?? workspaceRoot,
    status: shownStatus(run, isDriven),
    durationMs: Math.max(0, updatedAt - createdAt),
    ...{ createdAt, attempts, repairs, costUsd },
  };
}

/** What a form asks for, as a question to the store. */
export function runSearch({ search, folders }: Pick<HistoryFacts, 'search' | 'folders'>): RunSearch {
  const { text, status, repaired, model, from, until, isEverywhere, sortBy, isDescending, page } = search;
  return {
    ...(text !== '' && { text }),
    ...(status !== '' && { status }),
    ...(repaired !== '' && { repaired: repaired === 'yes' }),
    ...(model !== '' && { model }),
    ...(from !== '' && { from: dayBegin(from, 0) }),
    // The last day is part of it.
    ...(until !== '' && { until: dayBegin(until, 1) }),
    ...(!isEverywhere && { workspaceRoots: folders }),
    ...{ sortBy, isDescending, offset: page * pageSize, limit: pageSize },
  };
}

/** When a day began here that comes so many days after `2026-11-26`. */
function dayBegin(day: string, later: number): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).getTime();
}

const pageSize = 50;
const maxModels = 200;
const maxTask = 500;
