import { assign, fromPromise, setup } from 'xstate';
import { type PendingDecision, settled } from '../change/review/decisions.ts';
import type { Failure } from '../failure.ts';
import { toFailure } from '../failure.ts';
import type { ContextPatch, Route } from '../phases/phase-kind.ts';
import type { LinkedPhase, LinkedWorkflow } from '../workflow/link-phases.ts';
import { explainExhaustion } from './explain-exhaustion.ts';
import type { Plan, RunContext } from './run-context.ts';
import { type RunGuardName, runGuards } from './run-guards.ts';
import type { ReviewEvent } from './run-review.ts';

/** What a person, or whoever acts for them, asks of a run. */
export type RunRequestEvent =
  | { readonly type: 'run.cancel' }
  | { readonly type: 'run.resume' }
  | { readonly type: 'plan.approve'; readonly plan: Plan }
  | { readonly type: 'plan.revise'; readonly feedback: string }
  | ReviewEvent;

/** Given to the worker of a phase when it is entered, and again when a stored run is resumed. */
export interface PhaseJob {
  readonly phaseId: string;
  readonly context: RunContext;
}

export type RunMachine = ReturnType<typeof buildRunMachine>;

interface Decision {
  readonly names: readonly RunGuardName[];
  readonly patch: ContextPatch;
}

const runSetup = setup({
  types: {
    context: {} as RunContext,
    input: {} as RunContext,
    events: {} as RunRequestEvent,
    tags: {} as 'awaiting-human',
  },
  actors: {
    // Both are provided by the session that drives the machine; without one there is nobody to do the work.
    phase: fromPromise<ContextPatch, PhaseJob>(() => Promise.reject(new Error('no worker was provided'))),
    teardown: fromPromise<void>(() => Promise.reject(new Error('no teardown was provided'))),
  },
  guards: {
    holds: ({ context }, { names, patch }: Decision) => {
      const next = { ...context, ...patch };
      return names.every(name => runGuards[name](next));
    },
    isRetryable: (_, { failure }: { failure: Failure }) => failure.retryable,
    // A person can raise the cap, and what was done until then is not lost.
    isCapped: (_, { failure }: { failure: Failure }) => failure.code === 'budget.exceeded',
    // Stale files, a full disk, a locked file: nothing was written, and the person can do something about it.
    isUnwritten: (_, { failure }: { failure: Failure }) => failure.code.startsWith('workspace.'),
    wasIn: ({ context }, { phaseId }: { phaseId: string }) => context.pausedIn === phaseId,
  },
  actions: {
    patch: assign((_, patch: ContextPatch) => patch),
    countVisit: assign(({ context: { visits, pausedIn } }, { phaseId }: { phaseId: string }) => ({
      // Going on from a pause is the same visit: what its journal holds is not paid for again.
      visits: pausedIn === phaseId ? visits : { ...visits, [phaseId]: (visits[phaseId] ?? 0) + 1 },
    })),
    noteSetback: assign(({ context }, { phaseId, failure }: { phaseId: string; failure: Failure }) => ({
      setbacks: [...context.setbacks, { phase: phaseId, visit: context.visits[phaseId] ?? 1, failure }],
    })),
    noteFeedback: assign(({ context: { planFeedback = [] } }, { feedback }: { feedback: string }) => ({
      planFeedback: [...planFeedback, feedback],
    })),
    forgetFailure: assign({ failure: null, pausedIn: null }),
    explainFailure: assign(({ context }) => ({ failure: context.failure ?? explainExhaustion(context) })),
  },
});

/**
 * The statechart of a workflow: a state for each phase, and around them preparation, pause, cancelling
 * and the three ends. Pure: the work is done by actors that the session provides.
 */
export function buildRunMachine(linked: LinkedWorkflow) {
  const phaseStates = Object.fromEntries(linked.phases.map(phase => [phase.phase.id, phaseState(phase)]));
  const resumeRoutes = ['prepare', ...linked.phases.map(({ phase }) => phase.id)].map(phaseId => ({
    guard: { type: 'wasIn' as const, params: { phaseId } },
    target: phaseId,
  }));
  return runSetup.createMachine({
    id: linked.workflow.name,
    initial: 'prepare',
    // A route that led nowhere would spin: this many steps without an event are a bug, and end as one.
    options: { maxIterations: 100 },
    context: ({ input }) => input,
    states: {
      prepare: workingState('prepare', linked.entry, { aroundFailure: [], onUnwritten: [] }),
      ...phaseStates,
      paused: {
        tags: ['awaiting-human'],
        on: { 'run.resume': resumeRoutes, 'run.cancel': { target: 'cancelling' } },
      },
      cancelling: {
        invoke: {
          src: 'teardown',
          onDone: { target: 'cancelled' },
          // Teardown that fails has left something behind; the run is cancelled all the same, and says so.
          onError: {
            target: 'cancelled',
            actions: { type: 'patch', params: ({ event }) => ({ failure: toFailure(event.error) }) },
          },
        },
      },
      completed: { type: 'final' },
      failed: { type: 'final', entry: 'explainFailure' },
      cancelled: { type: 'final' },
    },
  });
}

function phaseState(linked: LinkedPhase) {
  const { phase, routes, revision, aroundFailure, onUnwritten } = linked;
  if (phase.kind === 'approve') return approvalState(linked);
  if (phase.kind === 'decide') return waitingState(phase.id, routes, revision);
  return workingState(phase.id, routes, { aroundFailure, onUnwritten });
}

interface Approved {
  readonly event: { readonly plan: Plan };
}
interface Revised {
  readonly event: { readonly feedback: string };
}

/** A state that waits for a person to approve the plan, as it is or edited, or to want another one. */
function approvalState({ phase, routes, onRevise }: LinkedPhase) {
  const approval = ({ event }: Approved) => ({ plan: event.plan });
  return {
    tags: ['awaiting-human' as const],
    entry: { type: 'countVisit' as const, params: { phaseId: phase.id } },
    on: {
      'run.cancel': { target: 'cancelling' },
      'plan.approve': routes.map(({ to, when }) => ({
        target: to,
        description: ['approved', ...when].join(' and '),
        guard: {
          type: 'holds' as const,
          params: (approved: Approved) => ({ names: when, patch: approval(approved) }),
        },
        actions: { type: 'patch' as const, params: approval },
      })),
      'plan.revise': onRevise.map(({ to }) => ({
        target: to,
        description: 'another plan is wanted',
        actions: { type: 'noteFeedback' as const, params: ({ event }: Revised) => event },
      })),
    },
  };
}

interface Said {
  readonly event: { readonly feedback: RunContext['feedback'] };
}

interface Decided {
  readonly context: RunContext;
  readonly event: { readonly decision: PendingDecision };
}

/** A state that waits for a person's decision. A failure to apply comes back here, with its reason. */
function waitingState(phaseId: string, routes: readonly Route[], revision: readonly Route[]) {
  // Deciding anew settles the failure that brought the question back. What changes no file holds at once.
  const decision = ({ context: { decisions }, event: { decision: pending } }: Decided): ContextPatch => ({
    ...(pending.writes
      ? { decisions: { ...decisions, pending } }
      : { decisions: settled(decisions, pending), accepted: pending.accepted }),
    failure: null,
    pausedIn: null,
  });
  return {
    tags: ['awaiting-human' as const],
    entry: { type: 'countVisit' as const, params: { phaseId } },
    on: {
      'run.cancel': { target: 'cancelling' },
      'changes.revise': revision.map(({ to }) => ({
        target: to,
        description: 'the person wants something else',
        actions: {
          type: 'patch' as const,
          params: ({ event }: Said) => ({ feedback: event.feedback, failure: null, pausedIn: null }),
        },
      })),
      'changes.decide': routes.map(({ to, when }) => ({
        target: to,
        description: when.join(' and '),
        guard: {
          type: 'holds' as const,
          params: (decided: Decided) => ({ names: when, patch: decision(decided) }),
        },
        actions: { type: 'patch' as const, params: decision },
      })),
    },
  };
}

interface Done {
  readonly event: { readonly output: ContextPatch };
}
interface Failed {
  readonly event: { readonly error: unknown };
}
type FailureWays = Pick<LinkedPhase, 'aroundFailure' | 'onUnwritten'>;

/** A state that works until its actor is done, fails or is left. */
function workingState(phaseId: string, routes: readonly Route[], ways: FailureWays) {
  const remember = {
    type: 'patch' as const,
    params: ({ event }: Failed) => ({ failure: toFailure(event.error), pausedIn: phaseId }),
  };
  const failure = ({ event }: Failed) => ({ failure: toFailure(event.error) });
  const unwritten = ways.onUnwritten.map(({ to }) => ({
    target: to,
    description: 'the files could not be written',
    guard: { type: 'isUnwritten' as const, params: failure },
    actions: remember,
  }));
  const around = ways.aroundFailure.map(({ to, when }) => ({
    target: to,
    description: ['it failed', ...when].join(' and '),
    guard: { type: 'holds' as const, params: { names: when, patch: {} } },
    actions: {
      type: 'noteSetback' as const,
      params: ({ event }: Failed) => ({ phaseId, failure: toFailure(event.error) }),
    },
  }));
  return {
    entry: [{ type: 'countVisit' as const, params: { phaseId } }, { type: 'forgetFailure' as const }],
    on: { 'run.cancel': { target: 'cancelling' } },
    invoke: {
      src: 'phase' as const,
      input: ({ context }: { context: RunContext }) => ({ phaseId, context }),
      onDone: routes.map(({ to, when }) => ({
        target: to,
        description: when.join(' and '),
        guard: {
          type: 'holds' as const,
          params: ({ event }: Done) => ({ names: when, patch: event.output }),
        },
        actions: { type: 'patch' as const, params: ({ event }: Done) => event.output },
      })),
      onError: [
        {
          target: 'paused',
          description: 'a cap is reached',
          guard: { type: 'isCapped' as const, params: failure },
          actions: remember,
        },
        ...around,
        ...unwritten,
        {
          target: 'paused',
          description: 'retrying can help',
          guard: { type: 'isRetryable' as const, params: failure },
          actions: remember,
        },
        { target: 'failed', actions: remember },
      ],
    },
  };
}
