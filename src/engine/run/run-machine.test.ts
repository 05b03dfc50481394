import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type EventFromLogic, initialTransition, type SnapshotFrom, transition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { createRunHarness, solveWorkflow } from '../../../test/fakes/run-harness.ts';
import { changeSetOf } from '../change/change-set.ts';
import { ForgeError } from '../forge-error.ts';
import { linkPhases } from '../workflow/link-phases.ts';
import { flowGraph } from './flow-graph.ts';
import type { Attempt, Review, RunContext } from './run-context.ts';
import { buildRunMachine, type RunMachine } from './run-machine.ts';

type Snapshot = SnapshotFrom<RunMachine>;
type Event = EventFromLogic<RunMachine>;

const machine = buildRunMachine(linkPhases(solveWorkflow()));
const { ports, request } = createRunHarness({ files: {}, program: () => ({}), answers: [] });
const { contents } = ports.store;
const hash = (text: string) => contents.put(new TextEncoder().encode(text));
const changed = ['one', 'two'].map(text =>
  changeSetOf({ 'a.py': { base: null, next: hash(text), executable: false } }, contents),
);

function firstContext(task: string): RunContext {
  return {
    runId: 'r1',
    request: request('task'),
    complexity: { score: 0.5, tier: task === 'simple' ? 'simple' : 'medium', signals: [] },
    visits: {},
    plan: null,
    check: null,
    changeSet: changeSetOf({}, contents),
    attempts: [],
    baseline: null,
    review: null,
    transcripts: {},
    summary: null,
    accepted: null,
    failure: null,
    pausedIn: null,
  };
}

/** Everything that can happen in a state, as the outside would report it. */
function eventsIn({ value, context }: Snapshot): readonly Event[] {
  const state = String(value);
  const done = (output: Partial<RunContext>) => synthetic(`xstate.done.actor.0.solve.${state}`, { output });
  const failed = (error: unknown) => synthetic(`xstate.error.actor.0.solve.${state}`, { error });
  const cancel: Event = { type: 'run.cancel' };
  const faults = [
    failed(new ForgeError('provider.refused', 'No.')),
    failed(retryable),
    failed(new Error('bug')),
    cancel,
  ];
  const edits = changed.map(changeSet => done({ changeSet }));
  switch (state) {
    case 'prepare':
    case 'plan':
      return [done({}), ...faults];
    case 'code':
    case 'repair':
      return [...edits, ...faults];
    case 'execute':
      return [
        done({ attempts: [...context.attempts, attempt(context, 'passed')] }),
        done({ attempts: [...context.attempts, attempt(context, 'failed')] }),
        ...faults,
      ];
    case 'review':
      return [0.9, 0.1].flatMap(confidence => [
        done({ review: review(confidence) }),
        ...changed.map(changeSet => done({ changeSet, review: review(confidence) })),
        ...faults,
      ]);
    case 'decide':
      return [
        { type: 'changes.decide', accepted: [] },
        { type: 'changes.decide', accepted: ['a.py'] },
        cancel,
      ];
    case 'apply':
      return [done({}), failed(new ForgeError('workspace.stale-base', 'a.py changed meanwhile.')), ...faults];
    case 'paused':
      return [{ type: 'run.resume' }, cancel];
    case 'cancelling':
      return [
        synthetic('xstate.done.actor.0.solve.cancelling', { output: undefined }),
        synthetic('xstate.error.actor.0.solve.cancelling', { error: new Error('left over') }),
      ];
    default:
      return [];
  }
}

const retryable = new ForgeError('provider.unreachable', 'Down.', { retryable: true });

/** What an actor's end looks like to the machine; these events are XState's own and in no one's union. */
function synthetic(type: string, parts: object): Event {
  return { type, ...parts } as unknown as Event;
}

function attempt(context: RunContext, kind: 'passed' | 'failed'): Attempt {
  const verdict =
    kind === 'passed'
      ? ({ kind } as const)
      : ({
          kind,
          errorType: 'logic_error',
          fingerprint: context.changeSet.hash,
          headline: 'x',
          digest: hash('x'),
          knownBefore: [],
        } as const);
  const number = context.attempts.length + 1;
  return {
    number,
    changeSet: context.changeSet.hash,
    command: 'c',
    backend: 'embedded',
    verdict,
    exitCode: 0,
    durationMs: 1,
    output: hash(''),
  };
}

function review(confidence: number): Review {
  return { rootCause: 'r', errorType: 'logic_error', fixDescription: 'f', confidence, changesMade: '' };
}

/** What tells two situations apart; how often a phase was entered does not. */
function serialize({ value, context }: Snapshot): string {
  const { attempts, changeSet, accepted, failure, pausedIn, complexity } = context;
  const verdicts = attempts.map(({ verdict, changeSet: tried }) => `${verdict.kind}${tried}`);
  return JSON.stringify([
    value,
    verdicts,
    changeSet.hash,
    accepted,
    failure?.code,
    pausedIn,
    complexity.tier,
    context.review?.confidence,
  ]);
}

function assertInvariants({ value: state, context, status }: Snapshot): void {
  const value = String(state);
  const last = context.attempts.at(-1);
  assert.ok(context.attempts.length - 1 <= context.request.limits.maxRepairs, 'too many repairs');
  assert.deepEqual(JSON.parse(JSON.stringify(context)), context, 'the context is not plain data');
  if (value === 'completed' || value === 'apply' || value === 'decide') {
    assert.equal(last?.verdict.kind, 'passed', `${value} without evidence`);
    assert.equal(
      last?.changeSet,
      context.changeSet.hash,
      `${value} on another change set than the one that ran`,
    );
  }
  if (value === 'apply') assert.ok((context.accepted ?? []).length > 0, 'applied undecided');
  if (value === 'failed') assert.ok(context.failure !== null, 'failed without saying why');
  assert.equal(status === 'done', ['completed', 'failed', 'cancelled'].includes(value));
}

describe('the solve machine', () => {
  for (const task of ['simple', 'medium']) {
    it(`reaches every state of a ${task} task with its invariants, and can end well from each`, () => {
      const paths = getShortestPaths(machine, {
        input: firstContext(task),
        events: state => [...eventsIn(state)],
        serializeState: serialize,
        limit: 20_000,
      });
      const reached = new Set(paths.map(({ state }) => String(state.value)));
      const expected = Object.keys(machine.states).filter(state => task !== 'simple' || state !== 'plan');
      assert.deepEqual([...reached].sort(), expected.sort());
      for (const { state } of paths) assertInvariants(state);
      for (const { state } of paths.filter(path => path.state.status !== 'done'))
        assert.equal(cancelled(state).value, 'cancelled');
    });
  }

  it('ends completed, failed or cancelled on any walk, within the limit of repairs', () => {
    const walk = fc.array(fc.nat(), { maxLength: 120 });
    fc.assert(
      fc.property(walk, fc.constantFrom('simple', 'medium'), (choices, task) => {
        let [state] = initialTransition(machine, firstContext(task));
        for (const choice of choices) {
          const events = eventsIn(state);
          const event = events[choice % Math.max(1, events.length)];
          if (event === undefined) break;
          [state] = transition(machine, state, event);
          assertInvariants(state);
        }
        assert.ok(['completed', 'failed', 'cancelled'].includes(String(cancelled(state).value)));
      }),
      { numRuns: 300 },
    );
  });

  it('draws itself with every state and only ways that exist', () => {
    const graph = flowGraph(machine);
    const ids = new Set(graph.nodes.map(({ id }) => id));
    assert.deepEqual([...ids], Object.keys(machine.states));
    assert.ok(graph.edges.every(({ from, to }) => ids.has(from) && ids.has(to)));
    assert.ok(
      graph.edges.some(
        ({ from, to, condition }) => from === 'execute' && to === 'decide' && condition === 'is-green',
      ),
    );
  });
});

/** The state after cancelling, or the end that is already there. */
function cancelled(state: Snapshot): Snapshot {
  if (state.status === 'done') return state;
  const [cancelling] =
    state.value === 'cancelling' ? [state] : transition(machine, state, { type: 'run.cancel' });
  const [end] = transition(
    machine,
    cancelling,
    synthetic('xstate.done.actor.0.solve.cancelling', { output: undefined }),
  );
  return end;
}
