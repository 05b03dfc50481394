import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { RunStep, RunStore } from '../engine/ports/run-store.ts';
import { newRun, sampleSummary, step } from './sample-run.ts';

/** What every run store must do. `open` makes a fresh, empty one; closing it is this suite's part. */
export function describeRunStore(name: string, open: () => RunStore): void {
  describe(`${name} as a run store`, () => {
    let store: RunStore;

    beforeEach(() => {
      store = open();
    });

    afterEach(() => {
      store.close();
    });

    it('shows a created run that has not taken a step', () => {
      store.create(newRun('a'));

      assert.deepEqual(store.load('a'), {
        ...newRun('a'),
        updatedAt: 1000,
        state: 'created',
        outcome: null,
        attempts: 0,
        repairs: 0,
        costUsd: 0,
        steps: 0,
        snapshotJson: null,
      });
    });

    it('refuses to create a run twice and keeps the first', () => {
      store.create(newRun('a'));

      assert.throws(() => store.create({ ...newRun('a'), task: 'another' }));
      assert.equal(store.load('a')?.task, 'Fix a');
    });

    it('knows nothing of a run that was never created', () => {
      assert.equal(store.load('nobody'), undefined);
      assert.deepEqual(store.events('nobody'), []);
      assert.deepEqual(store.calls('nobody'), []);
      assert.deepEqual(store.readJournal('nobody', 'code#1'), []);
      assert.deepEqual(store.list({ limit: 10 }), []);
    });

    it('refuses steps, events, entries and claims of a run that was never created', () => {
      assert.throws(() => store.saveStep('nobody', step({})));
      assert.throws(() => store.appendEvent('nobody', event('one', 1)));
      assert.throws(() => store.appendJournal({ runId: 'nobody', visit: 'code#1', json: '{}' }));
      assert.throws(() => store.claim('nobody'));
      assert.deepEqual(store.events('nobody'), []);
    });

    it('keeps the newest snapshot and summary, and the events of every step in their order', () => {
      store.create(newRun('a'));

      store.saveStep('a', step({ at: 2000, events: [event('one', 1), event('two', 2)] }));
      store.appendEvent('a', event('between', 3));
      store.saveStep('a', step({ at: 3000.5, snapshotJson: '{"n":2}', events: [event('three', 0)] }));

      const { state, updatedAt, snapshotJson, costUsd, task } = store.load('a') ?? {};
      assert.deepEqual(
        { state, updatedAt, snapshotJson, costUsd, task },
        { state: 'execute', updatedAt: 3000.5, snapshotJson: '{"n":2}', costUsd: 0.25, task: 'Fix a' },
      );
      assert.deepEqual(store.events('a'), [
        event('one', 1),
        event('two', 2),
        event('between', 3),
        event('three', 0),
      ]);
    });

    it('counts the steps of a run', () => {
      store.create(newRun('a'));
      store.create(newRun('b'));

      for (const n of [1, 2, 3]) store.saveStep('a', step({ at: n }));

      assert.deepEqual([store.load('a')?.steps, store.load('b')?.steps], [3, 0]);
    });

    it('keeps the events of runs apart', () => {
      store.create(newRun('a'));
      store.create(newRun('b'));

      store.saveStep('a', step({ events: [event('of a', 1)] }));
      store.saveStep('b', step({ events: [event('of b', 1)] }));

      assert.deepEqual(store.events('b'), [event('of b', 1)]);
    });

    it('keeps an unknown cost unknown', () => {
      store.create(newRun('a'));

      store.saveStep('a', step({ summary: { ...sampleSummary, costUsd: null, outcome: 'failed' } }));

      assert.equal(store.load('a')?.costUsd, null);
      assert.equal(store.load('a')?.outcome, 'failed');
    });

    it('lists the newest first, and of equally old ones the later created first', () => {
      store.create({ ...newRun('old'), createdAt: 1 });
      store.create({ ...newRun('new'), createdAt: 9 });
      store.create({ ...newRun('middle'), createdAt: 5 });
      store.create({ ...newRun('middle too'), createdAt: 5 });

      assert.deepEqual(ids(store.list({ limit: 10 })), ['new', 'middle too', 'middle', 'old']);
      assert.deepEqual(ids(store.list({ limit: 2 })), ['new', 'middle too']);
      assert.deepEqual(ids(store.list({ limit: 0 })), []);
    });

    it('lists only the runs of a workspace when asked to', () => {
      store.create({ ...newRun('here'), workspaceRoot: '/here' });
      store.create({ ...newRun('there'), workspaceRoot: '/there' });

      assert.deepEqual(ids(store.list({ limit: 10, workspaceRoot: '/here' })), ['here']);
    });

    it('lists summaries without requests and snapshots', () => {
      store.create(newRun('a'));
      store.saveStep('a', step({}));

      assert.deepEqual(store.list({ limit: 1 }), [
        {
          id: 'a',
          task: 'Fix a',
          workspaceRoot: '/w',
          workflow: 'solve',
          createdAt: 1000,
          updatedAt: 2000,
          ...sampleSummary,
        },
      ]);
    });

    it('reads the journal of one visit in the order in which it was written', () => {
      store.create(newRun('a'));
      const entry = (visit: string, json: string) => ({ runId: 'a', visit, json });

      for (const n of [1, 2, 3]) {
        store.appendJournal(entry('code#1', `${n}`));
        store.appendJournal(entry('code#2', `${n * 10}`));
      }

      assert.deepEqual(store.readJournal('a', 'code#1'), [
        entry('code#1', '1'),
        entry('code#1', '2'),
        entry('code#1', '3'),
      ]);
    });

    it('keeps of each stream of a visit only what it was told last', () => {
      store.create(newRun('a'));
      store.create(newRun('b'));
      const tail = (visit: string, text: string, dropped = 0) =>
        ({ runId: 'a', visit, stream: 'output', text, dropped }) as const;

      store.keepTail(tail('code#1', 'one'));
      store.keepTail(tail('code#2', 'of the next visit'));
      store.keepTail({ ...tail('code#1', 'thought'), stream: 'reasoning' });
      store.keepTail({ ...tail('code#1', 'of another run'), runId: 'b' });
      store.keepTail(tail('code#1', 'ünï code', 12));

      assert.deepEqual(store.tails('a'), [
        tail('code#1', 'ünï code', 12),
        { ...tail('code#1', 'thought'), stream: 'reasoning' },
        tail('code#2', 'of the next visit'),
      ]);
      assert.deepEqual(store.tails('nobody'), []);
    });

    it('lets the same process claim a run again, and release it', () => {
      store.create(newRun('a'));

      assert.equal(store.claim('a'), true);
      assert.equal(store.claim('a'), true);
      store.release('a');
      assert.equal(store.claim('a'), true);
    });

    it('says whether a run is worked at', () => {
      store.create(newRun('a'));

      const told = [store.isWorkedAt('a')];
      store.claim('a');
      told.push(store.isWorkedAt('a'), store.isWorkedAt('nobody'));
      store.release('a');
      told.push(store.isWorkedAt('a'));

      assert.deepEqual(told, [false, true, false, false]);
    });

    it('can be closed twice', () => {
      store.close();

      assert.doesNotThrow(() => store.close());
    });
  });
}

function event(type: string, at: number): RunStep['events'][number] {
  return { at, type, json: JSON.stringify({ type, text: 'ünï\u0000code' }) };
}

function ids(runs: readonly { readonly id: string }[]): readonly string[] {
  return runs.map(run => run.id);
}
