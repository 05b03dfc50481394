import assert from 'node:assert/strict';
import { below, elsewhere, findingOf, holdsBar } from './finding.ts';
import { amount, findingsTable } from './findings-table.ts';

describe('a table of findings', () => {
  it('shows the figure, its spread, its bar, and what stands beside it', () => {
    const finding = findingOf({
      what: 'a step',
      unit: 'ms',
      values: [0.1, 0.2, 0.3],
      bar: below(0.5),
      beside: [{ name: 'floor', value: 0.1, measured: 'here' }, ...elsewhere({ 'another one': 0.63 })],
    });

    assert.equal(
      findingsTable([finding]),
      [
        '| what | median | spread | bar | beside it |',
        '| --- | --- | --- | --- | --- |',
        '| a step | **0.200 ms** | 0.120 ms – 0.280 ms (3) | below 0.500 ms: held | floor 0.100 ms (× 2 here), another one 0.630 ms† |',
        '',
        '† measured elsewhere, on this kind of machine',
      ].join('\n'),
    );
  });

  it('says that a bar was missed, also by nothing', () => {
    const finding = findingOf({ what: 'start', unit: 'ms', values: [200], bar: below(200) });

    assert.equal(holdsBar(finding), false);
    assert.match(findingsTable([finding]), /\| once \| below 200 ms: \*\*missed\*\* \|/);
  });

  it('holds what has no bar', () => {
    const finding = findingOf({ what: 'size', unit: 'bytes', values: [5, 5] });

    assert.equal(holdsBar(finding), true);
    assert.match(findingsTable([finding]), /\*\*5 bytes\*\* \| always \(2\) \| – \|/);
  });

  it('writes numbers no more exactly than they are known', () => {
    assert.deepEqual(
      [0.02449, 1.2345, 12.345, 7897.4, 4].map(value => amount(value, 'ms')),
      ['0.024 ms', '1.23 ms', '12.3 ms', '7,897 ms', '4 ms'],
    );
  });
});
