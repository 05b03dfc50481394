import assert from 'node:assert/strict';
import fc from 'fast-check';
import { outputIn, type ShownOutput, stepTo } from './output-pieces.ts';

const output = (pieces: readonly string[], firstPiece = 0, key = 'r1 1 stdout'): ShownOutput => ({
  key,
  firstPiece,
  pieces,
});

describe('the output on a screen', () => {
  it('is gathered from the slices, the first piece first', () => {
    const terminal = { attempts: [], shown: { attempt: 1, stream: 'stdout' }, firstPiece: 9 } as const;
    const slices = { terminal, 'output.10': 'b', 'output.9': 'a' };
    assert.deepEqual(outputIn(slices)?.pieces, ['a', 'b']);
    assert.equal(outputIn({ terminal: { ...terminal, shown: null } }), undefined);
  });

  it('is only told what it lacks', () => {
    assert.deepEqual(stepTo(output(['aa', 'b']), output(['aa', 'bb', 'c'])), { kind: 'more', text: 'bc' });
    assert.deepEqual(stepTo(output(['aa', 'b']), output(['bb'], 1)), { kind: 'more', text: 'b' });
  });

  it('begins anew for other output, and where some was missed', () => {
    assert.equal(stepTo(undefined, output(['a'])).kind, 'anew');
    assert.equal(stepTo(output(['a']), output(['a'], 0, 'r1 2 stdout')).kind, 'anew');
    assert.equal(stepTo(output(['a']), output(['c'], 2)).kind, 'anew');
    assert.equal(stepTo(output(['ab']), output(['xy'])).kind, 'anew');
    assert.equal(stepTo(output(['a', 'b']), output(['a'])).kind, 'anew');
  });

  it('shows the end of what was printed, however it grew and whatever was dropped', () => {
    const growth = fc.array(
      fc.record({ text: fc.string({ maxLength: 9 }), keep: fc.integer({ min: 1, max: 4 }) }),
    );
    fc.assert(
      fc.property(growth, steps => {
        let whole = '';
        let screen = '';
        let before: ShownOutput | undefined;
        for (const { text, keep } of steps) {
          whole += text;
          const all = whole.match(/.{1,4}/gsu) ?? [];
          const firstPiece = Math.max(before?.firstPiece ?? 0, all.length - keep, 0);
          const now = output(all.slice(firstPiece), firstPiece);
          const step = stepTo(before, now);
          screen = step.kind === 'anew' ? step.text : screen + step.text;
          before = now;
          assert.ok(whole.endsWith(screen));
          assert.ok(screen.endsWith(now.pieces.join('')));
        }
      }),
    );
  });
});
