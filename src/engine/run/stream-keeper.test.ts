import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMemoryRunStore } from '../../../test/fakes/memory-run-store.ts';
import { hashBytes } from '../../store/content-hash.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { RunEvent } from './run-events.ts';
import { createStreamKeeper } from './stream-keeper.ts';
import { keptCharacters } from './text-tail.ts';

function openStore(): RunStore {
  const store = createMemoryRunStore(hashBytes);
  const run = { task: 't', workspaceRoot: '/w', workflow: 'solve', createdAt: 1, requestJson: '{}' };
  store.create({ id: 'r1', ...run });
  return store;
}

const started = (phase: string, visit = 1): RunEvent => ({
  type: 'phase.started',
  ...{ phase, kind: 'code', visit },
});
const thought = (phase: string, text: string): RunEvent => ({
  type: 'model.reasoning.delta',
  ...{ phase, agent: 'coder', text },
});
const printed = (phase: string, text: string): RunEvent => ({
  type: 'terminal.chunk',
  ...{ phase, stream: 'stderr', text },
});

describe('keeping what streams in a run', () => {
  it('writes the end of each stream of each visit down, whenever it is asked to and whatever the pieces', () => {
    const pieces = fc.array(
      fc.tuple(fc.constantFrom('code', 'audit'), fc.string({ minLength: 1, maxLength: 9_000 }), fc.boolean()),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(pieces, told => {
        const store = openStore();
        const keeper = createStreamKeeper(store, 'r1');
        for (const phase of ['code', 'audit']) keeper.take(started(phase));
        for (const [phase, text, isStep] of told) {
          keeper.take(thought(phase, text));
          if (isStep) keeper.keep();
        }
        keeper.keep();
        for (const { visit, text, dropped } of store.tails('r1')) {
          const whole = told.map(([phase, piece]) => (visit === `${phase}#1` ? piece : '')).join('');
          assert.equal(text, whole.slice(dropped));
          assert.ok(text.length <= keptCharacters);
        }
        assert.equal(store.tails('r1').length, new Set(told.map(([phase]) => phase)).size);
      }),
      { numRuns: 50 },
    );
  });

  it('writes nothing piece by piece, and nothing twice', () => {
    const store = openStore();
    let written = 0;
    const counted = {
      tails: (runId: string) => store.tails(runId),
      keepTail: (tail: Parameters<RunStore['keepTail']>[0]) => {
        written += 1;
        store.keepTail(tail);
      },
    };
    const keeper = createStreamKeeper(counted, 'r1');
    keeper.take(started('code'));
    for (let token = 0; token < 1_000; token++) keeper.take(thought('code', `${token} `));
    assert.equal(written, 0);
    keeper.keep();
    keeper.keep();
    assert.equal(written, 1);
  });

  it('goes on in the next process from what the one before had kept', () => {
    const store = openStore();
    const first = createStreamKeeper(store, 'r1');
    first.take(started('code'));
    first.take(thought('code', 'One. '));
    first.keep();

    const second = createStreamKeeper(store, 'r1');
    second.take(started('code'));
    second.take(thought('code', 'Two.'));
    second.keep();

    assert.deepEqual(
      store.tails('r1').map(({ text }) => text),
      ['One. Two.'],
    );
  });

  it('begins anew with each visit', () => {
    const store = openStore();
    const keeper = createStreamKeeper(store, 'r1');
    for (const visit of [1, 2]) {
      keeper.take(started('code', visit));
      keeper.take(printed('code', `visit ${visit}`));
      keeper.keep();
    }
    assert.deepEqual(
      store.tails('r1').map(({ visit, stream, text }) => [visit, stream, text]),
      [
        ['code#1', 'output', 'visit 1'],
        ['code#2', 'output', 'visit 2'],
      ],
    );
  });

  it('keeps no secret, however it was cut into pieces', () => {
    const store = openStore();
    const keeper = createStreamKeeper(store, 'r1');
    keeper.take(started('code'));
    for (const piece of ['the key is sk-pro', 'j-abcdefghij', 'klmnopqrstuv and so on'])
      keeper.take(printed('code', piece));
    keeper.keep();
    assert.deepEqual(
      store.tails('r1').map(({ text }) => text),
      ['the key is [masked] and so on'],
    );
  });
});
