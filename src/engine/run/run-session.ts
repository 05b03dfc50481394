import { type ActorRefFrom, createActor, fromPromise, type SnapshotFrom } from 'xstate';
import { planSchema } from '../agents/submissions.ts';
import { noDecisions } from '../change/review/decisions.ts';
import { ForgeError } from '../forge-error.ts';
import type { RunStore } from '../ports/run-store.ts';
import { linkPhases } from '../workflow/link-phases.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { firstContext } from './first-context.ts';
import type { Plan } from './run-context.ts';
import type { RunEventEnvelope } from './run-events.ts';
import { buildRunMachine, type PhaseJob, type RunMachine } from './run-machine.ts';
import { createRunNarrator } from './run-narrator.ts';
import type { RunPorts } from './run-ports.ts';
import { defaultLimits, type RunLimits, type RunRequest } from './run-request.ts';
import { type RunReview, reviewOf } from './run-review.ts';
import { isDecidingIn } from './run-standing.ts';
import type { RunView } from './run-view.ts';
import { createRunWorker } from './run-worker.ts';

/** A run that this process drives. Whoever holds it may watch, decide, cancel, or let go of it. */
export interface RunSession extends RunReview {
  readonly runId: string;
  readonly view: () => RunView;
  /** Returns the way to stop listening. */
  readonly subscribe: (listener: (event: RunEventEnvelope) => void) => () => void;
  /** Begins, once: listeners that were there before miss nothing. */
  readonly start: () => void;
  /** Goes on with this plan. Throws ForgeError `config.invalid` for one that cannot be followed. */
  readonly approvePlan: (plan: Plan) => void;
  /** Has another plan made, with what was wrong with this one. */
  readonly revisePlan: (feedback: string) => void;
  /** Goes on from a pause. */
  readonly resume: () => void;
  readonly cancel: () => void;
  /** Resolves when the run has ended or waits for a person. Rejects when it broke: its record cannot be written, or a bug. */
  readonly settled: () => Promise<RunView>;
  /** Stops driving: what is under way is ended and can be resumed by any process. */
  readonly release: () => Promise<void>;
}

/** What is stored with a run, so that any later process builds the same machine. */
export interface StoredRequest {
  readonly version: 2;
  readonly request: RunRequest;
  readonly workflow: Workflow;
}

export interface NewRunOptions {
  readonly runId: string;
  readonly request: RunRequest;
  readonly workflow: Workflow;
}

/** Creates a run and the session that drives it. Nothing happens before `start`. */
export function createRun(ports: RunPorts, { runId, request, workflow }: NewRunOptions): RunSession {
  const stored: StoredRequest = { version: 2, request, workflow };
  ports.store.create({
    id: runId,
    task: request.task,
    workspaceRoot: ports.workspace.root,
    workflow: workflow.name,
    createdAt: ports.clock.now(),
    requestJson: JSON.stringify(stored),
  });
  return drive(ports, { runId, stored, snapshot: undefined });
}

/**
 * Takes up a stored run where it was, also one whose process was killed. Limits that are named hold from
 * then on, also for the phase it was in. Throws ForgeError `run.unknown`, `run.busy` (another process
 * drives it), or `snapshot.incompatible`.
 */
export function reopenRun(ports: RunPorts, runId: string, limits: Partial<RunLimits> = {}): RunSession {
  const row = ports.store.load(runId);
  if (row === undefined) throw unknownRun(runId);
  const { request: first, ...stored } = readStoredRequest(row.requestJson, runId);
  const snapshot = row.snapshotJson === null ? undefined : (JSON.parse(row.snapshotJson) as Snapshot);
  // An earlier resumption may have changed the limits too.
  const latest = snapshot?.context.request ?? first;
  const request = { ...latest, limits: { ...defaultLimits, ...latest.limits, ...limits } };
  return drive(ports, {
    runId,
    stored: { ...stored, request },
    snapshot: snapshot && { ...snapshot, context: { ...undecided, ...snapshot.context, request } },
  });
}

/** The request and workflow of a stored run. Throws ForgeError `snapshot.incompatible` for another version's. */
export function readStoredRequest(requestJson: string, runId: string): StoredRequest {
  const stored = JSON.parse(requestJson) as StoredRequest;
  if (stored.version === 2) return stored;
  throw new ForgeError(
    'snapshot.incompatible',
    `Run ${runId} was made by another version of CodeForge and cannot be resumed. Start the task again.`,
  );
}

export function unknownRun(runId: string): ForgeError {
  return new ForgeError(
    'run.unknown',
    `There is no run ${runId}. See 'codeforge history' for those there are.`,
  );
}

function unusablePlan({ issues }: { readonly issues: readonly { readonly message: string }[] }): ForgeError {
  const why = issues[0]?.message ?? 'it is malformed';
  return new ForgeError(
    'config.invalid',
    `This plan cannot be followed: ${why}. Change it, and approve it again.`,
  );
}

type Snapshot = SnapshotFrom<RunMachine>;

/** For a run from before there were decisions about hunks. */
const undecided = { decisions: noDecisions, feedback: null };

interface Driven {
  readonly runId: string;
  readonly stored: StoredRequest;
  readonly snapshot: Snapshot | undefined;
}

function drive(ports: RunPorts, { runId, stored, snapshot }: Driven): RunSession {
  const { store } = ports;
  claimRun(store, runId);
  const linked = linkPhases(stored.workflow);
  const context = snapshot?.context ?? firstContext({ runId, request: stored.request }, store.contents);
  const narrator = createRunNarrator(ports, { runId, linked, context });
  const worker = createRunWorker(stored.workflow, {
    ...ports,
    emit: narrator.emit,
    activeMs: narrator.activeMs,
  });
  const machine = buildRunMachine(linked).provide({
    actors: {
      phase: fromPromise(({ input, signal }: { input: PhaseJob; signal: AbortSignal }) =>
        // What was under way when its process died comes back with the request of that time.
        worker.work({ ...input, context: { ...input.context, request: stored.request } }, signal),
      ),
      teardown: fromPromise(() => worker.idle()),
    },
  });
  const actor: ActorRefFrom<RunMachine> = createActor(machine, {
    input: context,
    ...(snapshot && { snapshot }),
  });
  actor.subscribe({
    next(current) {
      try {
        narrator.step(current, actor.getPersistedSnapshot());
      } catch (error) {
        // No work without a record. Stopped before the failure is told, so that none begins.
        actor.stop();
        narrator.fail(error);
      }
    },
    // A bug in the machine itself.
    error: narrator.fail,
  });
  return {
    runId,
    view: narrator.view,
    subscribe: narrator.subscribe,
    start() {
      narrator.begin(snapshot !== undefined);
      actor.start();
    },
    ...reviewOf({
      contents: store.contents,
      context: () => actor.getSnapshot().context,
      isDeciding: () => isDecidingIn(String(actor.getSnapshot().value), linked),
      send: event => actor.send(event),
    }),
    resume() {
      // Whoever goes on by hand has a reason to think that it works now.
      ports.providers.probeNow();
      actor.send({ type: 'run.resume' });
    },
    approvePlan(plan) {
      const checked = planSchema().safeParse(plan);
      if (!checked.success) throw unusablePlan(checked.error);
      actor.send({ type: 'plan.approve', plan });
    },
    revisePlan: feedback => actor.send({ type: 'plan.revise', feedback }),
    cancel: () => actor.send({ type: 'run.cancel' }),
    async settled() {
      for (;;) {
        await narrator.settled();
        const view = narrator.view();
        // Whoever heard of it first may have moved the run on already.
        if (view.awaiting !== null || view.outcome !== null) return view;
      }
    },
    async release() {
      actor.stop();
      await worker.idle();
      try {
        narrator.keepStreams();
      } finally {
        store.release(runId);
      }
    },
  };
}

function claimRun(store: RunStore, runId: string): void {
  if (store.claim(runId)) return;
  throw new ForgeError(
    'run.busy',
    `Run ${runId} is being driven by another process. Wait for it, or stop it there.`,
  );
}
