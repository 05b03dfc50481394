import assert from 'node:assert/strict';
import { type ContainerPool, createContainerPool, type Poolable } from './container-pool.ts';

describe('createContainerPool', () => {
  it('has nothing to hand out at first, and each container once', async () => {
    const { pool, make, made } = factory();

    assert.equal(pool.take('python', make), undefined);
    await pool.whenFilled();
    assert.deepEqual([pool.take('python', make), pool.take('python', make)], made);
    assert.equal(pool.take('python', make), undefined);
    await pool[Symbol.asyncDispose]();
  });

  it('makes none while somebody may still be waiting for a program', async () => {
    const { pool, make, made } = factory();
    pool.take('python', make);
    await Promise.resolve();

    assert.equal(made.length, 0);
    await pool[Symbol.asyncDispose]();
  });

  it('makes what is missing once nobody has asked for a while', async () => {
    const { pool, make, filled } = factory({ quietMs: 1 });
    pool.take('python', make);
    await filled;

    assert.notEqual(pool.take('python', make), undefined);
    await pool[Symbol.asyncDispose]();
  });

  it('stops making more when somebody asks meanwhile', async () => {
    const { pool, made } = factory();
    const make = async () => {
      const one = fakeContainer();
      made.push(one);
      // As if somebody asked while the first was being made.
      if (made.length === 1) pool.take('python', make);
      return one;
    };
    pool.take('python', make);
    await pool.whenFilled();

    assert.equal(made.length, 1);
    await pool[Symbol.asyncDispose]();
  });

  it('removes what is of another kind than asked for, and hands out none of it', async () => {
    const { pool, make, made } = factory();
    pool.take('python', make);
    await pool.whenFilled();

    assert.equal(pool.take('node', make), undefined);
    await pool[Symbol.asyncDispose]();
    assert.deepEqual(
      made.map(({ removals }) => removals),
      [1, 1],
    );
  });

  it('hands out none that has ended while it waited', async () => {
    const { pool, make, made } = factory();
    pool.take('python', make);
    await pool.whenFilled();
    for (const one of made) one.container.isRunning = false;

    assert.equal(pool.take('python', make), undefined);
    await pool[Symbol.asyncDispose]();
  });

  it('tries again after making one has failed, when it is asked again', async () => {
    const { pool, make, made } = factory();
    pool.take('python', () => Promise.reject(new Error('no engine')));
    await pool.whenFilled();
    assert.equal(pool.take('python', make), undefined);
    await pool.whenFilled();

    assert.equal(made.length, 2);
    await pool[Symbol.asyncDispose]();
  });

  it('removes what nobody asks for any more', async () => {
    const { pool, make, made } = factory({ idleMs: 1 });
    pool.take('python', make);
    await pool.whenFilled();
    await Promise.all(made.map(({ removed }) => removed));

    assert.equal(pool.take('python', make), undefined);
    await pool[Symbol.asyncDispose]();
  });

  it('removes everything when it is disposed, also what was being made, and hands out nothing after that', async () => {
    const { pool, made } = factory();
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const make = async () => {
      started.resolve();
      await finish.promise;
      const one = fakeContainer();
      made.push(one);
      return one;
    };
    pool.take('python', make);
    const filling = pool.whenFilled();
    await started.promise;
    const disposal = pool[Symbol.asyncDispose]();
    finish.resolve();
    await Promise.all([filling, disposal]);

    assert.deepEqual(
      made.map(({ removals }) => removals),
      [1],
    );
    assert.equal(pool.take('python', make), undefined);
  });

  it('keeps nothing when it may hold nothing', async () => {
    const { pool, make, made } = factory({ size: 0 });
    pool.take('python', make);
    await pool.whenFilled();

    assert.equal(made.length, 0);
  });
});

interface FakeContainer extends Poolable {
  readonly container: { isRunning: boolean; remove(): Promise<unknown> };
  readonly removals: number;
  readonly removed: Promise<void>;
}

interface Factory {
  readonly pool: ContainerPool<FakeContainer>;
  readonly made: FakeContainer[];
  /** Resolves when as many were made as the pool holds. */
  readonly filled: Promise<void>;
  make(): Promise<FakeContainer>;
}

function factory({ size = 2, idleMs = 60_000, quietMs = 60_000 } = {}): Factory {
  const made: FakeContainer[] = [];
  const filled = Promise.withResolvers<void>();
  return {
    made,
    filled: filled.promise,
    pool: createContainerPool<FakeContainer>({ size, idleMs, quietMs }),
    async make() {
      const one = fakeContainer();
      made.push(one);
      if (made.length === size) setImmediate(filled.resolve);
      return one;
    },
  };
}

function fakeContainer(): FakeContainer {
  const removed = Promise.withResolvers<void>();
  let removals = 0;
  return {
    container: {
      isRunning: true,
      async remove() {
        removals += 1;
        removed.resolve();
      },
    },
    get removals() {
      return removals;
    },
    removed: removed.promise,
  };
}
