import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { seededRandom } from './random.ts';
import { drawEdit, linesAfter, replaceOf, searchOf } from './real-edit.ts';
import { listSourceFiles } from './source-files.ts';
import { openZip } from './zip-archive.ts';

const project = join(import.meta.dirname, '../../..');

describe('seeded chance', () => {
  it('draws the same from the same seed, and within its limits', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 1000 }), (seed, limit) => {
        const [a, b] = [seededRandom(seed), seededRandom(seed)];
        for (let draw = 0; draw < 20; draw += 1) {
          const number = a.below(limit);
          assert.equal(number, b.below(limit));
          assert.ok(Number.isInteger(number) && number >= 0 && number < limit);
        }
      }),
    );
  });

  it('reaches both ends of a range', () => {
    const random = seededRandom(1);
    const drawn = new Set(Array.from({ length: 200 }, () => random.between(3, 5)));
    assert.deepEqual([...drawn].sort(), [3, 4, 5]);
    assert.equal(random.pickAny([]), undefined);
  });
});

describe('a ZIP archive', () => {
  it('is listed and unpacked', () => {
    const file = openZip(join(project, 'node_modules/pyodide/python_stdlib.zip')).find(
      ({ path }) => path === 'textwrap.py',
    );
    assert.match(file?.read().toString('utf8') ?? '', /^class TextWrapper:$/mu);
  });
});

describe('an edit drawn from real code', () => {
  const sources = listSourceFiles(project, ['node_modules/commander/lib', 'no/such/folder']);

  it('changes its file where it says, and nothing else', () => {
    const random = seededRandom(3);
    for (let draw = 0; draw < 20; draw += 1) {
      const edit = drawEdit(sources, { context: [1, 2], lines: [2, 12] }, random);
      const search = searchOf(edit);
      const rest = edit.start + search.length;
      assert.deepEqual(edit.lines.slice(edit.start, rest), search);
      assert.deepEqual(linesAfter(edit), [
        ...edit.lines.slice(0, edit.start),
        ...replaceOf(edit),
        ...edit.lines.slice(rest),
      ]);
      assert.ok(search.length >= 2 && search.length <= 12);
      assert.equal(edit.lines.join('\n').split(search.join('\n')).length, 2);
    }
  });

  it('cannot be drawn from nothing', () => {
    assert.throws(
      () => drawEdit([], { context: [0, 0], lines: [1, 1] }, seededRandom(1)),
      /No edit of this shape/u,
    );
  });
});
