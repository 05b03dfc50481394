import assert from 'node:assert/strict';
import { createMemoryRunStore } from '../../../test/fakes/memory-run-store.ts';
import { changeSetOf } from '../../engine/change/change-set.ts';
import { type FileProposal, proposeFiles } from '../../engine/change/review/file-proposal.ts';
import { encodeText } from '../../engine/change/text-content.ts';
import { hashBytes } from '../../store/content-hash.ts';
import { locateInBase, locateInFile, locateProposed, shownLines, textLines } from './locate-hunks.ts';

const { contents } = createMemoryRunStore(hashBytes);

function propose(base: string, next: string): FileProposal {
  const [before, after] = [base, next].map(text => contents.put(encodeText(text)));
  const change = { base: before ?? null, next: after ?? null, executable: false };
  const [file] = proposeFiles(changeSetOf({ 'a.txt': change }, contents), {}, contents);
  assert.ok(file);
  return file;
}

const file = propose('a\nb\nc\nd\ne\n', 'a\nB1\nB2\nc\nd\nE\n');
const [first, second] = file.hunks;

const inFile = (now: string, verdicts = {}) =>
  locateInFile(file, verdicts, { base: shownLines(file, 'base', contents), now: textLines(now) }).map(
    ({ line, count, isEdited }) => ({ line, count, isEdited }),
  );

describe('where hunks are', () => {
  it('in the untouched file, is where their lines are that go', () => {
    assert.deepEqual(inFile('a\nb\nc\nd\ne\n'), [
      { line: 1, count: 1, isEdited: false },
      { line: 4, count: 1, isEdited: false },
    ]);
  });

  it('in the file, follows what was accepted and typed above', () => {
    const verdicts = { [first?.id ?? '']: 'accepted' as const };
    assert.deepEqual(inFile('mine\na\nB1\nB2\nc\nd\ne\n', verdicts), [
      { line: 6, count: 1, isEdited: false },
    ]);
  });

  it('in the file, says which lines the person has edited', () => {
    assert.deepEqual(inFile('a\nb\nc\nd\nmine\n')[1], { line: 4, count: 1, isEdited: true });
  });

  it('in the file, is nowhere once all is decided', () => {
    const verdicts = { [first?.id ?? '']: 'rejected' as const, [second?.id ?? '']: 'rejected' as const };
    assert.deepEqual(inFile('a\nb\nc\nd\ne\n', verdicts), []);
  });

  it('in the proposal, follows what is typed there and not saved yet', () => {
    const now = textLines('a\nmine\nB1\nB2\nc\nd\nEE\n');
    const located = locateProposed(file, {}, { next: shownLines(file, 'next', contents), now });
    assert.deepEqual(
      located.map(({ line, count, isEdited }) => [line, count, isEdited]),
      [
        [2, 2, false],
        [6, 1, false],
      ],
    );
  });

  it('in the file as it was read, is where their lines are that go', () => {
    assert.deepEqual(
      locateInBase(file, {}).map(({ line, count }) => [line, count]),
      [
        [1, 1],
        [4, 1],
      ],
    );
  });
});
