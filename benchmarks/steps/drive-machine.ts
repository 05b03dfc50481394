import { type Actor, createActor, fromPromise } from 'xstate';
import { firstContext } from '../../src/engine/run/first-context.ts';
import type { RunContext } from '../../src/engine/run/run-context.ts';
import { buildRunMachine, type PhaseJob, type RunMachine } from '../../src/engine/run/run-machine.ts';
import { createRunNarrator } from '../../src/engine/run/run-narrator.ts';
import type { RunPorts } from '../../src/engine/run/run-ports.ts';
import type { RunRequest } from '../../src/engine/run/run-request.ts';
import { type LinkedWorkflow, linkPhases } from '../../src/engine/workflow/link-phases.ts';
import type { Workflow } from '../../src/engine/workflow/workflow.ts';
import type { SyntheticWork } from './synthetic-work.ts';

export interface MachineRun {
  readonly runId: string;
  readonly request: RunRequest;
  readonly workflow: Workflow;
  readonly work: SyntheticWork;
}

export interface Driven {
  readonly steps: number;
  readonly durationMs: number;
}

/** Drives the product's machine to its end and records every step in the store, as a session does. */
export async function driveRecorded(ports: RunPorts, run: MachineRun): Promise<Driven> {
  const linked = linkPhases(run.workflow);
  const context = plannedContext(ports, run);
  const narrator = createRunNarrator(ports, { runId: run.runId, linked, context });
  const actor = openMachine(linked, context, run.work);
  actor.subscribe(snapshot => narrator.step(snapshot, actor.getPersistedSnapshot()));
  return toItsEnd(actor);
}

/** The same machine, with nobody who listens or records. */
export async function driveBare(ports: RunPorts, run: MachineRun): Promise<Driven> {
  return toItsEnd(openMachine(linkPhases(run.workflow), plannedContext(ports, run), run.work));
}

function openMachine(linked: LinkedWorkflow, context: RunContext, work: SyntheticWork): Actor<RunMachine> {
  const machine = buildRunMachine(linked).provide({
    actors: { phase: fromPromise(async ({ input }: { input: PhaseJob }) => work(input)) },
  });
  return createActor(machine, { input: context });
}

/** Every file is accepted as soon as there is a decision to make. */
function toItsEnd(actor: Actor<RunMachine>): Promise<Driven> {
  const { promise, resolve, reject } = Promise.withResolvers<Driven>();
  let steps = 0;
  const startedAt = performance.now();
  actor.subscribe({
    next(snapshot) {
      steps += 1;
      if (snapshot.status === 'done') finish(snapshot.value);
      if (snapshot.hasTag('awaiting-human')) queueMicrotask(() => accept(snapshot.context));
    },
    error: reject,
  });
  const accept = ({ changeSet }: RunContext) =>
    actor.send({
      type: 'changes.decide',
      decision: {
        verdicts: {},
        edits: {},
        accepted: Object.keys(changeSet.files),
        onConflict: 'refuse',
        writes: true,
        isOpen: false,
      },
    });
  const finish = (state: unknown) => {
    const durationMs = performance.now() - startedAt;
    if (state === 'completed') resolve({ steps, durationMs });
    else reject(new Error(`the synthetic run ended in ${String(state)}`));
  };
  actor.start();
  return promise;
}

/** Of a task that needs a plan, so that every phase is gone through. */
function plannedContext(ports: RunPorts, run: MachineRun): RunContext {
  const context = firstContext(run, ports.store.contents);
  return { ...context, complexity: { ...context.complexity, tier: 'medium' } };
}
