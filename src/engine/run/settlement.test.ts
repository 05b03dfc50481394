import assert from 'node:assert/strict';
import { createSettlement } from './settlement.ts';

describe('the settlement of a run', () => {
  it('tells everybody who waited, and at once whoever asks while the run stands still', async () => {
    const settlement = createSettlement();
    const waiting = [settlement.wait(), settlement.wait()];

    settlement.set(true);

    await Promise.all([...waiting, settlement.wait()]);
  });

  it('lets whoever asks wait again once the run moves on', async () => {
    const settlement = createSettlement();
    const told: string[] = [];
    settlement.set(true);
    settlement.set(false);

    const waiting = settlement.wait().then(() => told.push('settled'));
    await Promise.resolve();
    assert.deepEqual(told, []);
    settlement.set(true);
    await waiting;

    assert.deepEqual(told, ['settled']);
  });

  it('tells of a break to those who waited and to those who ask later', async () => {
    const settlement = createSettlement();
    const broken = new Error('broken');
    const waiting = assert.rejects(settlement.wait(), broken);

    settlement.fail(broken);
    settlement.set(true);

    await waiting;
    await assert.rejects(settlement.wait(), broken);
  });
});
