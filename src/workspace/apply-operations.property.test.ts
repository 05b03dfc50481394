import assert from 'node:assert/strict';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { ForgeError } from '../engine/forge-error.ts';
import type { FileOperation } from '../engine/ports/workspace.ts';
import { openNodeWorkspace } from './node-workspace.ts';
import { operation, sampleFolder, type Tree, textHash } from './sample-folder.ts';

describe('applying any change to any tree', () => {
  it('gives exactly the wanted tree, and doing it again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(change, async ({ before, after, operations }) => {
        using folder = sampleFolder(before);
        const workspace = await openNodeWorkspace(folder.path, { hash: textHash });

        await workspace.apply(operations);
        const inodes = inodesOf(folder.path, after);
        assert.deepEqual(folder.read(), withFolders(after));

        await workspace.apply(operations);
        assert.deepEqual(folder.read(), withFolders(after));
        assert.deepEqual(inodesOf(folder.path, after), inodes);
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it('gives the wanted tree also when it was cut off after any step and is done again', async () => {
    await fc.assert(
      fc.asyncProperty(change, fc.nat(12), async ({ before, after, operations }, steps) => {
        using folder = sampleFolder(before);
        for (const { path, next } of inOrderOfWork(operations).slice(0, steps)) {
          const target = join(folder.path, path);
          rmSync(target, { recursive: true, force: true });
          if (next === null) continue;
          mkdirSync(dirname(target), { recursive: true });
          writeFileSync(target, next.bytes);
        }

        const workspace = await openNodeWorkspace(folder.path, { hash: textHash });
        await workspace.apply(operations);

        assert.deepEqual(folder.read(), withFolders(after));
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  it('changes nothing at all when any one file was edited meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(change, fc.nat(), async ({ before, operations }, choice) => {
        const existing = operations.filter(({ path }) => before[path] !== undefined);
        const edited = existing[choice % existing.length]?.path;
        fc.pre(edited !== undefined);
        using folder = sampleFolder({ ...before, [edited]: 'edited meanwhile' });
        const workspace = await openNodeWorkspace(folder.path, { hash: textHash });

        await assert.rejects(
          workspace.apply(operations),
          (error: unknown) =>
            error instanceof ForgeError &&
            error.code === 'workspace.stale-base' &&
            error.message.includes(edited),
        );
        assert.deepEqual(folder.read(), withFolders({ ...before, [edited]: 'edited meanwhile' }));
      }),
      { numRuns: 60 },
    );
  }).timeout(60_000);
});

interface Change {
  readonly before: Tree;
  readonly after: Tree;
  readonly operations: readonly FileOperation[];
}

// Few names, so that files and folders of the two trees often claim the same one.
const paths = ['a', 'b', 'a/x', 'a/y', 'a/x/q', 'b/x/z', 'b/x', 'c/d/e', 'c/d/f', 'c/g'];

const tree: fc.Arbitrary<Tree> = fc
  .shuffledSubarray(paths)
  .chain(chosen =>
    fc.tuple(fc.constant(chosen), fc.array(fc.constantFrom('one', 'two', ''), { minLength: 10 })),
  )
  .map(([chosen, texts]) => {
    const kept: Record<string, string> = {};
    for (const [index, path] of chosen.entries()) {
      const isFree = Object.keys(kept).every(
        other => !other.startsWith(`${path}/`) && !path.startsWith(`${other}/`),
      );
      if (isFree) kept[path] = texts[index] ?? '';
    }
    return kept;
  });

const change: fc.Arbitrary<Change> = fc.tuple(tree, tree).chain(([before, after]) => {
  const operations = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter(path => before[path] !== after[path])
    .map(path => operation(path, before[path] ?? null, after[path] ?? null));
  return fc
    .shuffledSubarray(operations, { minLength: operations.length })
    .map(shuffled => ({ before, after, operations: shuffled }));
});

function inOrderOfWork(operations: readonly FileOperation[]): readonly FileOperation[] {
  return [
    ...operations.filter(({ next }) => next === null),
    ...operations.filter(({ next }) => next !== null),
  ];
}

function withFolders(files: Tree): Tree {
  const folders = Object.keys(files).flatMap(path => {
    const parts = path.split('/').slice(0, -1);
    return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
  });
  return { ...Object.fromEntries(folders.map(folder => [folder, ''])), ...files };
}

function inodesOf(folder: string, files: Tree): readonly number[] {
  return Object.keys(files).map(path => statSync(join(folder, path)).ino);
}
