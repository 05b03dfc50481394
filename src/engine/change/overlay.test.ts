import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMemoryContentStore } from '../../../test/fakes/memory-run-store.ts';
import { createMemoryWorkspace } from '../../../test/fakes/memory-workspace.ts';
import { hashBytes } from '../../store/content-hash.ts';
import { changeSetOf } from './change-set.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { summarizeChanges } from './summarize-changes.ts';
import { decodeText, encodeText } from './text-content.ts';

const contents = createMemoryContentStore(hashBytes);
const { signal } = new AbortController();

const path = fc.constantFrom('a', 'b', 'constructor', 'd/e', '__proto__');
const step = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), path, text: fc.string({ maxLength: 5 }) }),
  fc.record({ kind: fc.constant('delete' as const), path }),
  fc.record({ kind: fc.constant('move' as const), path, to: path }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const tree = fc.dictionary(path, fc.string({ maxLength: 5 }), { noNullPrototype: true });

/** The same steps on a plain map: what the overlay must look like. */
function model(files: Map<string, string>, { kind, path: at, ...rest }: Step): void {
  const text = files.get(at);
  if (kind === 'write' && 'text' in rest) files.set(at, rest.text);
  if (kind === 'delete') files.delete(at);
  if (kind === 'move' && 'to' in rest && text !== undefined && !files.has(rest.to)) {
    files.delete(at);
    files.set(rest.to, text);
  }
}

async function act(overlay: Overlay, todo: Step): Promise<void> {
  if (todo.kind === 'write') await overlay.write(todo.path, encodeText(todo.text));
  if (todo.kind === 'delete') await overlay.delete(todo.path);
  if (todo.kind === 'move') await overlay.move(todo.path, todo.to);
}

async function textsOf(overlay: Overlay): Promise<Record<string, string | undefined>> {
  const paths = await overlay.list(signal);
  const texts = await Promise.all(
    paths.map(async at => [at, decodeText((await overlay.read(at)) ?? new Uint8Array([0]))] as const),
  );
  return Object.fromEntries(texts);
}

describe('an overlay', () => {
  it('looks as if every step had been done to the folder, also when another process goes on with it', () =>
    fc.assert(
      fc.asyncProperty(tree, fc.array(step, { maxLength: 10 }), async (start, steps) => {
        const workspace = createMemoryWorkspace(start);
        const expected = new Map(Object.entries(start));
        let overlay = createOverlay({ workspace, contents }, changeSetOf({}, contents));
        for (const todo of steps) {
          await act(overlay, todo);
          model(expected, todo);
          overlay = createOverlay({ workspace, contents }, JSON.parse(JSON.stringify(overlay.changeSet())));
        }
        assert.deepEqual(await textsOf(overlay), Object.fromEntries([...expected].sort()));
        assert.deepEqual(Object.fromEntries(workspace.files), start, 'the folder was touched');
      }),
    ));

  it('comes to exactly the proposed files when its change set is applied, and again when it is applied twice', () =>
    fc.assert(
      fc.asyncProperty(tree, fc.array(step, { maxLength: 10 }), async (start, steps) => {
        const workspace = createMemoryWorkspace(start);
        const overlay = createOverlay({ workspace, contents }, changeSetOf({}, contents));
        for (const todo of steps) await act(overlay, todo);
        const proposed = await textsOf(overlay);
        const operations = Object.entries(overlay.changeSet().files).map(
          ([at, { base, next, executable }]) => ({
            path: at,
            base,
            next: next === null ? null : { hash: next, bytes: contents.get(next), executable },
          }),
        );
        await workspace.apply(operations);
        await workspace.apply(operations);
        assert.deepEqual(Object.fromEntries([...workspace.files].sort()), proposed);
      }),
    ));

  it('forgets a change that was taken back', async () => {
    const overlay = createOverlay(
      { workspace: createMemoryWorkspace({ a: '1' }), contents },
      changeSetOf({}, contents),
    );
    await overlay.write('a', encodeText('2'));
    await overlay.write('a', encodeText('1'));
    assert.deepEqual(overlay.changeSet(), changeSetOf({}, contents));
  });

  it('tells a moved and edited file as one change', async () => {
    const overlay = createOverlay(
      { workspace: createMemoryWorkspace({ a: 'x\ny\n' }), contents },
      changeSetOf({}, contents),
    );
    await overlay.move('a', 'b');
    await overlay.write('b', encodeText('x\nz\n'));
    assert.deepEqual(summarizeChanges(overlay.changeSet(), contents), [
      { path: 'b', kind: 'moved', from: 'a', added: 1, removed: 1 },
    ]);
  });
});
