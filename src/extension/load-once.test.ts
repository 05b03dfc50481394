import assert from 'node:assert/strict';
import { loadOnce } from './load-once.ts';

describe('loading once', () => {
  it('gives all who ask the same', async () => {
    const load = loadOnce(async () => ({}));
    assert.equal(load.loaded(), undefined);
    const [first, second] = await Promise.all([load(), load()]);
    assert.equal(first, second);
    assert.equal(await load.loaded(), first);
  });

  it('tells all who wait of a failure, and tries again for the next', async () => {
    let tries = 0;
    const load = loadOnce(async () => {
      tries += 1;
      if (tries === 1) throw new Error('the disk sleeps');
      return tries;
    });
    const waiting = [load(), load()];
    for (const each of waiting) await assert.rejects(each, /the disk sleeps/);
    assert.equal(load.loaded(), undefined);
    assert.equal(await load(), 2);
  });
});
