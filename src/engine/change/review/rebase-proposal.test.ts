import assert from 'node:assert/strict';
import { createMemoryRunStore } from '../../../../test/fakes/memory-run-store.ts';
import { createMemoryWorkspace } from '../../../../test/fakes/memory-workspace.ts';
import { hashBytes } from '../../../store/content-hash.ts';
import { changeSetOf, type FileChange } from '../change-set.ts';
import { encodeText } from '../text-content.ts';
import { decideHunks } from './decide-hunks.ts';
import { noDecisions, settled } from './decisions.ts';
import { proposeFiles } from './file-proposal.ts';
import { rebaseProposal } from './rebase-proposal.ts';

const { contents } = createMemoryRunStore(hashBytes);
const put = (text: string) => contents.put(encodeText(text));
const textOf = (hash: FileChange['base'] | undefined) =>
  hash == null ? hash : new TextDecoder().decode(contents.get(hash));

const [base, next] = ['one\ntwo\nthree\nfour\nfive\n', 'ONE\ntwo\nTHREE\nfour\nFIVE\n'];
const changeSet = changeSetOf({ 'a.txt': { base: put(base), next: put(next), executable: false } }, contents);

/** What is left of the change once its first hunk was accepted and its second rejected, by base and next. */
async function left(now: Readonly<Record<string, string>>) {
  const files = proposeFiles(changeSet, {}, contents);
  const [first = '', second = ''] = files.flatMap(({ hunks }) => hunks.map(({ id }) => id));
  const pending = decideHunks(files, noDecisions, { accept: [first], reject: [second] });
  const decisions = settled(noDecisions, pending);
  const workspace = createMemoryWorkspace(now);
  const { files: rest } = await rebaseProposal({ changeSet, decisions }, { workspace, contents });
  return Object.entries(rest).map(([path, change]) => [path, textOf(change.base), textOf(change.next)]);
}

describe('what is left of a proposal', () => {
  const accepted = base.replace('one', 'ONE');

  it('stands on what was accepted, without what was rejected', async () => {
    const rest = await left({ 'a.txt': accepted });
    assert.deepEqual(rest, [['a.txt', accepted, accepted.replace('five', 'FIVE')]]);
  });

  it('takes along what the person has edited since', async () => {
    const mine = accepted.replace('three', 'three of mine');
    assert.deepEqual(await left({ 'a.txt': mine }), [['a.txt', mine, mine.replace('five', 'FIVE')]]);
  });

  it('is nothing where their own edits contradict it: theirs stay', async () => {
    assert.deepEqual(await left({ 'a.txt': accepted.replace('five', 'mine') }), []);
  });

  it('is nothing of a file that they have deleted', async () => {
    assert.deepEqual(await left({}), []);
  });
});
