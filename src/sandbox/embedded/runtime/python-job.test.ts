import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeJob, encodeJob } from './python-job.ts';

describe('decodeJob', () => {
  it('gives back what was encoded', () => {
    const file = fc.record({
      path: fc.string({ unit: 'grapheme' }),
      bytes: fc.uint8Array({ maxLength: 40 }),
      modifiedMs: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(file), fc.string({ unit: 'grapheme' }), (files, target) => {
        const job = {
          nonce: 'n',
          program: { kind: 'code' as const, target, args: [target] },
          environment: { A: target },
          directory: 'a/b',
          folders: ['a', 'a/b'],
          files,
        };
        const decoded = decodeJob(encodeJob(job));

        assert.deepEqual(
          { ...decoded, files: decoded.files.map(({ bytes, ...rest }) => ({ ...rest, bytes: [...bytes] })) },
          { ...job, files: files.map(({ bytes, ...rest }) => ({ ...rest, bytes: [...bytes] })) },
        );
      }),
    );
  });
});
