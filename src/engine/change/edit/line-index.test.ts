import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createLineIndex } from './line-index.ts';
import { type LineReading, lineKey } from './line-key.ts';
import { lineSignature } from './line-signature.ts';
import { findRuns } from './number-runs.ts';

const readings: readonly LineReading[] = [
  'exact',
  'trailing-blanks',
  'indentation',
  'signs',
  'typography',
  'wide-dashes',
];
const reading = fc.constantFrom(...readings);
const line = fc
  .tuple(
    fc.constantFrom('', ' ', '\t'),
    fc.constantFrom(
      'a',
      'b',
      '“a”',
      '"a"',
      'e\u0301',
      '\u00e9',
      'a – b',
      'a - b',
      'a -- b',
      'x\u00a0y',
      'x y',
    ),
    fc.constantFrom('', '  '),
  )
  .map(parts => parts.join(''));

describe('the line index', () => {
  it('finds a block wherever all its lines are equal, overlapping ones too', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 40 }),
        fc.array(line, { minLength: 1, maxLength: 3 }),
        reading,
        (lines, block, how) => {
          const equals = (start: number) =>
            start + block.length <= lines.length &&
            block.every((text, at) => lineKey(text, how) === lineKey(lines[start + at] ?? '', how));
          const expected = lines.map((_, start) => start).filter(equals);
          assert.deepEqual(createLineIndex(lines).findBlock(block, how), expected);
        },
      ),
    );
  });

  it('finds the same in a file so repetitive that every place must be compared', () => {
    const lines = Array.from({ length: 2000 }, (_, at) => (at === 1500 ? '  b' : '  a'));
    const block = [...Array.from({ length: 400 }, () => 'a'), 'b'];
    assert.deepEqual(createLineIndex(lines).findBlock(block, 'indentation'), [1100]);
    assert.deepEqual(createLineIndex(lines).findBlock(block, 'exact'), []);
    assert.equal(
      createLineIndex(lines).findBlock(
        Array.from({ length: 300 }, () => 'a'),
        'indentation',
      ).length,
      1201 + 200,
    );
  });

  it('gives lines that are equal under any reading the same signature', () => {
    fc.assert(
      fc.property(line, line, reading, (a, b, how) => {
        if (lineKey(a, how) === lineKey(b, how)) assert.equal(lineSignature(a), lineSignature(b));
      }),
    );
  });
});

describe('runs of numbers', () => {
  it('are found wherever they stand', () => {
    const digit = fc.integer({ min: 0, max: 2 });
    fc.assert(
      fc.property(
        fc.array(digit, { maxLength: 60 }),
        fc.array(digit, { minLength: 1, maxLength: 5 }),
        (all, wanted) => {
          const expected = all
            .map((_, at) => at)
            .filter(at => wanted.every((number, offset) => all[at + offset] === number));
          assert.deepEqual(findRuns(Int32Array.from(all), Int32Array.from(wanted)), expected);
        },
      ),
    );
  });

  it('are none when nothing is wanted', () => {
    assert.deepEqual(findRuns(Int32Array.of(1, 2), new Int32Array()), []);
  });
});
