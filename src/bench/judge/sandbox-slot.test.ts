import assert from 'node:assert/strict';
import type { Sandbox } from '../../engine/ports/sandbox.ts';
import { sandboxSlot } from './sandbox-slot.ts';

describe('a sandbox slot', () => {
  it('opens one sandbox for all who ask, and another one after it was dropped', async () => {
    const { open, opened } = sandboxes();
    const slot = sandboxSlot(open);
    const [first, second] = await Promise.all([slot.get(), slot.get()]);
    await slot.drop();

    assert.equal(first, second);
    assert.notEqual(await slot.get(), first);
    assert.deepEqual(
      opened.map(({ disposals }) => disposals),
      [1, 0],
    );
  });

  it('disposes also what is still being opened', async () => {
    const { open, opened } = sandboxes();
    const slot = sandboxSlot(open);
    const opening = slot.get();
    await slot[Symbol.asyncDispose]();
    await opening;

    assert.deepEqual(
      opened.map(({ disposals }) => disposals),
      [1],
    );
  });

  it('tries again after a failure, of which disposing says nothing', async () => {
    const { open, opened } = sandboxes();
    let failures = 1;
    const slot = sandboxSlot(async () => {
      if (failures === 0) return open();
      failures -= 1;
      throw new Error('no engine');
    });
    await assert.rejects(() => slot.get(), /no engine/u);
    await slot.drop();
    await slot.get();

    assert.equal(opened.length, 1);
  });
});

function sandboxes() {
  const opened: { disposals: number }[] = [];
  const open = async (): Promise<Sandbox> => {
    const one = { disposals: 0 };
    opened.push(one);
    const unused = () => assert.fail('nothing is run here');
    const dispose = async () => {
      one.disposals += 1;
    };
    return {
      backend: 'docker',
      write: unused,
      run: unused,
      artifacts: unused,
      [Symbol.asyncDispose]: dispose,
    };
  };
  return { open, opened };
}
