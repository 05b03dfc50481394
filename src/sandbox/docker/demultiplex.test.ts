import assert from 'node:assert/strict';
import fc from 'fast-check';
import { demultiplex } from './demultiplex.ts';

type Frame = readonly [stream: 'stdout' | 'stderr', bytes: Uint8Array];

const frame = fc.tuple(
  fc.constantFrom('stdout' as const, 'stderr' as const),
  fc.uint8Array({ maxLength: 40 }),
);

function encode([stream, bytes]: Frame): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream === 'stdout' ? 1 : 2;
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

function joined(frames: readonly Frame[], stream: Frame[0]): Buffer {
  return Buffer.concat(frames.flatMap(([name, bytes]) => (name === stream ? [bytes] : [])));
}

describe('demultiplex', () => {
  it('gives each stream its bytes, in whatever pieces they come', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (frames, step) => {
        const seen: Frame[] = [];
        const onPiece = demultiplex((stream, bytes) => seen.push([stream, bytes.slice()]));
        const bytes = Buffer.concat(frames.map(encode));
        for (let at = 0; at < bytes.length; at += step) {
          onPiece(bytes.subarray(at, at + step));
        }

        assert.deepEqual(joined(seen, 'stdout'), joined(frames, 'stdout'));
        assert.deepEqual(joined(seen, 'stderr'), joined(frames, 'stderr'));
      }),
    );
  });

  it('does not wait for the end of a frame', () => {
    const seen: string[] = [];
    const onPiece = demultiplex((_, bytes) => seen.push(Buffer.from(bytes).toString()));
    onPiece(encode(['stdout', Buffer.from('now and later')]).subarray(0, 11));

    assert.deepEqual(seen, ['now']);
  });

  it('refuses what is no such stream', () => {
    assert.throws(() => demultiplex(() => {})(Buffer.from('plain text')), /frame of an unknown kind/u);
  });
});
