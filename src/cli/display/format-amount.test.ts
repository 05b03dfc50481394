import assert from 'node:assert/strict';
import { formatBytes, formatCount, formatDuration, formatTokens, formatUsd } from './format-amount.ts';

describe('amounts', () => {
  it('show durations in the unit that fits', () => {
    const shown = [0, 840.4, 999.4, 12_345, 59_949, 59_960, 125_000, 3_600_000].map(formatDuration);

    assert.deepEqual(shown, [
      '0 ms',
      '840 ms',
      '999 ms',
      '12.3 s',
      '59.9 s',
      '1 min 00 s',
      '2 min 05 s',
      '60 min 00 s',
    ]);
  });

  it('never show an unknown price as free', () => {
    assert.deepEqual([null, 0, 0.0123, 1.5].map(formatUsd), ['unknown', '$0', '$0.012', '$1.50']);
  });

  it('shorten large numbers of tokens', () => {
    assert.deepEqual([0, 999, 12_345, 999_949, 999_950].map(formatTokens), [
      '0',
      '999',
      '12.3k',
      '999.9k',
      '1.0M',
    ]);
  });

  it('count bytes in thousands, as Docker does', () => {
    assert.deepEqual([1200, 999_499, 999_500, 67_400_000, 999_600_000, 1_550_000_000].map(formatBytes), [
      '1 kB',
      '999 kB',
      '1 MB',
      '67 MB',
      '1.0 GB',
      '1.6 GB',
    ]);
  });

  it('put a noun into the right number', () => {
    assert.deepEqual([formatCount(1, 'file'), formatCount(0, 'repair')], ['1 file', '0 repairs']);
  });
});
