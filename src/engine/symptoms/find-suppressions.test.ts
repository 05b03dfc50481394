import assert from 'node:assert/strict';
import { createPhaseBench } from '../../../test/fakes/phase-bench.ts';
import { findSuppressions } from './find-suppressions.ts';

function suppressionsOf(before: string, after: string) {
  const bench = createPhaseBench({ files: { 'a.ts': before } });
  return findSuppressions(bench.changeSet({ 'a.ts': after }), bench.services.store.contents);
}

// The orders to be silent in these texts are what is looked for; none is meant for this file.
describe('findSuppressions', () => {
  it('finds a comment that only hides the problem, with its line', () => {
    assert.deepEqual(suppressionsOf('x\n', '// @ts-ignore\nx\n'), [
      { path: 'a.ts', line: 1, comment: '@ts-ignore' },
    ]);
  });

  it('leaves alone what was there before, also where it has moved', () => {
    assert.deepEqual(suppressionsOf('// @ts-ignore\nx\n', 'y\n// @ts-ignore\nx\n'), []);
  });

  it('finds the one that came where there was one already', () => {
    const found = suppressionsOf('x # noqa\n', 'x # noqa\ny # noqa\n');
    assert.deepEqual(
      found.map(({ line }) => line),
      [2],
    );
  });
});
