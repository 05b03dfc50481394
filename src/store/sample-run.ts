import type { NewRun, RunStep } from '../engine/ports/run-store.ts';

/** A run for tests, as an engine would create it. */
export function newRun(id: string): NewRun {
  return {
    id,
    task: `Fix ${id}`,
    workspaceRoot: '/w',
    workflow: 'solve',
    createdAt: 1000,
    requestJson: `{"id":"${id}"}`,
  };
}

export const sampleSummary = {
  state: 'execute',
  outcome: null,
  attempts: 2,
  repairs: 1,
  costUsd: 0.25,
} as const;

/** One step with whatever differs from an ordinary one. */
export function step(different: Partial<RunStep>): RunStep {
  return { at: 2000, snapshotJson: '{"n":1}', summary: sampleSummary, events: [], ...different };
}
