import { reviewSpending, type Spending, type SpendingQuestion } from '../engine/cost/spending.ts';
import type { RunPage, RunSearch } from '../engine/ports/run-search.ts';
import type { RunStore } from '../engine/ports/run-store.ts';
import { type PhaseVisitRecord, readPhaseVisits } from './read-phase-visits.ts';
import { readStoredRun, type StoredRunDetail } from './read-stored-run.ts';

/** All that is stored of runs and their costs, for whoever shows it. It only reads. */
export interface RunLibrary {
  search(search: RunSearch): RunPage;
  modelsAsked(): readonly string[];
  /** See readStoredRun. */
  run(runId: string, drivenAt?: number): StoredRunDetail;
  visits(run: StoredRunDetail, phase: string): readonly PhaseVisitRecord[];
  spending(question: SpendingQuestion): Spending;
}

export function runLibrary(store: RunStore): RunLibrary {
  return {
    search: search => store.search(search),
    modelsAsked: () => store.modelsAsked(),
    run: (runId, drivenAt) => readStoredRun(store, runId, drivenAt),
    visits: (run, phase) => readPhaseVisits(store, run, phase),
    spending: question => reviewSpending(at => store.callsSince(at), question),
  };
}
