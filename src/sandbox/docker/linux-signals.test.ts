import assert from 'node:assert/strict';
import { signalOf } from './linux-signals.ts';

describe('signalOf', () => {
  for (const [exitCode, name] of [
    [129, 'SIGHUP'],
    [134, 'SIGABRT'],
    [135, 'SIGBUS'],
    [137, 'SIGKILL'],
    [138, 'SIGUSR1'],
    [139, 'SIGSEGV'],
    [143, 'SIGTERM'],
    [159, 'SIGSYS'],
  ] as const) {
    it(`reads ${exitCode} as ${name}, as it is in the container`, () => {
      assert.equal(signalOf(exitCode), name);
    });
  }

  it('knows none for other exit codes', () => {
    assert.deepEqual([0, 1, 127, 128, 160, 255].map(signalOf), Array(6).fill(null));
  });
});
