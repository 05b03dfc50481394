import type { AnyMachineSnapshot, Snapshot } from 'xstate';
import { type Decisions, verdictOf } from '../change/review/decisions.ts';
import type { RunSummaryFields } from '../ports/run-store.ts';
import type { LinkedWorkflow } from '../workflow/link-phases.ts';
import { totalCostUsd } from './call-totals.ts';
import { createPhaseLog } from './phase-log.ts';
import { repairsDone } from './repair-policy.ts';
import type { RunContext } from './run-context.ts';
import type { RunEvent, RunEventEnvelope, RunEventSink } from './run-events.ts';
import type { RunPorts } from './run-ports.ts';
import { isAtRestIn, type RunStanding, standingIn } from './run-standing.ts';
import { createRunTeller, storedEvent } from './run-teller.ts';
import { type RunView, runFinished, viewRun } from './run-view.ts';
import { createSettlement } from './settlement.ts';

/** Tells the run's story: to whoever listens, and to the store, in the same order. */
export interface RunNarrator {
  readonly emit: RunEventSink;
  readonly subscribe: (listener: (event: RunEventEnvelope) => void) => () => void;
  /** Working time so far, see PhaseServices. */
  readonly activeMs: () => number;
  readonly view: () => RunView;
  /** Name of the machine's state; empty before the first. */
  readonly state: () => string;
  readonly context: () => RunContext;
  readonly begin: (isResumed: boolean) => void;
  /** Takes a new snapshot of the machine and stores it. Returns how to tell what changed. */
  readonly step: (snapshot: AnyMachineSnapshot, persisted: Snapshot<unknown>) => () => void;
  /** Takes up the story where another process has brought it to, and tells what that one has stored. */
  readonly catchUp: (record: Recorded) => void;
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

/** What is stored of a run. */
export interface Recorded {
  readonly state: string;
  /** Undefined before the first step. */
  readonly snapshot: { readonly context: RunContext } | undefined;
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
  const teller = createRunTeller(ports, runId);
  const log = createPhaseLog(linked, clock);
  let state = '';
  let context = first;
  const settlement = createSettlement();
  const settle = () => settlement.set(isAtRestIn(state, linked));
  const view = () => viewRun({ linked, state, context, stays: log.stays(), now: clock.now() }, store);

  return {
    emit: teller.emit,
    subscribe: teller.subscribe,
    view,
    state: () => state,
    context: () => context,
    activeMs: log.activeMs,
    begin(isResumed) {
      if (!isResumed) return teller.emit(started(ports, linked, first));
      // It comes into the phase anew.
      state = '';
      const events = store.events(runId);
      log.restore(events);
      teller.skip(events);
      teller.emit({ type: 'run.resumed', state: store.load(runId)?.state ?? '' });
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
      teller.keepStreams();
      store.saveStep(runId, {
        at: clock.now(),
        snapshotJson: JSON.stringify(persisted),
        summary: summaryOf(standing, context, totalCostUsd(store.calls(runId))),
        events: events.map(event => storedEvent(event, clock.now())),
      });
      return () => {
        for (const event of events) teller.tell(event);
        settle();
      };
    },
    catchUp(record) {
      state = record.state;
      context = record.snapshot?.context ?? context;
      const events = store.events(runId);
      log.follow(events);
      teller.tellNews(events);
      settle();
    },
    fail: settlement.fail,
    settled: settlement.wait,
    keepStreams: teller.keepStreams,
  };
}

function started({ workspace }: RunPorts, { workflow }: LinkedWorkflow, context: RunContext): RunEvent {
  const { request, complexity } = context;
  const { task } = request;
  return { type: 'run.started', task, workflow: workflow.name, workspace: workspace.root, complexity };
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
