import assert from 'node:assert/strict';
import { createMemoryRunStore } from '../../../../test/fakes/memory-run-store.ts';
import { hashBytes } from '../../../store/content-hash.ts';
import { changeSetOf, type FileChange } from '../change-set.ts';
import { encodeText } from '../text-content.ts';
import { composeFile } from './compose-file.ts';
import { proposeFiles } from './file-proposal.ts';

const { contents } = createMemoryRunStore(hashBytes);
const put = (text: string) => contents.put(encodeText(text));

/** Which paths may be run with all of a change taken, and with none of it. */
function runnable(changes: Readonly<Record<string, FileChange>>) {
  const files = proposeFiles(changeSetOf(changes, contents), {}, contents);
  const pathsWith = (isTaken: boolean) =>
    files
      .flatMap(file => composeFile(file, () => isTaken, contents))
      .flatMap(({ path, executable }) => (executable ? [path] : []));
  return { all: pathsWith(true), none: pathsWith(false) };
}

describe('the right to be run', () => {
  const script = put('#!/bin/sh\n');

  it('comes back with a deleted file', () => {
    const changes = { 'run.sh': { base: script, next: null, executable: true } };
    assert.deepEqual(runnable(changes), { all: [], none: ['run.sh'] });
  });

  it('goes to the new name of a file, and back to the old one', () => {
    const changes = {
      'old.sh': { base: script, next: null, executable: true },
      'new.sh': { base: null, next: script, executable: true, movedFrom: 'old.sh' },
    };
    assert.deepEqual(runnable(changes), { all: ['new.sh'], none: ['old.sh'] });
  });

  it('is left to a file that stays as it is', () => {
    const changes = { 'run.sh': { base: script, next: put('#!/bin/sh\nls\n'), executable: true } };
    assert.deepEqual(runnable(changes), { all: ['run.sh'], none: [] });
  });
});
