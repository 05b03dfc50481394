import type { AnyMachineSnapshot, Snapshot } from 'xstate';
import { type Decisions, verdictOf } from '../change/review/decisions.ts';
import type { RunSummaryFields, StoredEvent } from '../ports/run-store.ts';
import type { LinkedWorkflow } from '../workflow/link-phases.ts';
import { totalCostUsd } from './call-totals.ts';
import { createPhaseLog } from './phase-log.ts';
import { repairsDone } from './repair-policy.ts';
import type { RunContext } from './run-context.ts';
import type { RunEvent, RunEventEnvelope, RunEventSink, StreamEvent } from './run-events.ts';
import type { RunPorts } from './run-ports.ts';
import { type RunStanding, standingIn } from './run-standing.ts';
import { type RunView, runFinished, viewRun } from './run-view.ts';
import { createSettlement } from './settlement.ts';
import { createStreamKeeper } from './stream-keeper.ts';

/** Tells the run's story: to whoever listens, and to the store, in the same order. */
export interface RunNarrator {
  readonly emit: RunEventSink;
  readonly subscribe: (listener: (event: RunEventEnvelope) => void) => () => void;
  /** Working time so far, see PhaseServices. */
  readonly activeMs: () => number;
  readonly view: () => RunView;
  readonly begin: (isResumed: boolean) => void;
  /** Takes a new snapshot of the machine: stores it, then tells what changed. */
  readonly step: (snapshot: AnyMachineSnapshot, persisted: Snapshot<unknown>) => void;
  /**
   * The run cannot go on here: its machine broke, or its record cannot be written. Only whoever waits is told,
   * as the store may be what broke; the last stored step is safe, and the run can be taken up from it.
   */
  readonly fail: (error: unknown) => void;
  /** Resolves when the run has ended or waits for a person; rejects when it broke. */
  readonly settled: () => Promise<void>;
  /** Writes down what has streamed since the last event that was stored. */
  readonly keepStreams: () => void;
}

export interface NarratedRun {
  readonly runId: string;
  readonly linked: LinkedWorkflow;
  readonly context: RunContext;
}

export function createRunNarrator(
  ports: RunPorts,
  { runId, linked, context: first }: NarratedRun,
): RunNarrator {
  const { store, clock } = ports;
  const listeners = new Set<(event: RunEventEnvelope) => void>();
  const log = createPhaseLog(linked, clock);
  let state = '';
  let context = first;
  const settlement = createSettlement();
  const streams = createStreamKeeper(store, runId);

  const tell = (event: RunEvent) => {
    streams.take(event);
    const envelope = { ...event, runId, at: clock.now() };
    for (const listener of listeners) listener(envelope);
  };
  const emit: RunEventSink = event => {
    if (!isStream(event)) {
      streams.keep();
      store.appendEvent(runId, stored(event, clock.now()));
    }
    tell(event);
  };
  const view = () => viewRun({ linked, state, context, stays: log.stays(), now: clock.now() }, store);

  return {
    emit,
    view,
    activeMs: log.activeMs,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin(isResumed) {
      if (isResumed) {
        log.restore(store.events(runId));
        return emit({ type: 'run.resumed', state: store.load(runId)?.state ?? '' });
      }
      emit(runStarted(first, linked, ports.workspace.root));
    },
    step(snapshot, persisted) {
      const next = String(snapshot.value);
      const { decisions: earlier } = context;
      context = snapshot.context as RunContext;
      const moves = next === state ? undefined : log.move(next, context);
      const before = standingIn(state, linked);
      state = next;
      const standing = standingIn(state, linked);
      const decided = answersTo(before.awaiting, { earlier, state, context });
      const isNews = moves !== undefined && !goesOnDeciding(linked, before.state, { standing, context });
      const events = [
        ...decided,
        ...(moves ?? []),
        ...(isNews ? announcements(standing, context, view) : []),
      ];
      streams.keep();
      store.saveStep(runId, {
        at: clock.now(),
        snapshotJson: JSON.stringify(persisted),
        summary: summaryOf(standing, context, totalCostUsd(store.calls(runId))),
        events: events.map(event => stored(event, clock.now())),
      });
      for (const event of events) tell(event);
      settlement.set(standing.awaiting !== null || standing.outcome !== null);
    },
    fail: settlement.fail,
    settled: settlement.wait,
    keepStreams: streams.keep,
  };
}

function runStarted(
  { request: { task }, complexity }: RunContext,
  { workflow }: LinkedWorkflow,
  workspace: string,
): RunEvent {
  return { type: 'run.started', task, workflow: workflow.name, workspace, complexity };
}

function summaryOf(
  { state, outcome }: RunStanding,
  context: RunContext,
  costUsd: number | null,
): RunSummaryFields {
  return { state, outcome, attempts: context.attempts.length, repairs: repairsDone(context), costUsd };
}

/** Between two decisions on one proposal nothing new is proposed. */
function goesOnDeciding(
  { workflow }: LinkedWorkflow,
  from: string,
  { standing, context }: { standing: RunStanding; context: RunContext },
): boolean {
  const isApply = workflow.phases.some(({ id, kind }) => id === from && kind === 'apply');
  return standing.awaiting === 'decision' && isApply && context.failure === null;
}

interface Answered {
  readonly earlier: Decisions;
  readonly state: string;
  readonly context: RunContext;
}

/** What a person answered, where the run has waited for that. Cancelling leaves the question open. */
function answersTo(
  question: RunStanding['awaiting'],
  { earlier, state, context }: Answered,
): readonly RunEvent[] {
  if (question === 'decision') return newDecision(earlier, state, context);
  const { plan, visits } = context;
  if (question !== 'plan' || plan === null || state === 'cancelling') return [];
  // Only another plan leads into a phase that the run has been in.
  return [{ type: 'plan.decided', isApproved: (visits[state] ?? 1) === 1, subtasks: plan.subtasks.length }];
}

/** What was said since the step before. Cancelling leaves the decision open. */
function newDecision(
  before: Decisions,
  state: string,
  { decisions, accepted, feedback }: RunContext,
): readonly RunEvent[] {
  if (feedback !== null) return [{ type: 'changes.revised', version: 1, feedback }];
  if (state === 'cancelling' || decisions === before) return [];
  const { verdicts } = decisions.pending ?? decisions;
  const ids = Object.keys({ ...before.verdicts, ...verdicts });
  const hunks = ids
    .filter(id => before.verdicts[id] !== verdicts[id])
    .map(id => [id, verdictOf(verdicts, { id })] as const);
  const paths = decisions.pending?.accepted ?? accepted ?? [];
  return [{ type: 'changes.decided', version: 1, accepted: paths, hunks: Object.fromEntries(hunks) }];
}

/** What a state means for people, beyond its name. The view is made only where it is told. */
function announcements(
  { state, outcome, awaiting }: RunStanding,
  { failure, pausedIn, plan }: RunContext,
  view: () => RunView,
): readonly RunEvent[] {
  if (awaiting === 'plan')
    return [{ type: 'plan.proposed', phase: state, subtasks: plan?.subtasks.length ?? 0 }];
  if (awaiting === 'decision') return [{ type: 'changes.proposed', changes: view().changes }];
  if (state === 'cancelling') return [{ type: 'run.cancelling' }];
  if (outcome === null) return [];
  if (outcome !== 'paused') return [runFinished(view())];
  if (failure === null || pausedIn === null) throw new Error('the run is paused without a reason');
  return [{ type: 'run.paused', phase: pausedIn, failure }];
}

function stored(event: RunEvent, at: number): StoredEvent {
  return { at, type: event.type, json: JSON.stringify(event) };
}

const streamTypes: ReadonlySet<string> = new Set<StreamEvent['type']>([
  'model.text.delta',
  'model.reasoning.delta',
  'terminal.chunk',
  'sandbox.progress',
]);

const isStream = (event: RunEvent): event is StreamEvent => streamTypes.has(event.type);
