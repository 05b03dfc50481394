import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sumUsd } from '../engine/cost/usd.ts';
import { openRunStore } from './open-run-store.ts';
import { startStoreChild } from './store-child.ts';

const script = (name: string) => `
  const store = openStore();
  print('ready');
  await go();
  let refused = 0;
  for (let n = 0; n < 40; n += 1) {
    const callId = '${name}' + n;
    const call = { runId: '${name}', callId, phase: 'code', attempt: 1, agent: 'coder', model: 'a/b', startedAt: 5 };
    try {
      store.openCall('${name}', { day: 0, month: 0 }, ({ dayUsd }) => {
        if (dayUsd + 0.1 > 5 + 1e-9) throw new RangeError('the cap');
        return { ...call, worstCaseUsd: 0.1, counted: { costUsd: 0.1, tokens: 10 } };
      });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refused += 1;
    }
  }
  print(String(refused));
`;

describe('a cap that several processes share', () => {
  it('is used up to the cent and never exceeded, a killed process counting at its worst', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'codeforge-caps-'));
    const children = ['a', 'b', 'c'].map(name => startStoreChild(directory, script(name)));
    try {
      await Promise.all(children.map(child => child.nextLine()));
      for (const child of children) child.go();
      const refused = await Promise.all(children.map(child => child.nextLine()));
      await Promise.all(children.map(child => child.kill()));

      const store = openRunStore(directory);
      const calls = store.callsSince(0);
      store.close();
      assert.equal(sumUsd(calls.map(({ counted }) => counted.costUsd)), 5);
      assert.equal(calls.length, 50);
      assert.equal(
        refused.reduce((sum, count) => sum + Number(count), 0),
        70,
      );
    } finally {
      await Promise.all(children.map(child => child.kill()));
      rmSync(directory, { recursive: true });
    }
  }).timeout(30_000);
});
