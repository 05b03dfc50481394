import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeFilePayload, FrameReader } from './frame-reader.ts';
import { encodeFilePayload, encodeFrame, frameKind } from './runtime/frame.ts';

describe('FrameReader', () => {
  it('gives back every frame, however the bytes are cut', () => {
    const kind = fc.constantFrom(...Object.values(frameKind));
    const frame = fc.record({ kind, payload: fc.uint8Array({ maxLength: 50 }) });
    fc.assert(
      fc.property(fc.array(frame), fc.integer({ min: 1, max: 60 }), (frames, pieceSize) => {
        const bytes = Buffer.concat(frames.map(({ kind, payload }) => encodeFrame(kind, payload)));
        const reader = new FrameReader();
        const read = [];
        for (let at = 0; at < bytes.length; at += pieceSize) {
          read.push(...reader.push(bytes.subarray(at, at + pieceSize)));
        }

        assert.deepEqual(
          read.map(({ kind, payload }) => ({ kind, payload: [...payload] })),
          frames.map(({ kind, payload }) => ({ kind, payload: [...payload] })),
        );
      }),
    );
  });

  it('says nothing more once the bytes make no sense', () => {
    const reader = new FrameReader();

    assert.deepEqual(reader.push(new TextEncoder().encode('not a frame at all')), []);
    assert.equal(reader.isBroken, true);
    assert.deepEqual(reader.push(encodeFrame(frameKind.result, new Uint8Array(3))), []);
  });

  it('does not wait for a frame that cannot be', () => {
    const reader = new FrameReader();
    reader.push(new Uint8Array([frameKind.stdout, 255, 255, 255, 255]));

    assert.equal(reader.isBroken, true);
  });
});

describe('decodeFilePayload', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array(), (path, bytes) => {
        const decoded = decodeFilePayload(encodeFilePayload(path, bytes));

        assert.deepEqual([decoded.path, [...decoded.bytes]], [path, [...bytes]]);
      }),
    );
  });
});
