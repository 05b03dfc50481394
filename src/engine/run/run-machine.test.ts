import assert from 'node:assert/strict';
import fc from 'fast-check';
import { initialTransition, transition } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { exploreMachine, type MachineSnapshot } from '../../../test/fakes/machine-events.ts';
import { builtInWorkflow, createRunHarness, solveWorkflow } from '../../../test/fakes/run-harness.ts';
import { linkPhases } from '../workflow/link-phases.ts';
import { findPhaseProblem } from '../workflow/phase-options.ts';
import { findOrderProblem } from '../workflow/phase-order.ts';
import { agentOfKind, type Phase, phaseConditions, phaseKinds, type Workflow } from '../workflow/workflow.ts';
import { firstContext } from './first-context.ts';
import { flowGraph } from './flow-graph.ts';
import { repairsDone } from './repair-policy.ts';
import type { RunContext } from './run-context.ts';
import { buildRunMachine } from './run-machine.ts';

const { ports, request } = createRunHarness({ files: {}, program: () => ({}), answers: [] });
const { contents } = ports.store;
const tiers = ['simple', 'medium', 'hard'] as const;

function startOf(tier: (typeof tiers)[number]): RunContext {
  const context = firstContext({ runId: 'r1', request: request('task') }, contents);
  return { ...context, complexity: { ...context.complexity, tier } };
}

/** What tells two situations apart; how often a phase was entered does not. */
function serialize({ value, context }: MachineSnapshot): string {
  const { attempts, changeSet, accepted, decisions, failure, pausedIn, complexity, review } = context;
  const verdicts = attempts.map(({ verdict, changeSet: tried }) => `${verdict.kind}${tried}`);
  const rest = [failure?.code, pausedIn, complexity.tier, review?.confidence];
  return JSON.stringify([value, verdicts, changeSet.hash, accepted, decisions, ...rest]);
}

function assertInvariants({ value: state, context, status }: MachineSnapshot, workflow: Workflow): void {
  const value = String(state);
  const kind = workflow.phases.find(({ id }) => id === value)?.kind ?? value;
  const last = context.attempts.at(-1);
  assert.ok(repairsDone(context) <= context.request.limits.maxRepairs, 'too many repairs');
  assert.deepEqual(JSON.parse(JSON.stringify(context)), context, 'the context is not plain data');
  if (['completed', 'apply', 'decide'].includes(kind)) {
    assert.equal(last?.verdict.kind, 'passed', `${value} without evidence`);
    assert.equal(
      last?.changeSet,
      context.changeSet.hash,
      `${value} on another change set than the one that ran`,
    );
  }
  if (kind === 'apply') assert.ok(context.decisions.pending !== null, 'applied undecided');
  if (value === 'completed') assert.equal(context.failure, null, 'completed with a failure');
  if (value === 'failed' || value === 'paused')
    assert.ok(context.failure !== null, `${value} without saying why`);
  assert.equal(status === 'done', ['completed', 'failed', 'cancelled'].includes(value));
}

for (const name of ['solve', 'supervised'] as const) {
  describe(`the ${name} machine`, () => {
    const workflow = builtInWorkflow(name);
    const { machine, eventsIn, cancelled } = exploreMachine(workflow, contents);

    for (const tier of ['simple', 'medium'] as const) {
      it(`reaches every state of a ${tier} task with its invariants, and can end well from each`, () => {
        const paths = getShortestPaths(machine, {
          input: startOf(tier),
          events: state => [...eventsIn(state)],
          serializeState: serialize,
          limit: 20_000,
        });
        const reached = new Set(paths.map(({ state }) => String(state.value)));
        const isPlanned = name === 'supervised' || tier !== 'simple';
        const expected = Object.keys(machine.states).filter(state => isPlanned || state !== 'plan');
        assert.deepEqual([...reached].sort(), expected.sort());
        for (const { state } of paths) {
          assertInvariants(state, workflow);
          if (state.status !== 'done') assert.equal(cancelled(state).value, 'cancelled');
        }
      });
    }
  });
}

describe('the supervised machine, asked about its plan', () => {
  const { machine, eventsIn } = exploreMachine(builtInWorkflow('supervised'), contents);

  it('writes nothing before a person approved, plans anew as often as they want, and takes the plan they edited', () => {
    let [state] = initialTransition(machine, startOf('simple'));
    const happen = (type: string, parts: object = {}) => {
      const event = eventsIn(state).find(each => each.type === type);
      assert.ok(event !== undefined, `${type} cannot happen in ${state.value}`);
      [state] = transition(machine, state, { ...event, ...parts } as never);
    };
    happen('xstate.done.actor.0.supervised.prepare');
    for (const feedback of ['Smaller.', 'Tests first.']) {
      happen('xstate.done.actor.0.supervised.plan');
      assert.equal(state.value, 'approve');
      assert.ok(state.hasTag('awaiting-human'));
      happen('plan.revise', { feedback });
      assert.equal(state.value, 'plan');
    }
    assert.deepEqual(state.context.planFeedback, ['Smaller.', 'Tests first.']);
    happen('xstate.done.actor.0.supervised.plan');
    const edited = {
      subtasks: [{ id: 1, description: 'mine', dependencies: [], complexity: 'simple' }],
      reasoning: '',
    };
    happen('plan.approve', { plan: edited });
    assert.equal(state.value, 'code');
    assert.deepEqual(state.context.plan, edited);
    assert.deepEqual(state.context.visits, { prepare: 1, plan: 3, approve: 3, code: 1 });
  });
});

describe('the solve machine, walked', () => {
  const { machine, eventsIn } = exploreMachine(solveWorkflow(), contents);

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

  it('goes back to the coder when a person wants something else, and needs new evidence then', () => {
    let [state] = initialTransition(machine, startOf('simple'));
    const happen = (event: object | undefined) => {
      [state] = transition(machine, state, event as never);
    };
    const ends = (phase: string) =>
      eventsIn(state).filter(({ type }) => String(type) === `xstate.done.actor.0.solve.${phase}`);
    for (const phase of ['prepare', 'code', 'execute']) happen(ends(phase)[0]);
    assert.equal(state.value, 'decide');
    const feedback = [{ hunk: null, text: 'Keep the name.' }];

    happen({ type: 'changes.revise', feedback });

    assert.equal(state.value, 'code');
    assert.deepEqual(state.context.feedback, feedback);
    happen(ends('code')[1]);
    assert.equal(state.value, 'execute');
    assert.notEqual(state.context.attempts.at(-1)?.changeSet, state.context.changeSet.hash);
  });

  it('goes on from a pause in the visit that paused, and counts every other entry', () => {
    let [state] = initialTransition(machine, startOf('simple'));
    const happen = (type: string, parts: object) => {
      [state] = transition(machine, state, { type, ...parts } as never);
    };
    const down = eventsIn(state).find(event => String(Reflect.get(event, 'error')).includes('Down'));
    happen('xstate.done.actor.0.solve.prepare', { output: {} });
    happen('xstate.error.actor.0.solve.code', { error: down && Reflect.get(down, 'error') });
    assert.equal(state.value, 'paused');

    happen('run.resume', {});

    assert.equal(state.value, 'code');
    assert.deepEqual(state.context.visits, { prepare: 1, code: 1 });
    assert.equal(state.context.failure, null);
  });
});

describe('the machine of any workflow that is accepted', () => {
  const phase: fc.Arbitrary<Phase> = fc
    .record({
      kind: fc.constantFrom(...phaseKinds),
      when: fc.oneof(
        { weight: 4, arbitrary: fc.constant('always' as const) },
        fc.constantFrom(...phaseConditions),
      ),
      required: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.boolean()),
    })
    .map(({ kind, when, required }) => ({
      id: kind,
      kind,
      agent: agentOfKind[kind],
      model: null,
      when,
      required,
    }));
  const workflows: fc.Arbitrary<Workflow> = fc
    .array(phase, { minLength: 2, maxLength: 8 })
    .map(phases => phases.map((each, index) => ({ ...each, id: `${each.kind}-${index}` })))
    .filter(phases => (findPhaseProblem(phases) ?? findOrderProblem(phases)) === undefined)
    .map(phases => ({ name: 'any', description: 'Any.', phases }));
  const walks = fc.array(fc.nat(), { maxLength: 60 });

  it('never decides, applies or completes without evidence, and ends within the limit of repairs', () => {
    fc.assert(
      fc.property(workflows, walks, fc.constantFrom(...tiers), (workflow, choices, tier) => {
        const { machine, eventsIn, cancelled } = exploreMachine(workflow, contents);
        let [state] = initialTransition(machine, startOf(tier));
        for (const choice of choices) {
          const events = eventsIn(state);
          const event = events[choice % Math.max(1, events.length)];
          if (event === undefined) break;
          [state] = transition(machine, state, event);
          assertInvariants(state, workflow);
        }
        assert.ok(['completed', 'failed', 'cancelled'].includes(String(cancelled(state).value)));
      }),
      { numRuns: 500 },
    );
  });

  it('draws ways only to states there are, and one into each', () => {
    fc.assert(
      fc.property(workflows, workflow => {
        const { nodes, edges } = flowGraph(buildRunMachine(linkPhases(workflow)));
        const ids = new Set(nodes.map(({ id }) => id));
        assert.ok(edges.every(({ from, to }) => ids.has(from) && ids.has(to)));
        const entered = new Set(edges.filter(({ from }) => from !== 'paused').map(({ to }) => to));
        assert.deepEqual(
          [...ids].filter(id => !entered.has(id)),
          ['prepare'],
        );
      }),
      { numRuns: 100 },
    );
  });
});
