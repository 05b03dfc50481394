import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import type { CheckpointStore } from '../engine/ports/checkpoint-store.ts';
import { hashBytes } from './content-hash.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array) => new TextDecoder().decode(content);
const plenty = 1_000_000;

/** What every store of checkpoints must do. `open` gives an empty one. */
export function describeCheckpoints(name: string, open: () => CheckpointStore): void {
  describe(`${name} as a store of checkpoints`, () => {
    let checkpoints: CheckpointStore;

    beforeEach(() => {
      checkpoints = open();
    });

    const record = (
      runId: string,
      files: Readonly<Record<string, readonly [string | null, string | null]>>,
      { at = Number.parseInt(runId, 36), maxBytes = plenty } = {},
    ) =>
      checkpoints.record(
        {
          runId,
          task: `Task of ${runId}`,
          root: '/w',
          at,
          files: Object.entries(files).map(([path, [before, after]]) => ({
            path,
            before: before === null ? null : bytes(before),
            held: before === null ? null : hashBytes(bytes(`${before} then`)),
            after: after === null ? null : bytes(after),
            executable: before?.startsWith('#!') ?? false,
          })),
        },
        maxBytes,
      );
    const told = (runId: string) =>
      checkpoints
        .files(runId)
        .map(({ path, before, after }) => [
          path,
          before && text(checkpoints.content(before)),
          after && text(checkpoints.content(after)),
        ]);

    it('keeps what was recorded of a file last', () => {
      record('a', { 'b.txt': ['old', 'new'], 'new.txt': [null, 'n'] });
      record('a', { 'b.txt': ['old and mine', 'newest'], 'a.txt': ['gone', null] });

      assert.deepEqual(told('a'), [
        ['a.txt', 'gone', null],
        ['b.txt', 'old and mine', 'newest'],
        ['new.txt', null, 'n'],
      ]);
    });

    it('keeps the name of what was there when it was recorded, and not the content', () => {
      record('a', { 'b.txt': ['old', 'new'], 'new.txt': [null, 'n'] });
      record('a', { 'b.txt': ['old and mine', 'newest'] });

      const [file, created] = checkpoints.files('a');
      assert.equal(file?.held, hashBytes(bytes('old and mine then')));
      assert.equal(created?.held, null);
      assert.throws(() => checkpoints.content(file?.held ?? hashBytes(bytes(''))), /No checkpoint names/u);
    });

    it('keeps whether a file could be run at first', () => {
      record('a', { 'run.sh': ['#!/bin/sh', 'echo'], 'b.txt': ['old', 'new'] });
      record('a', { 'run.sh': ['echo', null] });

      assert.deepEqual(
        checkpoints.files('a').map(({ path, executable }) => [path, executable]),
        [
          ['b.txt', false],
          ['run.sh', true],
        ],
      );
    });

    it('lists them newest first, with what they hold', () => {
      record('a', { 'x.txt': ['12345', '1'] });
      record('b', { 'x.txt': [null, '12'] });

      const [first, second] = checkpoints.list('/w');
      assert.deepEqual(first, {
        runId: 'b',
        task: 'Task of b',
        root: '/w',
        createdAt: 11,
        updatedAt: 11,
        fileCount: 1,
        sizeBytes: 2,
      });
      assert.deepEqual([second?.runId, second?.sizeBytes], ['a', 6]);
      assert.deepEqual(checkpoints.list('/elsewhere'), []);
    });

    it('removes the oldest beyond its size, never the newest', () => {
      record('a', { 'x.txt': ['a'.repeat(50), 'b'.repeat(50)] });
      record('b', { 'x.txt': ['c'.repeat(50), 'd'.repeat(50)] });
      record('c', { 'x.txt': ['e'.repeat(50), 'f'.repeat(50)] }, { maxBytes: 220 });
      assert.deepEqual(
        checkpoints.list().map(({ runId }) => runId),
        ['c', 'b'],
      );

      record('d', { 'x.txt': ['g'.repeat(500), null] }, { maxBytes: 220 });
      assert.deepEqual(
        checkpoints.list().map(({ runId }) => runId),
        ['d'],
      );
    });

    it('frees what no other checkpoint needs', () => {
      record('a', { 'x.txt': ['shared', 'only a'] });
      record('b', { 'x.txt': ['shared', 'of b'] });

      assert.equal(checkpoints.remove(['a', 'unknown']), 'only a'.length);
      assert.deepEqual(told('b'), [['x.txt', 'shared', 'of b']]);
    });
  });
}
