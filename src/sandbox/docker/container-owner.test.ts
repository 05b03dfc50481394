import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { mayOwnerLive, ownerOf } from './container-owner.ts';

describe('The owner of a container', () => {
  it('may live while its process does, and not after', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await once(child, 'spawn');
    const owner = ownerOf(child.pid ?? 0);
    const during = mayOwnerLive(owner);
    child.stdin.end();
    await once(child, 'exit');

    assert.deepEqual([during, mayOwnerLive(owner)], [true, false]);
  });

  it('does not live on in another process with the same id', () => {
    const [start] = ownerOf(process.pid).split('/').slice(-1);

    assert.equal(mayOwnerLive(ownerOf(process.pid)), true);
    assert.equal(mayOwnerLive(`${hostname()}/${process.pid}/0:0`), start === 'unknown');
  });

  it('may live where its start is not known, as long as the id is taken', () => {
    assert.equal(mayOwnerLive(`${hostname()}/${process.pid}/unknown`), true);
  });

  it('may live on any other machine, and if it cannot be read', () => {
    assert.deepEqual(['elsewhere/1/0:0', 'scribble', ''].map(mayOwnerLive), [true, true, true]);
  });
});
