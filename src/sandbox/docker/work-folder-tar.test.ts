import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unpackTar } from 'modern-tar';
import { packWorkFolder } from './work-folder-tar.ts';

const name = fc.string({
  unit: fc.constantFrom('a', '-', ' ', "'", 'ä', '😀', '\n'),
  minLength: 1,
  maxLength: 90,
});
const path = fc.array(name, { minLength: 1, maxLength: 6 }).map(parts => parts.join('/'));
const file = fc.record({ path, bytes: fc.uint8Array({ maxLength: 1_500 }), executable: fc.boolean() });

describe('packWorkFolder', () => {
  it('packs any files so that they come out as they went in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { maxLength: 5 }), async files => {
        const entries = await unpackTar(await packWorkFolder(files));
        const unpacked = entries.map(({ header, data }) => ({
          path: header.name,
          bytes: [...(data ?? [])],
          executable: header.mode === 0o755,
        }));

        assert.deepEqual(
          unpacked,
          files.map(({ bytes, ...rest }) => ({ ...rest, bytes: [...bytes] })),
        );
      }),
    );
  });
});
