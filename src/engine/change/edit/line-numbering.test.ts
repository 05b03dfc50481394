import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type LineReading, lineKey } from './line-key.ts';
import { createLineNumbers } from './line-numbering.ts';

const readings: readonly LineReading[] = [
  'exact',
  'trailing-blanks',
  'indentation',
  'signs',
  'typography',
  'wide-dashes',
];
const line = fc.constantFrom('', 'a', ' a', 'a ', '“a”', '"a"', 'e\u0301', 'é', 'a — b', 'a -- b', 'a - b');

describe('lines by their numbers', () => {
  it('are found exactly where comparing each of them would find them', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 30 }),
        fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }),
        (lines, blocks) => {
          const numbers = createLineNumbers(lines);
          // The same numbers serve every block and every reading.
          for (const block of blocks)
            for (const reading of readings)
              assert.deepEqual(numbers.findBlock(block, reading), compared(lines, block, reading));
        },
      ),
    );
  });
});

function compared(
  lines: readonly string[],
  block: readonly string[],
  reading: LineReading,
): readonly number[] {
  const fits = (start: number) =>
    block.every((wanted, offset) => {
      const found = lines[start + offset];
      return found !== undefined && lineKey(found, reading) === lineKey(wanted, reading);
    });
  return lines.flatMap((_, start) => (fits(start) ? [start] : []));
}
