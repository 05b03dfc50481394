import { allPhaseKinds } from '../phases/all-phase-kinds.ts';
import type { ContextPatch } from '../phases/phase-kind.ts';
import { prepare } from '../phases/prepare.ts';
import type { Workflow } from '../workflow/workflow.ts';
import type { PhaseJob } from './run-machine.ts';
import type { PhaseServices } from './run-ports.ts';

/** Does the jobs the machine hands out, and knows which are still under way. */
export interface RunWorker {
  work(job: PhaseJob, signal: AbortSignal): Promise<ContextPatch>;
  /** Resolves once nothing is under way: every sandbox is gone, every stream is closed. */
  idle(): Promise<void>;
}

export function createRunWorker(workflow: Workflow, services: PhaseServices): RunWorker {
  const underWay = new Set<Promise<ContextPatch>>();

  const start = async ({ phaseId, context }: PhaseJob, signal: AbortSignal): Promise<ContextPatch> => {
    // The machine hands a job out before it tells of the step that leads to it: the step must be stored first.
    await Promise.resolve();
    signal.throwIfAborted();
    if (phaseId === 'prepare') return prepare(context, services, signal);
    const phase = workflow.phases.find(({ id }) => id === phaseId);
    const work = phase && allPhaseKinds[phase.kind].work;
    if (phase === undefined || work === undefined)
      throw new Error(`there is no work for the phase ${phaseId}`);
    return work({ phase, context }, services, signal);
  };

  return {
    async work(job, signal) {
      const work = start(job, signal);
      underWay.add(work);
      try {
        return await work;
      } finally {
        underWay.delete(work);
      }
    },
    async idle() {
      await Promise.allSettled(underWay);
    },
  };
}
