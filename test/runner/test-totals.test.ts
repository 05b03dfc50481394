import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addTotals, formatTotals, noTotals, parseMissing, parseTotals } from './test-totals.ts';

const totals = fc.record(
  { passed: fc.nat(), failed: fc.nat(), skipped: fc.nat() },
  { noNullPrototype: true },
);

describe('test totals', () => {
  it('are read back from the last line that tells them, whatever stands around it', () => {
    fc.assert(
      fc.property(totals, totals, fc.lorem(), (earlier, last, noise) => {
        const output = `${formatTotals(earlier)}\n${noise}\n${formatTotals(last)}\n${noise}\n`;

        assert.deepEqual(parseTotals(output), last);
      }),
    );
  });

  it('are unknown when a process broke down before it told them', () => {
    assert.equal(parseTotals('  .....\nSegmentation fault\n'), undefined);
    assert.equal(parseTotals('I counted 3 passed, 0 failed, 0 skipped'), undefined);
  });

  it('add up', () => {
    const sum = [
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 0, skipped: 1 },
    ].reduce(addTotals, noTotals);

    assert.deepEqual(sum, { passed: 11, failed: 2, skipped: 4 });
  });

  it('name each missing component once', () => {
    const output =
      '\n  !!! SKIPPED for want of: Docker engine\n\n x\n  !!! SKIPPED for want of: Docker engine\n';

    assert.deepEqual(parseMissing(output), ['Docker engine']);
  });
});
