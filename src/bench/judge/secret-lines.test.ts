import assert from 'node:assert/strict';
import fc from 'fast-check';
import { secretLines } from './secret-lines.ts';

describe('lines with a secret', () => {
  it('are found whatever surrounds them and however they come', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.nat().map(value => ({ value })),
          ),
        ),
        fc.array(fc.nat({ max: 40 })),
        (parts, cuts) => {
          const printed = parts.map(part =>
            typeof part === 'string' ? part : `\ns3cret ${JSON.stringify(part)}\n`,
          );
          assert.deepEqual(
            read(printed.join(''), cuts),
            parts.filter(part => typeof part === 'object'),
          );
        },
      ),
    );
  });

  it('are not those that only contain it, or hold no JSON', () => {
    assert.deepEqual(read('x s3cret 1\n s3cret 2\ns3cret {\ns3cret 3\n', []), [3]);
  });

  function read(text: string, cuts: readonly number[]): readonly unknown[] {
    const found: unknown[] = [];
    const push = secretLines('s3cret', report => found.push(report));
    let rest = text;
    for (const cut of cuts) {
      push(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    push(rest);
    return found;
  }
});
