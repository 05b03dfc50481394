import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LiveOutput, lengthOf, maxPieces, pieceLength, piecesOf } from './live-output.ts';

const open = () => new LiveOutput({ runId: 'r1', attempt: 1, command: 'npm test', backend: 'docker' });

describe('the output of a running attempt', () => {
  it('keeps its streams apart', () => {
    const output = open();
    output.append('stdout', 'a');
    output.append('stderr', 'b');
    output.append('stdout', 'c');
    assert.deepEqual([output.of('stdout').texts, output.of('stderr').texts], [['ac'], ['b']]);
  });

  it('keeps the end of what was printed, in pieces of one size, however it came', () => {
    const chunk = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(3 * pieceLength));
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 20 }), chunks => {
        const output = open();
        const whole = chunks.map(([letter, times]) => letter.repeat(times)).join('');
        for (const [letter, times] of chunks) output.append('stdout', letter.repeat(times));

        const { first, texts } = output.of('stdout');

        assert.equal(texts.join(''), whole.slice(first * pieceLength));
        assert.ok(texts.length <= maxPieces);
        assert.ok(texts.slice(0, -1).every(text => text.length === pieceLength));
        assert.ok(first === 0 || texts.length === maxPieces);
      }),
      { numRuns: 50 },
    );
  });

  it('takes a line of a megabyte', () => {
    const output = open();
    output.append('stdout', 'x'.repeat(1_048_576));
    assert.equal(lengthOf(output.of('stdout')), maxPieces * pieceLength);
  });

  it('is cut as a whole text is', () => {
    const text = 'x'.repeat(pieceLength + 1);
    assert.deepEqual(piecesOf(text), { first: 0, texts: ['x'.repeat(pieceLength), 'x'] });
    assert.deepEqual(piecesOf(''), { first: 0, texts: [] });
  });
});
