import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readLines } from './read-lines.ts';

describe('readLines', () => {
  it('finds the same lines however the bytes are cut', async () => {
    const cuts = fc.array(fc.nat(20), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), cuts, async (texts, sizes) => {
        const lines = texts.map(text => text.replaceAll('\n', ' '));
        const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''));

        assert.deepEqual(await Array.fromAsync(readLines(Readable.from(cut(bytes, sizes)))), lines);
      }),
    );
  });

  it('gives a last line that has no end', async () => {
    assert.deepEqual(await Array.fromAsync(readLines(Readable.from([Buffer.from('a\nb')]))), ['a', 'b']);
  });
});

function cut(bytes: Buffer, sizes: readonly number[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  let start = 0;
  for (const size of sizes) {
    pieces.push(bytes.subarray(start, start + size));
    start += size;
  }
  return [...pieces, bytes.subarray(start)];
}
