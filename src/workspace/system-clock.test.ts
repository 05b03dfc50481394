import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { isAbort } from '../engine/forge-error.ts';
import { systemClock } from './system-clock.ts';

describe('systemClock', () => {
  it('tells the time since the epoch and sleeps', async () => {
    const before = systemClock.now();

    await systemClock.sleep(1, new AbortController().signal);

    assert.ok(systemClock.now() >= before);
    assert.ok(before > Date.UTC(2025));
  });

  it('wakes with the reason of the signal, before or while it sleeps', async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(Number.POSITIVE_INFINITY, controller.signal);
    controller.abort();

    await assert.rejects(sleeping, isAbort);
    await assert.rejects(systemClock.sleep(0, AbortSignal.abort()), isAbort);
    await assert.rejects(systemClock.sleep(0, AbortSignal.abort(new Error('enough'))), /enough/u);
  });

  it('leaves no timer behind when the sleep is given up', () => {
    const module = new URL('./system-clock.ts', import.meta.url).href;
    const script = `
      const { systemClock } = await import(${JSON.stringify(module)});
      const controller = new AbortController();
      const sleeping = systemClock.sleep(60_000, controller.signal).catch(() => {});
      controller.abort();
      await sleeping;
      console.log(process.getActiveResourcesInfo().includes('Timeout'));
    `;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });

    assert.equal(stdout.trim(), 'false');
  });
});
