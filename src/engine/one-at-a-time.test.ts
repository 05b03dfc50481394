import assert from 'node:assert/strict';
import { oneAtATime } from './one-at-a-time.ts';

describe('oneAtATime', () => {
  it('starts a task when the one before has ended, also when that failed', async () => {
    const inTurn = oneAtATime();
    const log: string[] = [];
    const gate = Promise.withResolvers<void>();
    const first = inTurn(async () => {
      log.push('first begins');
      await gate.promise;
      log.push('first ends');
      throw new Error('first failed');
    });
    const second = inTurn(async () => log.push('second'));
    gate.resolve();

    await assert.rejects(first, /first failed/u);
    assert.equal(await second, 3);
    assert.deepEqual(log, ['first begins', 'first ends', 'second']);
  });
});
