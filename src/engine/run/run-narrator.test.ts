import assert from 'node:assert/strict';
import { createPhaseBench, type PhaseBench } from '../../../test/fakes/phase-bench.ts';
import { noDecisions } from '../change/review/decisions.ts';
import { linkPhases } from '../workflow/link-phases.ts';
import type { RunContext } from './run-context.ts';
import type { RunEventEnvelope } from './run-events.ts';
import { createRunNarrator, type RunNarrator } from './run-narrator.ts';

interface Narrated extends PhaseBench {
  readonly narrator: RunNarrator;
  readonly told: RunEventEnvelope[];
  /** Brings the machine into a state. */
  readonly enter: (state: string, changes?: Partial<RunContext>) => void;
  /** Types of the stored events, in order. */
  readonly stored: () => readonly string[];
}

function open(): Narrated {
  const bench = createPhaseBench();
  const linked = linkPhases(bench.workflow);
  const narrator = createRunNarrator(bench.ports, { runId: 'r1', linked, context: bench.context() });
  const told: RunEventEnvelope[] = [];
  narrator.subscribe(event => told.push(event));
  return {
    ...bench,
    narrator,
    told,
    enter(state, changes) {
      const snapshot = { value: state, context: bench.context(changes), status: 'active' };
      narrator.step(snapshot as never, { status: 'active', value: state } as never)();
    },
    stored: () => bench.services.store.events('r1').map(({ type }) => type),
  };
}

const types = (events: readonly RunEventEnvelope[]) => events.map(({ type }) => type);

describe('the narrator of a run', () => {
  it('stores a step before it tells of it', () => {
    const { narrator, enter, services } = open();
    const states: (string | undefined)[] = [];
    narrator.subscribe(() => states.push(services.store.load('r1')?.state));

    enter('prepare');

    assert.deepEqual(states, ['prepare']);
    assert.deepEqual(JSON.parse(services.store.load('r1')?.snapshotJson ?? ''), {
      status: 'active',
      value: 'prepare',
    });
  });

  it('tells and stores the same story, but for what streams by', () => {
    const { narrator, told, stored, enter } = open();

    narrator.begin(false);
    enter('prepare');
    narrator.emit({ type: 'model.text.delta', phase: 'code', agent: 'coder', text: 'x' });
    narrator.emit({ type: 'check.chosen', command: 'pytest', source: 'user' });

    assert.deepEqual(types(told), ['run.started', 'phase.started', 'model.text.delta', 'check.chosen']);
    assert.deepEqual(stored(), ['run.started', 'phase.started', 'check.chosen']);
    assert.ok(told.every(({ runId, at }) => runId === 'r1' && at > 0));
  });

  it('tells nothing of a snapshot in the same state', () => {
    const { told, enter } = open();
    enter('code');
    enter('code');

    assert.deepEqual(types(told), ['phase.started']);
  });

  it('tells the decision before what it leads to, and none when the run is cancelled instead', () => {
    const decided = open();
    decided.enter('decide');
    const verdicts = { 'a.py:1,1:x': 'accepted' } as const;
    const rest = { edits: {}, onConflict: 'refuse', writes: true, isOpen: false } as const;
    const pending = { verdicts, accepted: ['a.py'], ...rest };
    decided.enter('apply', { decisions: { ...noDecisions, pending } });
    assert.deepEqual(types(decided.told), [
      'phase.started',
      'changes.proposed',
      'changes.decided',
      'phase.finished',
      'phase.started',
    ]);

    const cancelled = open();
    cancelled.enter('decide');
    cancelled.enter('cancelling');
    assert.deepEqual(types(cancelled.told).slice(2), ['phase.finished', 'run.cancelling']);
  });

  it('says where a run pauses and why, and ends the story of one that is over', () => {
    const { told, enter } = open();
    const failure = { code: 'provider.unreachable', message: 'Down. Try later.', retryable: true } as const;
    enter('code');
    enter('paused', { failure, pausedIn: 'code' });
    const paused = told.at(-1);
    assert.ok(paused?.type === 'run.paused');
    assert.equal(paused.phase, 'code');
    assert.deepEqual(paused.failure, failure);

    enter('cancelling');
    enter('cancelled');

    const finished = told.at(-1);
    assert.ok(finished?.type === 'run.finished');
    assert.equal(finished.outcome, 'cancelled');
  });

  it('lets wait while the run works, until it stands still', async () => {
    const { narrator, enter } = open();
    const told: string[] = [];
    enter('code');
    const settled = narrator.settled().then(() => told.push('settled'));
    enter('execute');
    await Promise.resolve();
    assert.deepEqual(told, []);

    enter('decide');

    await settled;
  });

  it('takes up the story of an earlier process', () => {
    const first = open();
    first.narrator.begin(false);
    first.enter('prepare');
    first.enter('code');
    const linked = linkPhases(first.workflow);
    const next = createRunNarrator(first.ports, { runId: 'r1', linked, context: first.context() });
    const told: RunEventEnvelope[] = [];
    next.subscribe(event => told.push(event));

    next.begin(true);

    const [resumed] = told;
    assert.ok(resumed?.type === 'run.resumed');
    assert.equal(resumed.state, 'code');
    assert.equal(next.view().phases.find(({ id }) => id === 'prepare')?.status, 'done');
  });

  it('tells nobody who has stopped listening', () => {
    const { narrator, enter } = open();
    const told: string[] = [];
    const stop = narrator.subscribe(({ type }) => told.push(type));
    enter('prepare');
    stop();
    enter('code');

    assert.deepEqual(told, ['phase.started']);
  });
});
