import assert from 'node:assert/strict';
import { createMemoryRunStore } from '../../../../test/fakes/memory-run-store.ts';
import { createMemoryWorkspace } from '../../../../test/fakes/memory-workspace.ts';
import { hashBytes } from '../../../store/content-hash.ts';
import { changeSetOf } from '../change-set.ts';
import { encodeText } from '../text-content.ts';
import { decideHunks, type HunkOrder } from './decide-hunks.ts';
import { type Decisions, noDecisions, settled } from './decisions.ts';
import { type FileProposal, proposeFiles } from './file-proposal.ts';
import { planDecision } from './plan-decision.ts';

const { contents } = createMemoryRunStore(hashBytes);
const put = (text: string) => contents.put(encodeText(text));
const [base, next] = ['one\ntwo\nthree\nfour\n', 'ONE\ntwo\nthree\nfour\n'];
const renamed = (from: string, to: string) =>
  proposeFiles(
    changeSetOf(
      {
        'old.txt': { base: put(from), next: null, executable: false },
        'new.txt': { base: null, next: put(to), executable: false, movedFrom: 'old.txt' },
      },
      contents,
    ),
    {},
    contents,
  );
const idsOf = (files: readonly FileProposal[]) => files.flatMap(({ hunks }) => hunks.map(({ id }) => id));
const proposed = renamed(base, next);
const ids = idsOf(proposed);

/** A folder in which a person decides, and edits in between. */
function folder(start: Readonly<Record<string, string>>, files = proposed) {
  const workspace = createMemoryWorkspace(start);
  let decisions: Decisions = noDecisions;
  return {
    files: workspace.files,
    async decide(order: HunkOrder): Promise<void> {
      const pending = decideHunks(files, decisions, order);
      const plan = await planDecision({ files, decisions, pending }, { workspace, contents });
      await workspace.apply(plan.operations);
      decisions = settled({ ...decisions, applied: plan.applied }, pending);
    },
  };
}

describe('a renamed file that a person has edited', () => {
  it('takes their edits along to its new name, and back again', async () => {
    const { decide, files: now } = folder({ 'old.txt': base.replace('four', 'four of mine') });
    await decide({ accept: ids });
    assert.deepEqual(Object.fromEntries(now), { 'new.txt': next.replace('four', 'four of mine') });
    await decide({ reopen: ids });
    assert.deepEqual(Object.fromEntries(now), { 'old.txt': base.replace('four', 'four of mine') });
  });

  it('is refused where their edits contradict, and shows both between marks when asked to', async () => {
    const { decide, files: now } = folder({ 'old.txt': base.replace('one', 'mine') });
    await assert.rejects(decide({ accept: ids }), /Your own edits of old\.txt contradict/u);
    assert.deepEqual(Object.fromEntries(now), { 'old.txt': base.replace('one', 'mine') });
    await decide({ accept: ids, onConflict: 'mark' });
    assert.deepEqual([...now.keys()], ['new.txt']);
    assert.match(now.get('new.txt') ?? '', /<<<<<<< Yours\nmine\n=======\nONE\n>>>>>>> CodeForge\n/u);
  });

  it('is taken as it is where they have given it the new name themselves, with their edits', async () => {
    const { decide, files: now } = folder({ 'new.txt': base.replace('four', 'four of mine') });
    await decide({ accept: ids });
    assert.deepEqual(Object.fromEntries(now), { 'new.txt': next.replace('four', 'four of mine') });
    await decide({ reopen: ids });
    assert.deepEqual(Object.fromEntries(now), { 'old.txt': base.replace('four', 'four of mine') });
  });

  it('is left where it is if it has no lines, and has its new name already', async () => {
    const binary = '\0 picture';
    const files = renamed(binary, binary);
    const { decide, files: now } = folder({ 'new.txt': binary }, files);
    await decide({ accept: idsOf(files) });
    assert.deepEqual(Object.fromEntries(now), { 'new.txt': binary });
  });

  it('is refused where the old name is gone and the new one has something else', async () => {
    const { decide, files: now } = folder({ 'new.txt': 'theirs\n' });
    await assert.rejects(decide({ accept: ids }), /Your own edits of new\.txt contradict/u);
    assert.deepEqual(Object.fromEntries(now), { 'new.txt': 'theirs\n' });
  });

  it('is refused where it gets another name alone, and the person has something else under that', async () => {
    const files = renamed(base, base);
    const { decide, files: now } = folder({ 'new.txt': 'theirs\n' }, files);
    await assert.rejects(decide({ accept: idsOf(files) }), /Your own edits of new\.txt contradict/u);
    await decide({ accept: idsOf(files), onConflict: 'mark' });
    assert.deepEqual(Object.fromEntries(now), { 'new.txt': 'theirs\n' });
  });

  it('is refused where the new name is taken', async () => {
    const start = { 'old.txt': base.replace('four', 'mine'), 'new.txt': 'theirs\n' };
    const { decide, files: now } = folder(start);
    await assert.rejects(decide({ accept: ids }), /contradict/u);
    assert.deepEqual(Object.fromEntries(now), start);
  });
});
