import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Asked, askFor, hearTold, shownValue } from './asked.ts';

describe('what was asked for and has not been told yet', () => {
  const nothing: Asked<string> = { told: 'a', open: [] };

  it('is shown at once, the last of it', () => {
    assert.equal(shownValue(nothing), 'a');
    assert.equal(shownValue(askFor(askFor(nothing, 'b'), 'c')), 'c');
    assert.equal(shownValue(askFor(askFor(nothing, 'b'), '')), '');
  });

  it('stays in sight while the host tells what was asked for before', () => {
    const asked = ['b', 'c', 'b'].reduce(askFor, nothing);
    assert.deepEqual(
      ['b', 'c', 'b'].map((_, index, all) => shownValue(all.slice(0, index + 1).reduce(hearTold, asked))),
      ['b', 'b', 'b'],
    );
  });

  it('gives way to what nobody asked for here', () => {
    assert.equal(shownValue(hearTold(askFor(nothing, 'b'), 'x')), 'x');
  });

  it('is never out of sight, wherever the host is behind, and is what it tells in the end', () => {
    const values = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(fc.array(fc.tuple(values, fc.boolean())), steps => {
        let asked = nothing;
        const queue: string[] = [];
        for (const [value, isTold] of steps) {
          if (value !== shownValue(asked)) queue.push(value);
          asked = askFor(asked, value);
          const next = isTold ? queue.shift() : undefined;
          if (next !== undefined) asked = hearTold(asked, next);
          assert.equal(shownValue(asked), value);
        }
        for (const next of queue) asked = hearTold(asked, next);
        assert.deepEqual(asked.open, []);
      }),
    );
  });
});
