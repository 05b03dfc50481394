import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { createMemoryContentStore } from '../../../test/fakes/memory-run-store.ts';
import { createMemoryWorkspace } from '../../../test/fakes/memory-workspace.ts';
import { hashBytes } from '../../store/content-hash.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { encodeText } from './text-content.ts';
import { unifiedDiff } from './unified-diff.ts';

type Tree = Readonly<Record<string, string>>;

const contents = createMemoryContentStore(hashBytes);
const signal = new AbortController().signal;

/** A patch from whatever `change` does to the files, and the files it leads to. */
async function patchOf(
  before: Tree,
  change: (overlay: Overlay) => Promise<void>,
): Promise<{ patch: string; after: Tree }> {
  const overlay = createOverlay(
    { workspace: createMemoryWorkspace(before), contents },
    { files: {}, hash: contents.put(encodeText('')) },
  );
  await change(overlay);
  const after: Record<string, string> = {};
  for (const path of await overlay.list(signal))
    after[path] = new TextDecoder().decode(await overlay.read(path));
  return { patch: unifiedDiff(overlay.changeSet(), contents), after };
}

/** What `git apply` makes of the files. */
function applyWithGit(before: Tree, patch: string): Tree {
  const folder = mkdtempSync(join(tmpdir(), 'codeforge-patch-'));
  try {
    for (const [path, text] of Object.entries(before)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    if (patch !== '')
      execFileSync('git', ['apply', '--whitespace=nowarn', '-'], {
        cwd: folder,
        input: patch,
        stdio: 'pipe',
      });
    return readTree(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readTree(folder: string): Tree {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path), readFileSync(path, 'utf8')];
    }),
  );
}

async function assertGitAgrees(before: Tree, change: (overlay: Overlay) => Promise<void>): Promise<void> {
  const { patch, after } = await patchOf(before, change);
  assert.deepEqual(applyWithGit(before, patch), after, patch);
}

describe('unifiedDiff', () => {
  it('is empty when nothing changed', async () => {
    const { patch } = await patchOf({ 'a.txt': 'a\n' }, overlay => overlay.write('a.txt', encodeText('a\n')));
    assert.equal(patch, '');
  });

  it('creates, edits, deletes and moves as git understands it', () =>
    assertGitAgrees(
      { 'edit.py': 'a\nb\nc\n', 'gone.py': 'x\n', 'old name.py': 'one\ntwo\nthree\nfour\n' },
      async overlay => {
        await overlay.write('edit.py', encodeText('a\nB\nc\n'));
        await overlay.delete('gone.py');
        await overlay.move('old name.py', 'deep/new name.py');
        await overlay.write('deep/new name.py', encodeText('one\ntwo\nTHREE\nfour\n'));
        await overlay.write('src/new.py', encodeText('print()\n'));
      },
    ));

  it('keeps a move without a change a move', async () => {
    const { patch } = await patchOf({ 'a.py': 'x\n' }, async overlay => {
      await overlay.move('a.py', 'b.py');
    });
    assert.equal(patch, 'diff --git a/a.py b/b.py\nrename from a.py\nrename to b.py\n');
  });

  it('handles files without a final line break, CRLF, and empty ones', () =>
    assertGitAgrees(
      { 'open.txt': 'a\nb', 'dos.txt': 'a\r\nb\r\n', 'full.txt': 'x\n', 'empty.txt': '' },
      async overlay => {
        await overlay.write('open.txt', encodeText('a\nb\nc'));
        await overlay.write('dos.txt', encodeText('a\r\nB\r\n'));
        await overlay.write('full.txt', encodeText(''));
        await overlay.write('empty.txt', encodeText('now\n'));
        await overlay.write('new-empty.txt', encodeText(''));
      },
    ));

  it('quotes names that git would misread', () =>
    assertGitAgrees(
      { 'with "quotes".txt': 'a\n', 'ümläut.txt': 'a\n', 'tab\there.txt': 'a\n' },
      async overlay => {
        await overlay.write('with "quotes".txt', encodeText('b\n'));
        await overlay.write('ümläut.txt', encodeText('b\n'));
        await overlay.write('tab\there.txt', encodeText('b\n'));
      },
    ));

  it('leads git to exactly the proposed files, whatever they are', async function () {
    this.timeout(60_000);
    const line = fc.constantFrom('', 'a', 'b', 'a\r', '-- x', '++ y', '\\ z', '@@ -1 +1 @@', 'ünï', ' ');
    const text = fc
      .tuple(fc.array(line, { maxLength: 8 }), fc.boolean())
      .map(([lines, open]) => lines.join('\n') + (open || lines.length === 0 ? '' : '\n'));
    const path = fc.constantFrom('a.txt', 'b.txt', 'd/c.txt', 'd/e f.txt');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), path, text }),
      fc.record({ kind: fc.constant('delete' as const), path }),
      fc.record({ kind: fc.constant('move' as const), path, to: path }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(path, text, { maxKeys: 4 }),
        fc.array(step, { maxLength: 6 }),
        async (tree, steps) => {
          await assertGitAgrees({ ...tree }, async overlay => {
            for (const todo of steps) {
              if (todo.kind === 'write') await overlay.write(todo.path, encodeText(todo.text));
              else if (todo.kind === 'delete') await overlay.delete(todo.path);
              else await overlay.move(todo.path, todo.to);
            }
          });
        },
      ),
      { numRuns: 120 },
    );
  });
});
