import { openRunStore } from '../../../src/store/open-run-store.ts';

/** Runs of a folder as they stand in a history: ended in every way, each dearer and later than the one before. */
export function writeStoredRuns(dataDirectory: string, workspaceRoot: string, count: number): void {
  const store = openRunStore(dataDirectory);
  try {
    for (let number = 1; number <= count; number += 1) {
      const id = `stored-${number}`;
      const createdAt = firstDay + number * 60_000;
      const task = `Stored task ${number}`;
      store.create({ id, task, workspaceRoot, workflow: 'solve', createdAt, requestJson: '{}' });
      const outcome = outcomes[number % outcomes.length] ?? 'completed';
      store.saveStep(id, {
        at: createdAt + 2_000,
        snapshotJson: '{}',
        summary: {
          state: outcome,
          outcome,
          attempts: 1 + (number % 2),
          repairs: number % 2,
          costUsd: number / 100,
        },
        events: [],
      });
    }
  } finally {
    store.close();
  }
}

const firstDay = Date.UTC(2026, 8, 1, 9, 30);
const outcomes = ['completed', 'failed', 'cancelled'] as const;
