import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'mocha';
import { identifyProcess, stillLives } from './process-identity.ts';

describe('identifyProcess', () => {
  it('recognises a living process and no longer once it has ended', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const exited = once(child, 'exit');
    await once(child, 'spawn');
    const identity = identifyProcess(child.pid ?? 0);
    assert.ok(identity);
    assert.equal(stillLives(identity), true);

    child.stdin.end();
    await exited;

    assert.equal(stillLives(identity), false);
    assert.equal(identifyProcess(identity.pid), undefined);
  });

  it('tells processes with the same number apart by when they started', function () {
    const self = identifyProcess(process.pid);
    assert.ok(self);
    // Elsewhere the system does not say when a process started.
    if (process.platform !== 'linux') this.skip();

    assert.match(self.birth, /^[0-9a-f-]+\/\d+$/u);
    assert.equal(stillLives({ ...self, birth: 'another boot/1' }), false);
  });
});
