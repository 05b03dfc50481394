import assert from 'node:assert/strict';
import { createMemoryRunStore } from '../../../../test/fakes/memory-run-store.ts';
import { hashBytes } from '../../../store/content-hash.ts';
import { changeSetOf } from '../change-set.ts';
import { encodeText } from '../text-content.ts';
import { hunksInPlaceOf } from './decide-hunks.ts';
import { type Hunk, proposeFiles } from './file-proposal.ts';

const { contents } = createMemoryRunStore(hashBytes);
const put = (text: string) => contents.put(encodeText(text));

/** The hunks of a file whose proposal a person has edited like this. */
function hunks(base: string, next: string, edited?: string): readonly Hunk[] {
  const change = { base: put(base), next: put(next), executable: false };
  const edits = edited === undefined ? {} : { 'a.txt': put(edited) };
  const [file] = proposeFiles(changeSetOf({ 'a.txt': change }, contents), edits, contents);
  assert.ok(file);
  return file.hunks;
}

describe('what stands in the place of a hunk', () => {
  const [base, next] = ['a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\n'];
  const [first, second] = hunks(base, next) as [Hunk, Hunk];

  it('is itself as long as its text is', () => {
    assert.deepEqual(hunksInPlaceOf(first, hunks(base, next, 'A\nb\nc\nd\nEE\n')), [first]);
  });

  it('is its edited text, also where lines above it were added', () => {
    const edited = hunks(base, next, 'new\nA\nb\nc\nd\nEE\n');
    assert.deepEqual(hunksInPlaceOf(second, edited), [edited[1]]);
  });

  it('is nothing once the proposal was edited back', () => {
    assert.deepEqual(hunksInPlaceOf(first, hunks(base, next, 'a\nb\nc\nd\nE\n')), []);
  });

  it('is one hunk for both where the edit has joined them', () => {
    const joined = hunks(base, next, 'A\nB\nC\nD\nE\n');
    assert.equal(joined.length, 1);
    assert.deepEqual(
      [first, second].flatMap(hunk => hunksInPlaceOf(hunk, joined)),
      [joined[0], joined[0]],
    );
  });
});
