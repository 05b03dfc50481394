import assert from 'node:assert/strict';
import { runGroup } from './run-group.ts';

const patience = { toEnd: 20_000, toLetGo: 300 };
const run = (program: string, toEnd = patience.toEnd) =>
  runGroup({ name: 'group', args: ['-e', program] }, { ...patience, toEnd });

describe('a group of tests', () => {
  it('counts what it told', async () => {
    const { totals } = await run("console.log('3 passed, 0 failed, 1 skipped')");
    assert.deepEqual(totals, { passed: 3, failed: 0, skipped: 1 });
  });

  it('is one test where it tells no totals and need not', async () => {
    const group = { name: 'step', isOneTest: true } as const;
    const good = await runGroup({ ...group, args: ['-e', ''] }, patience);
    const bad = await runGroup({ ...group, args: ['-e', 'process.exit(3)'] }, patience);
    assert.deepEqual(
      [good.totals, bad.totals],
      [
        { passed: 1, failed: 0, skipped: 0 },
        { passed: 0, failed: 1, skipped: 0 },
      ],
    );
  });

  it('has failed when it broke down, whatever it told before', async () => {
    const { totals } = await run("console.log('3 passed, 0 failed, 0 skipped'); process.exit(7)");
    assert.deepEqual(totals, { passed: 3, failed: 1, skipped: 0 });
  });

  it('has failed when it does not end, and is ended', async () => {
    const { totals } = await run(
      "console.log('3 passed, 0 failed, 0 skipped'); setInterval(() => {}, 1000)",
      1_000,
    );
    assert.deepEqual(totals, { passed: 3, failed: 1, skipped: 0 });
  });

  it('has failed when a process that it started outlives it', async () => {
    const outliving = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 5000)'], { stdio: 'inherit' });
      child.unref();
      console.log('3 passed, 0 failed, 0 skipped');`;
    const { totals } = await run(outliving);
    assert.deepEqual(totals, { passed: 3, failed: 1, skipped: 0 });
  });
});
