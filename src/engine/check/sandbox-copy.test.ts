import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMemoryContentStore } from '../../../test/fakes/memory-run-store.ts';
import { createMemoryWorkspace, type MemoryWorkspace } from '../../../test/fakes/memory-workspace.ts';
import { hashBytes } from '../../store/content-hash.ts';
import { changeSetOf } from '../change/change-set.ts';
import { createOverlay, type Overlay } from '../change/overlay.ts';
import { encodeText } from '../change/text-content.ts';
import type { Sandbox, SandboxUpdate } from '../ports/sandbox.ts';
import { createSandboxCopy } from './sandbox-copy.ts';

const { signal } = new AbortController();

interface Copied {
  readonly overlay: Overlay;
  readonly workspace: MemoryWorkspace;
  /** What the sandbox's work folder holds. */
  readonly held: Map<string, string>;
  readonly updates: SandboxUpdate[];
  readonly sync: () => Promise<void>;
}

function open(files: Readonly<Record<string, string>>): Copied {
  const workspace = createMemoryWorkspace(files);
  const contents = createMemoryContentStore(hashBytes);
  const overlay = createOverlay({ workspace, contents }, changeSetOf({}, contents));
  const held = new Map<string, string>();
  const updates: SandboxUpdate[] = [];
  const sandbox: Sandbox = {
    backend: 'embedded',
    async write(update) {
      updates.push(update);
      for (const { path, bytes } of update.files) held.set(path, new TextDecoder().decode(bytes));
      for (const path of update.deleted) held.delete(path);
    },
    run: () => Promise.reject(new Error('nothing is run here')),
    artifacts: () => Promise.reject(new Error('nothing is fetched here')),
    async [Symbol.asyncDispose]() {},
  };
  const copy = createSandboxCopy(sandbox);
  return { overlay, workspace, held, updates, sync: () => copy.sync(overlay, signal) };
}

async function contentsOf(overlay: Overlay): Promise<ReadonlyMap<string, string>> {
  const paths = await overlay.list(signal);
  const texts = paths.map(
    async path => [path, new TextDecoder().decode((await overlay.read(path)) ?? new Uint8Array())] as const,
  );
  return new Map(await Promise.all(texts));
}

describe('the copy in a sandbox', () => {
  it('brings everything first, and then only what changed', async () => {
    const { overlay, updates, sync } = open({ 'a.py': '1', 'b.py': '2' });
    await sync();
    await overlay.write('a.py', encodeText('3'));
    await overlay.delete('b.py');

    await sync();
    await sync();

    assert.deepEqual(
      updates.map(({ files, deleted }) => [files.map(({ path }) => path), deleted]),
      [
        [['a.py', 'b.py'], []],
        [['a.py'], ['b.py']],
      ],
    );
  });

  it('brings back what a reverted edit or deletion had changed', async () => {
    const { overlay, held, sync } = open({ 'a.py': '1', 'b.py': '2' });
    await overlay.write('a.py', encodeText('9'));
    await overlay.delete('b.py');
    await sync();
    await overlay.write('a.py', encodeText('1'));
    await overlay.write('b.py', encodeText('2'));

    await sync();

    assert.deepEqual(Object.fromEntries(held), { 'a.py': '1', 'b.py': '2' });
  });

  it('goes on without a file that vanished while it was copied', async () => {
    const { workspace, held, sync } = open({ 'a.py': '1', 'gone.py': '2' });
    const { read } = workspace;
    workspace.read = async path => (path === 'gone.py' ? undefined : read(path));

    await sync();

    assert.deepEqual([...held.keys()], ['a.py']);
  });

  it('refuses a workspace that no sandbox could hold, and says what to do', async () => {
    const { workspace, sync } = open(
      Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`${at}.bin`, ''])),
    );
    const large = new Uint8Array(30 * 1024 * 1024);
    workspace.read = async () => large;

    await assert.rejects(sync(), {
      code: 'sandbox.unavailable',
      message: /larger than the 128 MB .*\.gitignore/u,
    });
  });

  it('names the largest parts of a workspace that is too large, and reads none of it', async () => {
    const { workspace, sync } = open({});
    const megabyte = 1024 * 1024;
    const files = { 'data/a.bin': 100, 'data/b.bin': 90, 'film.mp4': 20, 'src/main.py': 0 };
    workspace.list = async () =>
      Object.entries(files).map(([path, size]) => ({ path, sizeBytes: size * megabyte, executable: false }));
    workspace.read = () => Promise.reject(new Error('nothing is read'));

    await assert.rejects(sync(), { message: /has 210 MB.* are data\/ \(190 MB\), film\.mp4 \(20 MB\)/u });
  });

  it('stops copying when cancelled', async () => {
    const { overlay, updates } = open({ 'a.py': '1' });
    const sandbox = {
      backend: 'embedded',
      write: async () => {},
      run: () => Promise.reject(new Error('no')),
      artifacts: () => Promise.reject(new Error('no')),
    } as const;
    const copy = createSandboxCopy({ ...sandbox, async [Symbol.asyncDispose]() {} });

    await assert.rejects(copy.sync(overlay, AbortSignal.abort()), { name: 'AbortError' });

    assert.deepEqual(updates, []);
  });

  it('holds what the overlay shows after any edits', async () => {
    const path = fc.constantFrom('a', 'b', 'c', 'd/e');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), path, text: fc.constantFrom('', 'x', 'y') }),
      fc.record({ kind: fc.constant('delete' as const), path }),
      fc.record({ kind: fc.constant('move' as const), path, to: path }),
      fc.record({ kind: fc.constant('sync' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async steps => {
        const { overlay, held, sync } = open({ a: 'x', b: 'y' });
        for (const each of steps) {
          if (each.kind === 'write') await overlay.write(each.path, encodeText(each.text));
          if (each.kind === 'delete') await overlay.delete(each.path);
          if (each.kind === 'move') await overlay.move(each.path, each.to);
          if (each.kind === 'sync') await sync();
        }
        await sync();
        assert.deepEqual(new Map([...held].sort()), await contentsOf(overlay));
      }),
    );
  });
});
