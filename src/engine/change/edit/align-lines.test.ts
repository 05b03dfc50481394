import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alignLines, alignLinesLate, type LineStep } from './align-lines.ts';
import { sharedAnchors } from './shared-anchors.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 25 });

function rebuilt(
  steps: readonly LineStep[],
  before: readonly string[],
  after: readonly string[],
): readonly (readonly string[])[] {
  return [
    steps.flatMap(step => (step.kind === 'added' ? [] : (before[step.before] ?? []))),
    steps.flatMap(step => (step.kind === 'removed' ? [] : (after[step.after] ?? []))),
  ];
}

describe('aligned lines', () => {
  for (const align of [alignLines, alignLinesLate]) {
    it(`hold both texts in order (${align.name})`, () => {
      fc.assert(
        fc.property(text, text, (before, after) => {
          const steps = align(before, after);
          assert.deepEqual(rebuilt(steps, before, after), [before, after]);
          for (const step of steps)
            if (step.kind === 'same') assert.equal(before[step.before], after[step.after]);
        }),
      );
    });
  }

  it('keep what comes first, or what comes last, where a change could stand in two places', () => {
    const kinds = (steps: readonly LineStep[]) => steps.map(step => step.kind).join(' ');
    assert.equal(kinds(alignLines(['x', 'y'], ['x', 'x', 'y'])), 'same added same');
    assert.equal(kinds(alignLinesLate(['x', 'y'], ['x', 'x', 'y'])), 'added same same');
  });

  it('are the same when blanks at line ends differ', () => {
    assert.deepEqual(alignLines(['a  '], ['a']), [{ kind: 'same', before: 0, after: 0 }]);
  });

  it('find every small change in texts too long to compare as a whole', () => {
    const before = Array.from({ length: 3000 }, (_, at) => `line ${at}`);
    const after = before.map((line, at) => (at % 100 === 50 ? `${line} changed` : line));
    const steps = alignLines(before, after);
    assert.equal(steps.filter(step => step.kind === 'same').length, 2970);
    assert.deepEqual(rebuilt(steps, before, after), [before, after]);
  });
});

describe('anchors', () => {
  it('stand once on both sides and rise on both', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const anchors = sharedAnchors(before, after);
        anchors.forEach((anchor, at) => {
          const line = before[anchor.before];
          assert.equal(line, after[anchor.after]);
          assert.equal(before.filter(other => other === line).length, 1);
          assert.equal(after.filter(other => other === line).length, 1);
          const previous = anchors[at - 1];
          assert.ok(
            previous === undefined || (previous.before < anchor.before && previous.after < anchor.after),
          );
        });
      }),
    );
  });

  it('are as many as can rise together', () => {
    assert.equal(sharedAnchors(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c']).length, 3);
  });
});
