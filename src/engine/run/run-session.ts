import { fromPromise } from 'xstate';
import { planSchema } from '../agents/submissions.ts';
import { ForgeError } from '../forge-error.ts';
import type { StoredRun } from '../ports/run-store.ts';
import { linkPhases } from '../workflow/link-phases.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { firstContext } from './first-context.ts';
import type { Plan } from './run-context.ts';
import type { RunEventEnvelope } from './run-events.ts';
import { busy, RunHold, type RunRecord, type RunSnapshot } from './run-hold.ts';
import { buildRunMachine, type PhaseJob } from './run-machine.ts';
import { createRunNarrator } from './run-narrator.ts';
import type { RunPorts } from './run-ports.ts';
import type { RunLimits, RunRequest } from './run-request.ts';
import { type RunReview, reviewOf } from './run-review.ts';
import { isDecidingIn } from './run-standing.ts';
import type { RunView } from './run-view.ts';
import { createRunWorker } from './run-worker.ts';

/**
 * A run as this process drives it. Whoever holds it may watch, decide, cancel, or let go of it. While the run waits for
 * a person it belongs to no process: what they say is taken as the run is stored by then, wherever they say it.
 */
export interface RunSession extends RunReview {
  readonly runId: string;
  readonly view: () => RunView;
  /** Whether another process works at the run, or did until it died: it can only be looked at here. */
  readonly isElsewhere: () => boolean;
  /** Returns the way to stop listening. */
  readonly subscribe: (listener: (event: RunEventEnvelope) => void) => () => void;
  /** From now on takes up what other processes do with the run, and calls back when they have. */
  readonly follow: (onMoved: () => void) => void;
  /** Begins, once: listeners that were there before miss nothing. A run that waits for a person goes on waiting. */
  readonly start: () => void;
  /** Goes on with this plan. Rejects with ForgeError `config.invalid` for one that cannot be followed. */
  readonly approvePlan: (plan: Plan) => Promise<void>;
  /** Has another plan made, with what was wrong with this one. */
  readonly revisePlan: (feedback: string) => Promise<void>;
  /** Goes on from a pause. */
  readonly resume: () => Promise<void>;
  readonly cancel: () => Promise<void>;
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
  return drive(ports, { runId, stored, limits: {}, row: undefined });
}

/**
 * Takes up a stored run where it was, also one whose process was killed. Limits that are named hold from
 * its next step on, also for the phase it was in. Throws ForgeError `run.unknown`, `run.busy` (another process
 * works at it), or `snapshot.incompatible`.
 */
export function reopenRun(ports: RunPorts, runId: string, limits: Partial<RunLimits> = {}): RunSession {
  const session = joinRun(ports, runId, limits);
  if (session.isElsewhere() && !ports.store.claim(runId)) throw busy(runId);
  return session;
}

/** Like `reopenRun`, but where another process works at the run it is shown all the same; see RunSession.isElsewhere. */
export function joinRun(ports: RunPorts, runId: string, limits: Partial<RunLimits> = {}): RunSession {
  const row = ports.store.load(runId);
  if (row === undefined) throw unknownRun(runId);
  return drive(ports, { runId, stored: readStoredRequest(row.requestJson, runId), limits, row });
}

/** The request and workflow of a stored run. Throws ForgeError `snapshot.incompatible` for another version's. */
export function readStoredRequest(requestJson: string, runId: string): StoredRequest {
  const stored = parseStoredRequest(requestJson);
  if (stored !== undefined) return stored;
  throw new ForgeError(
    'snapshot.incompatible',
    `Run ${runId} was made by another version of CodeForge and cannot be resumed. Start the task again.`,
  );
}

/** Undefined for another version's. */
export function parseStoredRequest(requestJson: string): StoredRequest | undefined {
  const stored = JSON.parse(requestJson) as Partial<StoredRequest>;
  return stored.version === 2 ? (stored as StoredRequest) : undefined;
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

interface Driven {
  readonly runId: string;
  readonly stored: StoredRequest;
  readonly limits: Partial<RunLimits>;
  /** Undefined for a run that was just created. */
  readonly row: StoredRun | undefined;
}

function drive(ports: RunPorts, driven: Driven): RunSession {
  const { store } = ports;
  const { runId, stored } = driven;
  const linked = linkPhases(stored.workflow);
  const record = recordOf(driven);
  const request = withLimits(stored.request, driven.limits);
  const context = record.snapshot?.context ?? firstContext({ runId, request }, store.contents);
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
        worker.work({ ...input, context: { ...input.context, request: narrator.context().request } }, signal),
      ),
      teardown: fromPromise(() => worker.idle()),
    },
  });
  const read = (row: StoredRun) => recordOf({ ...driven, row });
  const hold = new RunHold(ports, { runId, linked, machine, narrator, record, read });
  if (record.snapshot !== undefined) narrator.catchUp(record);
  let unfollow = () => {};
  return {
    runId,
    view: narrator.view,
    isElsewhere: () => hold.place() === 'elsewhere',
    subscribe: narrator.subscribe,
    start: () => hold.begin(),
    follow(onMoved) {
      unfollow();
      unfollow = store.watch(() => {
        if (hold.catchUp()) onMoved();
      });
    },
    ...reviewOf({
      contents: store.contents,
      context: narrator.context,
      isDeciding: () => isDecidingIn(narrator.state(), linked),
      say: event => hold.say({ kind: 'decision', event }),
    }),
    ...answersFor(ports, hold),
    async settled() {
      for (;;) {
        await narrator.settled();
        const view = narrator.view();
        // Whoever heard of it first may have moved the run on already.
        if (view.awaiting !== null || view.outcome !== null) return view;
      }
    },
    async release() {
      unfollow();
      hold.stop();
      await worker.idle();
      try {
        narrator.keepStreams();
      } finally {
        hold.release();
      }
    },
  };
}

/** What a person says of a run beyond its proposal. */
function answersFor(
  { providers }: RunPorts,
  hold: RunHold,
): Pick<RunSession, 'approvePlan' | 'revisePlan' | 'resume' | 'cancel'> {
  return {
    async approvePlan(plan) {
      const checked = planSchema().safeParse(plan);
      if (!checked.success) throw unusablePlan(checked.error);
      await hold.say({ kind: 'answer', event: () => ({ type: 'plan.approve', plan }) });
    },
    revisePlan: feedback => hold.say({ kind: 'answer', event: () => ({ type: 'plan.revise', feedback }) }),
    resume() {
      // Whoever goes on by hand has a reason to think that it works now.
      providers.probeNow();
      return hold.say({ kind: 'interruption', event: () => ({ type: 'run.resume' }) });
    },
    cancel: () => hold.say({ kind: 'interruption', event: () => ({ type: 'run.cancel' }) }),
  };
}

function recordOf({ limits, row }: Driven): RunRecord {
  if (row === undefined) return { steps: 0, state: '', snapshot: undefined };
  const { steps, state, snapshotJson } = row;
  if (snapshotJson === null) return { steps, state, snapshot: undefined };
  const snapshot = JSON.parse(snapshotJson) as RunSnapshot;
  // An earlier resumption may have changed the limits too.
  const request = withLimits(snapshot.context.request, limits);
  return { steps, state, snapshot: { ...snapshot, context: { ...snapshot.context, request } } };
}

function withLimits(request: RunRequest, limits: Partial<RunLimits>): RunRequest {
  return { ...request, limits: { ...request.limits, ...limits } };
}
