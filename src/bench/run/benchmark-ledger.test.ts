import assert from 'node:assert/strict';
import { createMemoryRunStore } from '../../../test/fakes/memory-run-store.ts';
import { sampleCall, sampleOutcome } from '../../../test/fakes/sample-call.ts';
import type { ContentHash } from '../../engine/ports/content-store.ts';
import type { SpentSums } from '../../engine/ports/run-store.ts';
import { benchmarkLedger } from './benchmark-ledger.ts';

describe('the ledger of a benchmark', () => {
  const newStore = () => createMemoryRunStore(bytes => `${bytes.length}` as ContentHash);
  const noon = { day: 1_000, month: 500 };

  it('writes each call into the user’s ledger too, once, under the name of the benchmark', () => {
    const [own, users] = [newStore(), newStore()];
    const first = benchmarkLedger(own, { users, name: 'benchmark a' });
    const second = benchmarkLedger(newStore(), { users, name: 'benchmark b' });
    for (const ledger of [first, second]) {
      ledger.openCall('r1', noon, () => sampleCall());
      ledger.settleCall('r1', 'c1', sampleOutcome());
    }

    assert.deepEqual(own.callsSince(0), [
      { ...sampleCall({ counted: { costUsd: 0.01, tokens: 135 } }), outcome: sampleOutcome() },
    ]);
    assert.deepEqual(
      users.callsSince(0).map(({ runId, counted, agent }) => [runId, counted.costUsd, agent]),
      [
        ['benchmark a r1', 0.01, 'coder'],
        ['benchmark b r1', 0.01, 'coder'],
      ],
    );
  });

  it('tells whoever decides what this run, the benchmark, and everything in a day and a month have cost', () => {
    const [own, users] = [newStore(), newStore()];
    users.openCall('solved', noon, () => sampleCall({ runId: 'solved', startedAt: 2_000 }));
    users.openCall('solved', noon, () => sampleCall({ runId: 'solved', callId: 'c2', startedAt: 700 }));
    const ledger = benchmarkLedger(own, { users, name: 'benchmark a' });
    ledger.openCall('before', noon, () => sampleCall({ runId: 'before', startedAt: 1_500 }));
    const seen: SpentSums[] = [];
    ledger.openCall('r1', noon, sums => {
      seen.push(sums);
      return sampleCall();
    });

    assert.deepEqual(seen, [{ costUsd: 0, tokens: 0, benchmarkUsd: 0.5, dayUsd: 1, monthUsd: 1.5 }]);
  });

  it('leaves a call that was decided against in neither', () => {
    const [own, users] = [newStore(), newStore()];
    const ledger = benchmarkLedger(own, { users, name: 'benchmark a' });
    const refuse = () => {
      throw new Error('too dear');
    };

    assert.throws(() => ledger.openCall('r1', noon, refuse), /too dear/u);
    assert.deepEqual([own.callsSince(0), users.callsSince(0)], [[], []]);
  });

  it('keeps an answer that is given again out of the user’s ledger, which has the call that was paid', () => {
    const [own, users] = [newStore(), newStore()];
    const ledger = benchmarkLedger(own, { users, name: 'benchmark a' });
    ledger.openCall('r1', noon, () => sampleCall());
    ledger.settleCall('r1', 'c1', sampleOutcome());
    ledger.enterCall(sampleCall({ runId: 'r2' }));
    ledger.settleCall('r2', 'c1', sampleOutcome({ provenance: 'replayed' }));

    assert.deepEqual([own.callsSince(0).length, users.callsSince(0).length], [2, 1]);
    const spent = own.callsSince(0).map(({ counted }) => counted.costUsd);
    assert.deepEqual(spent, [0.01, 0]);
  });

  it('works without the user’s ledger, where nothing is paid', () => {
    const own = newStore();
    const ledger = benchmarkLedger(own, { name: 'benchmark a' });
    ledger.openCall('r1', noon, () => sampleCall());
    ledger.settleCall('r1', 'c1', sampleOutcome({ costUsd: 0 }));

    assert.deepEqual([ledger.calls('r1').length, ledger.callsSince(0).length], [1, 1]);
  });
});
