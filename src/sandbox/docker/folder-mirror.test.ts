import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FolderMirror } from './folder-mirror.ts';

const paths = fc.constantFrom('a', 'b', 'c/d');
const update = fc.record({
  files: fc.array(
    fc.record({
      path: paths,
      bytes: fc.uint8Array({ minLength: 1, maxLength: 2 }),
      executable: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  deleted: fc.array(paths, { maxLength: 3 }),
});
const step = fc.oneof(
  update.map(value => ({ kind: 'update' as const, update: value })),
  fc.constant({ kind: 'send' as const }),
  fc.constant({ kind: 'lose' as const }),
);

describe('FolderMirror', () => {
  it('brings every container, also a new one, to the folder that was asked for', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), steps => {
        const mirror = new FolderMirror();
        const wanted = new Map<string, unknown>();
        let container = new Map<string, unknown>();
        const send = () => {
          const { deleted, files } = mirror.unsent();
          for (const path of deleted) container.delete(path);
          for (const file of files) container.set(file.path, file);
          mirror.markSent();
        };
        for (const next of steps) {
          if (next.kind === 'update') {
            mirror.apply(next.update);
            for (const path of next.update.deleted) wanted.delete(path);
            for (const file of next.update.files) wanted.set(file.path, file);
          } else if (next.kind === 'lose') {
            container = new Map();
            mirror.startOver();
          } else {
            send();
          }
        }
        send();

        // Map equality does not look at the order.
        assert.deepEqual(container, wanted);
        assert.deepEqual(mirror.unsent(), { files: [], deleted: [] });
      }),
    );
  });

  it('sends only what changed', () => {
    const mirror = new FolderMirror();
    const file = (path: string) => ({ path, bytes: new Uint8Array(), executable: false });
    mirror.apply({ files: [file('a'), file('b')], deleted: [] });
    mirror.markSent();
    mirror.apply({ files: [file('b')], deleted: ['a'] });

    assert.deepEqual(mirror.unsent(), { files: [file('b')], deleted: ['a'] });
  });
});
