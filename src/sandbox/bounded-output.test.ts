import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boundedOutput } from './bounded-output.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Cuts bytes at the given places, as a socket might. */
function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const places = [0, ...cuts.map(cut => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

function fill(text: string, options: { cuts?: readonly number[]; headBytes: number; tailBytes: number }) {
  const output = boundedOutput(options);
  for (const piece of pieces(bytesOf(text), options.cuts ?? [])) {
    output.add(piece);
  }
  return output;
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });
const unicode = fc.string({ unit: fc.constantFrom('a', 'ä', '€', '😀', '\n'), maxLength: 120 });
const bounds = fc.record({ headBytes: fc.nat(20), tailBytes: fc.nat(20) });

describe('boundedOutput', () => {
  it('is empty when nothing was said', () => {
    const output = boundedOutput();

    assert.deepEqual([output.text(), output.truncated], ['', false]);
  });

  it('gives back whatever fits, however it was cut', () => {
    fc.assert(
      fc.property(unicode, cuts, (text, places) => {
        const output = fill(text, { cuts: places, headBytes: 240, tailBytes: 240 });

        assert.deepEqual([output.text(), output.truncated], [text, false]);
      }),
    );
  });

  it('keeps head and tail, and accounts for every byte, however it was cut', () => {
    fc.assert(
      fc.property(unicode, cuts, bounds, (text, places, { headBytes, tailBytes }) => {
        fc.pre(bytesOf(text).length > headBytes + tailBytes);
        const output = fill(text, { cuts: places, headBytes, tailBytes });
        const [, head = '', missing, tail = ''] =
          /^(.*)\n\[… (\d+) bytes left out …\]\n(.*)$/su.exec(output.text()) ?? [];

        assert.equal(output.truncated, true);
        assert.equal(text.startsWith(head) && text.endsWith(tail), true);
        assert.equal(bytesOf(head).length + Number(missing) + bytesOf(tail).length, bytesOf(text).length);
        // At most one character is lost at either cut, and it has four bytes at most.
        assert.equal(bytesOf(head).length > headBytes - 4 && bytesOf(tail).length > tailBytes - 4, true);
      }),
    );
  });

  it('survives bytes that are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), bytes => {
        const output = boundedOutput({ headBytes: 8, tailBytes: 8 });
        output.add(bytes);

        assert.equal(output.truncated, bytes.length > 16);
        assert.equal(output.text().length <= 60, true);
      }),
    );
  });

  it('takes very many single bytes', () => {
    const output = boundedOutput({ headBytes: 4, tailBytes: 4 });
    for (let index = 0; index < 200_000; index += 1) {
      output.add(Uint8Array.of(48 + (index % 10)));
    }

    assert.equal(output.text(), '0123\n[… 199992 bytes left out …]\n6789');
  });
});
