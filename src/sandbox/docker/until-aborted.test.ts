import assert from 'node:assert/strict';
import { untilAborted } from './until-aborted.ts';

describe('untilAborted', () => {
  it('settles as the work does', async () => {
    const { signal } = new AbortController();

    assert.equal(await untilAborted(Promise.resolve(42), signal), 42);
    await assert.rejects(untilAborted(Promise.reject(new Error('no')), signal), /^Error: no$/u);
  });

  it("rejects with the signal's reason while the work goes on", async () => {
    const controller = new AbortController();
    const work = Promise.withResolvers<void>();
    const waiting = untilAborted(work.promise, controller.signal);
    controller.abort();

    await assert.rejects(waiting, { name: 'AbortError' });
    work.reject(new Error('nobody listens any more'));
  });

  it('rejects at once for a signal that has fired, even when the work is done', async () => {
    await assert.rejects(untilAborted(Promise.resolve(1), AbortSignal.abort()), { name: 'AbortError' });
  });
});
