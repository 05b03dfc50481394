import assert from 'node:assert/strict';
import type { DenoProcess } from './deno-process.ts';
import { waitingProcesses } from './waiting-processes.ts';

describe('waitingProcesses', () => {
  it('starts what is asked for when none waits', () => {
    const { started, pool } = makePool(2);

    assert.equal(pool.take(), started[0]);
    assert.equal(started.length, 1);
  });

  it('gives each process out once, the oldest first, and never holds more than its limit', () => {
    const { started, pool } = makePool(2);
    pool.refill();
    pool.refill();
    assert.equal(started.length, 2);

    assert.deepEqual([pool.take(), pool.take()], started.slice(0, 2));
    assert.equal(pool.take(), started[2]);
  });

  it('gives out none that has died while it waited', async () => {
    const { started, pool } = makePool(1);
    pool.refill();
    await started[0]?.end();

    assert.equal(pool.take(), started[1]);
  });

  it('ends what waits when it is disposed of, and starts none after that', async () => {
    const { started, pool } = makePool(2);
    pool.refill();
    await pool[Symbol.asyncDispose]();
    pool.refill();

    assert.deepEqual(
      started.map(({ isAlive }) => isAlive),
      [false, false],
    );
  });

  it('ends what nobody has used for a while', async () => {
    const { started, pool } = makePool(1, 1);
    pool.refill();
    await started[0]?.ended;

    assert.equal(started[0]?.isAlive, false);
  });
});

interface FakeProcess extends DenoProcess {
  readonly ended: Promise<void>;
}

function makePool(limit: number, idleMs = 60_000) {
  const started: FakeProcess[] = [];
  const start = () => {
    const process = fakeProcess();
    started.push(process);
    return process;
  };
  return { started, pool: waitingProcesses({ start, limit, idleMs }) };
}

function fakeProcess(): FakeProcess {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isAlive = true;
  return {
    ended: promise,
    get isAlive() {
      return isAlive;
    },
    whenHeard: async () => {},
    whenGone: async () => {},
    run: () => Promise.reject(new Error('It has nothing to run.')),
    async end() {
      isAlive = false;
      resolve();
    },
  };
}
