import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openSampleCall, sampleCall } from '../../test/fakes/sample-call.ts';
import { searchMemory } from '../../test/fakes/search-memory.ts';
import { type RunSearch, runSortKeys } from '../engine/ports/run-search.ts';
import type { RunStore } from '../engine/ports/run-store.ts';
import { newRun, sampleSummary, step } from './sample-run.ts';

/** How every run store must search. `open` makes a fresh, empty one; closing it is this suite's part. */
export function describeRunSearch(name: string, open: () => RunStore): void {
  describe(`${name} as a history`, () => {
    let store: RunStore;

    beforeEach(() => {
      store = open();
    });

    afterEach(() => {
      store.close();
    });

    const found = (search: Partial<RunSearch>) =>
      store.search({ ...newestFirst, ...search }).runs.map(({ id }) => id);

    it('is empty at first', () => {
      assert.deepEqual(store.search(newestFirst), { runs: [], total: 0 });
      assert.deepEqual(store.modelsAsked(), []);
    });

    it('finds words anywhere in a task, in any case and any order', () => {
      store.create({ ...newRun('a'), task: 'Fix the Cart total' });
      store.create({ ...newRun('b'), task: 'Größe der Schrift' });

      assert.deepEqual(found({ text: 'total cart' }), ['a']);
      assert.deepEqual(found({ text: 'ART' }), ['a']);
      assert.deepEqual(found({ text: 'größe' }), ['b']);
      assert.deepEqual(found({ text: 'to' }), ['a']);
      assert.deepEqual(found({ text: 'cart missing' }), []);
      assert.deepEqual(found({ text: '   ' }), ['b', 'a']);
    });

    it('takes operators and quotes of a query language for what they are', () => {
      store.create({ ...newRun('a'), task: 'Say "hello" OR not*' });
      store.create({ ...newRun('b'), task: 'Say hello' });

      assert.deepEqual(found({ text: '"hello"' }), ['a']);
      assert.deepEqual(found({ text: 'not*' }), ['a']);
      assert.deepEqual(found({ text: "'; drop table runs; --" }), []);
      assert.deepEqual(found({ text: '100%' }), []);
    });

    it('finds a run by its id', () => {
      store.create(newRun('a-1'));
      store.create(newRun('a-12'));

      assert.deepEqual(found({ text: 'a-1' }), ['a-12', 'a-1']);
      store.create({ ...newRun('xyz'), task: 'another' });
      assert.deepEqual(found({ text: 'xyz' }), ['xyz']);
    });

    it('pages through all of them, and says how many there are', () => {
      for (let number = 1; number <= 5; number += 1)
        store.create({ ...newRun(`${number}`), createdAt: number });

      assert.deepEqual(found({ limit: 2 }), ['5', '4']);
      assert.deepEqual(found({ limit: 2, offset: 4 }), ['1']);
      assert.deepEqual(found({ limit: 2, offset: 6 }), []);
      assert.equal(store.search({ ...newestFirst, limit: 2 }).total, 5);
    });

    it('sorts unknown costs where the lowest are', () => {
      for (const [id, costUsd] of [
        ['dear', 2],
        ['unknown', null],
        ['cheap', 1],
      ] as const) {
        store.create(newRun(id));
        store.saveStep(id, step({ summary: { ...sampleSummary, costUsd } }));
      }

      assert.deepEqual(found({ sortBy: 'costUsd' }), ['dear', 'cheap', 'unknown']);
      assert.deepEqual(found({ sortBy: 'costUsd', isDescending: false }), ['unknown', 'cheap', 'dear']);
    });

    it('names the models that runs have asked, not those of calls outside of runs', () => {
      store.create(newRun('a'));
      openSampleCall(store, sampleCall({ runId: 'a', callId: '1', model: 'z/last' }));
      openSampleCall(store, sampleCall({ runId: 'a', callId: '2', model: 'a/first' }));
      openSampleCall(store, sampleCall({ runId: 'no run', callId: '1', model: 'm/other' }));

      assert.deepEqual(store.modelsAsked(), ['a/first', 'z/last']);
    });

    it('answers every combination as the plainest way to search would', () => {
      const runs = [...samples()];
      for (const { summary, model, ...run } of runs) {
        store.create(run);
        store.saveStep(run.id, step({ at: run.createdAt + run.id.length * 7, summary }));
        openSampleCall(store, sampleCall({ runId: run.id, model }));
      }
      const stored = store.list({ limit: 100 });
      const callsOf = (id: string) => runs.filter(run => run.id === id);

      fc.assert(
        fc.property(searches, search => {
          assert.deepEqual(store.search(search), searchMemory(stored, search, callsOf));
        }),
        { numRuns: 300 },
      );
    });
  });
}

const newestFirst: RunSearch = { sortBy: 'createdAt', isDescending: true, offset: 0, limit: 50 };

const outcomes = ['completed', 'failed', 'cancelled', 'paused', null] as const;
const tasks = ['Fix the cart', 'fix a typo', 'Add an API to the shop', 'CARTS, again'];

function* samples() {
  for (let number = 0; number < 40; number += 1) {
    yield {
      ...newRun(`run-${number}`),
      task: tasks[number % tasks.length] ?? '',
      createdAt: 1000 + (number % 13),
      workspaceRoot: number % 3 === 0 ? '/here' : '/there',
      model: number % 2 === 0 ? 'openai/small' : 'openai/large',
      summary: {
        state: 'x',
        outcome: outcomes[number % outcomes.length] ?? null,
        attempts: number % 4,
        repairs: number % 3,
        costUsd: number % 7 === 0 ? null : number / 100,
      },
    };
  }
}

const searches: fc.Arbitrary<RunSearch> = fc.record(
  {
    text: fc.constantFrom('', 'cart', 'fi', 'the shop', 'run-7', 'CART ag', 'nothing like it'),
    status: fc.constantFrom('completed', 'failed', 'cancelled', 'paused', 'open'),
    repaired: fc.boolean(),
    model: fc.constantFrom('openai/small', 'openai/large', 'nobody/nothing'),
    from: fc.integer({ min: 998, max: 1014 }),
    until: fc.integer({ min: 998, max: 1014 }),
    workspaceRoots: fc.constantFrom([], ['/here'], ['/here', '/there']),
    sortBy: fc.constantFrom(...runSortKeys),
    isDescending: fc.boolean(),
    offset: fc.nat(45),
    limit: fc.nat(45),
  },
  { requiredKeys: ['sortBy', 'isDescending', 'offset', 'limit'] },
);
