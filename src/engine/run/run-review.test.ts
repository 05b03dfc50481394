import assert from 'node:assert/strict';
import { createRunHarness, type RunHarness } from '../../../test/fakes/run-harness.ts';
import type { ScriptedAnswer } from '../../../test/fakes/scripted-model.ts';
import type { FileProposal } from '../change/review/file-proposal.ts';
import { planRestore } from '../change/review/plan-restore.ts';
import { encodeText } from '../change/text-content.ts';
import { ForgeError } from '../forge-error.ts';
import { createRun, type RunSession, reopenRun } from './run-session.ts';

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'half', 'seven'];
const before = `${numbers.join('\n')}\n`;
const after = before.replace('one', 'ONE').replace('four', 'FOUR').replace('seven\n', 'SEVEN\nEIGHT\n');

/** A run that waits with three hunks in one file, a created and a deleted one. */
async function waiting(
  later: readonly ScriptedAnswer[] = [],
): Promise<{ harness: RunHarness; session: RunSession; ids: readonly string[] }> {
  const harness = createRunHarness({
    files: { 'n.txt': before, 'gone.txt': 'bye\n' },
    program: () => ({}),
    answers: [
      {
        calls: [
          ['write_file', { path: 'n.txt', content: after }],
          ['write_file', { path: 'new.txt', content: 'hello\n' }],
          ['delete_file', { path: 'gone.txt' }],
          ['submit_work', { summary: 'Done.' }],
        ],
      },
      ...later,
    ],
  });
  const { ports, workflow, request } = harness;
  const session = createRun(ports, {
    runId: 'r',
    request: request('Fix n.txt', { check: 'true' }),
    workflow,
  });
  session.start();
  await session.settled();
  return { harness, session, ids: hunkIds(session.proposals(), 'n.txt') };
}

const hunkIds = (files: readonly FileProposal[], path: string) =>
  files.filter(file => file.path === path).flatMap(({ hunks }) => hunks.map(({ id }) => id));

const decided = async (session: RunSession) => (await session.settled()).decisions.verdicts;

describe('the review of a run', () => {
  it('brings each accepted hunk into the file as it is decided, and ends with the last of them', async () => {
    const { harness, session, ids } = await waiting();
    const [first = '', second = '', third = ''] = ids;
    const text = () => harness.workspace.files.get('n.txt');

    await session.decideHunks({ accept: [third] });
    assert.equal((await session.settled()).awaiting, 'decision');
    assert.equal(text(), before.replace('seven\n', 'SEVEN\nEIGHT\n'));

    await session.decideHunks({ reject: [second] });
    await session.decideHunks({ accept: [first] });
    await session.settled();
    assert.equal(text(), before.replace('one', 'ONE').replace('seven\n', 'SEVEN\nEIGHT\n'));

    await session.decideHunks({ accept: hunkIds(session.proposals(), 'new.txt') });
    await session.settled();
    await session.decideHunks({ reject: hunkIds(session.proposals(), 'gone.txt') });
    const view = await session.settled();
    assert.equal(view.outcome, 'completed');
    assert.deepEqual(view.accepted, ['n.txt', 'new.txt']);
  });

  it('leaves what was decided one by one as it is where all files are accepted or rejected', async () => {
    for (const isAccepted of [true, false]) {
      const { harness, session, ids } = await waiting();
      const [first = '', second = ''] = ids;
      await session.decideHunks({ accept: [first], reject: [second] });
      await session.settled();

      await session.decide(isAccepted ? ['new.txt', 'gone.txt', 'n.txt'] : []);

      const { outcome } = await session.settled();
      assert.equal(outcome, 'completed');
      const left = isAccepted
        ? { 'n.txt': after.replace('FOUR', 'four'), 'new.txt': 'hello\n' }
        : { 'n.txt': before.replace('one', 'ONE'), 'gone.txt': 'bye\n' };
      assert.deepEqual(Object.fromEntries(harness.workspace.files), left);
    }
  });

  it('rejects only what was undecided by then where a decision is still being written', async () => {
    const { harness, session, ids } = await waiting();

    await session.decideHunks({ accept: [ids[0] ?? ''] });
    await session.decide([]);
    await session.settled();

    assert.equal(harness.workspace.files.get('n.txt'), before.replace('one', 'ONE'));
  });

  it('takes a decision back, out of the file too, and leaves what was edited meanwhile', async () => {
    const { harness, session, ids } = await waiting();
    const [first = ''] = ids;
    await session.decideHunks({ accept: [first] });
    await session.settled();
    harness.workspace.files.set('n.txt', before.replace('one', 'ONE').replace('six', 'six of mine'));

    await session.decideHunks({ reopen: [first] });
    await session.settled();

    assert.equal(harness.workspace.files.get('n.txt'), before.replace('six', 'six of mine'));
    assert.deepEqual(await decided(session), {});
  });

  it('writes nothing where an edit contradicts, and both between marks when told to', async () => {
    const { harness, session, ids } = await waiting();
    const [first = ''] = ids;
    const mine = before.replace('one', 'uno');
    harness.workspace.files.set('n.txt', mine);

    await session.decideHunks({ accept: [first] });
    const refused = await session.settled();
    assert.equal(refused.failure?.code, 'workspace.conflict');
    assert.equal(harness.workspace.files.get('n.txt'), mine);
    assert.deepEqual(refused.decisions.verdicts, {});

    await session.decideAgain('mark');
    const marked = await session.settled();
    assert.equal(marked.failure, null);
    assert.match(
      harness.workspace.files.get('n.txt') ?? '',
      /^<<<<<<< Yours\nuno\n=======\nONE\n>>>>>>> CodeForge\ntwo\n/u,
    );
  });

  it('says which file is not there any more, writes nothing, and takes the decision once it is', async () => {
    const { harness, session, ids } = await waiting();
    const { files } = harness.workspace;
    files.delete('n.txt');
    await session.decideHunks({ accept: [ids[0] ?? ''] });
    const { failure } = await session.settled();
    assert.match(failure?.message ?? '', /^n\.txt is not there any more, so nothing was written\./u);
    assert.equal(failure?.code, 'workspace.stale-base');
    assert.deepEqual([...files.keys()], ['gone.txt']);

    files.set('n.txt', before);
    await session.decideAgain('refuse');
    assert.equal((await session.settled()).failure, null);
    assert.equal(files.get('n.txt'), before.replace('one', 'ONE'));
  });

  it('takes a person’s own text in the place of a proposed one, and keeps what was decided beside it', async () => {
    const { harness, session, ids } = await waiting();
    await session.decideHunks({ accept: [ids[0] ?? ''], reject: [ids[1] ?? ''] });
    await session.settled();

    await session.editProposal('n.txt', encodeText(after.replace('SEVEN\n', 'Seven\n')));
    await session.settled();
    const edited = hunkIds(session.proposals(), 'n.txt');
    assert.deepEqual(edited.slice(0, 2), ids.slice(0, 2));
    assert.notEqual(edited[2], ids[2]);
    await session.decideHunks({ accept: [edited[2] ?? ''] });
    await session.settled();

    assert.equal(
      harness.workspace.files.get('n.txt'),
      before.replace('one', 'ONE').replace('seven\n', 'Seven\nEIGHT\n'),
    );
  });

  it('takes a decision about a hunk whose edit is still being written for what stands in its place', async () => {
    const { harness, session, ids } = await waiting();
    const [first = '', , third = ''] = ids;
    await session.decideHunks({ accept: [first] });
    await session.settled();

    const mine = after.replace('ONE', 'One').replace('SEVEN\n', 'Seven\n');
    await session.editProposal('n.txt', encodeText(mine));
    await session.decideHunks({ accept: [third] });
    await session.settled();

    assert.equal(
      harness.workspace.files.get('n.txt'),
      before.replace('one', 'One').replace('seven\n', 'Seven\nEIGHT\n'),
    );
  });

  it('is the same in another process, with every decision', async () => {
    const { harness, session, ids } = await waiting();
    await session.decideHunks({ accept: [ids[1] ?? ''], reject: [ids[2] ?? ''] });
    const left = await session.settled();
    const proposals = session.proposals();
    await session.release();

    const again = reopenRun(harness.ports, 'r');
    again.start();
    const view = await again.settled();

    assert.deepEqual(view.decisions, left.decisions);
    assert.deepEqual(again.proposals(), proposals);
    again.decideHunks({ accept: [ids[0] ?? ''] });
    await again.settled();
    assert.equal(harness.workspace.files.get('n.txt'), before.replace('one', 'ONE').replace('four', 'FOUR'));
  });

  it('tells each decision once, by hunk, and the proposal only once', async () => {
    const { harness, session, ids } = await waiting();
    await session.decideHunks({ accept: [ids[0] ?? ''] });
    await session.settled();
    await session.decideHunks({ reject: [ids[1] ?? ''] });
    await session.settled();

    const events = harness.ports.store.events('r').map(({ json }) => JSON.parse(json));
    const told = events.filter(({ type }) => type === 'changes.decided');
    assert.deepEqual(
      told.map(({ version, accepted, hunks }) => ({ version, accepted, hunks })),
      [
        { version: 1, accepted: ['n.txt'], hunks: { [ids[0] ?? '']: 'accepted' } },
        { version: 1, accepted: ['n.txt'], hunks: { [ids[1] ?? '']: 'rejected' } },
      ],
    );
    assert.equal(events.filter(({ type }) => type === 'changes.proposed').length, 1);
  });

  it('refuses a hunk that is not proposed, and stays open', async () => {
    const { session } = await waiting();
    await assert.rejects(session.decideHunks({ accept: ['n.txt:99,1:x'] }), /not proposed/u);
    assert.equal(session.view().awaiting, 'decision');
  });

  it('goes back to work with what a person says, on top of what they have accepted', async () => {
    const again: ScriptedAnswer = {
      calls: [
        ['edit_file', { path: 'n.txt', search: 'EIGHT\n', replace: 'eight\n' }],
        ['submit_work', { summary: 'In small letters.' }],
      ],
    };
    const { harness, session, ids } = await waiting([again]);
    await session.decideHunks({ accept: [ids[0] ?? ''], reject: [ids[1] ?? ''] });
    await session.settled();

    await session.revise([{ hunk: ids[2] ?? '', text: 'No capitals at the end, please.' }]);
    const view = await session.settled();

    const asked = JSON.stringify(harness.models.requests.at(-1));
    assert.match(asked, /In n\.txt the user says of this/u);
    assert.match(asked, /No capitals at the end, please/u);
    assert.deepEqual([view.awaiting, view.attempts.length], ['decision', 2]);
    assert.deepEqual(view.decisions.verdicts, {});
    const accepted = before.replace('one', 'ONE');
    const [file] = session.proposals().filter(({ path }) => path === 'n.txt');
    assert.equal(file?.baseLines.join(''), accepted);
    assert.equal(file?.nextLines.join(''), accepted.replace('seven\n', 'SEVEN\neight\n'));
    assert.equal(harness.workspace.files.get('n.txt'), accepted);

    await session.decide(['n.txt']);
    const done = await session.settled();
    assert.deepEqual([done.outcome, done.accepted], ['completed', ['n.txt']]);
    assert.equal(harness.workspace.files.get('n.txt'), accepted.replace('seven\n', 'SEVEN\neight\n'));
  });

  it('has kept what every file held before, and can take it all back under later edits', async () => {
    const { harness, session } = await waiting();
    const start = Object.fromEntries(harness.workspace.files);
    await session.decide(['n.txt', 'new.txt', 'gone.txt']);
    await session.settled();
    harness.workspace.files.set('n.txt', after.replace('six', 'six of mine'));

    assert.deepEqual(await restore(harness), []);

    assert.deepEqual(Object.fromEntries(harness.workspace.files), {
      ...start,
      'n.txt': before.replace('six', 'six of mine'),
    });
  });

  it('takes back only its own part of a file that was edited between two decisions', async () => {
    const { harness, session, ids } = await waiting();
    const [first = '', second = ''] = ids;
    await session.decideHunks({ accept: [first] });
    await session.settled();
    harness.workspace.files.set('n.txt', before.replace('one', 'ONE').replace('six', 'six of mine'));
    await session.decideHunks({ accept: [second] });
    await session.settled();

    assert.deepEqual(await restore(harness), []);

    assert.equal(harness.workspace.files.get('n.txt'), before.replace('six', 'six of mine'));
  });

  describe('whose last decision could not be written', () => {
    /** The first hunk is in the file, and was to leave it. */
    async function refused() {
      const { harness, session, ids } = await waiting();
      const [first = '', second = ''] = ids;
      const { workspace } = harness.ports;
      await session.decideHunks({ accept: [first] });
      await session.settled();
      const { apply } = workspace;
      workspace.apply = () => Promise.reject(new ForgeError('workspace.unreadable', 'The disk is full.'));
      await session.decideHunks({ reopen: [first] });
      assert.equal((await session.settled()).failure?.message, 'The disk is full.');
      workspace.apply = apply;
      const { files } = harness.workspace;
      assert.equal(files.get('n.txt'), before.replace('one', 'ONE'));
      return { harness, session, second, files };
    }

    it('is taken back whole', async () => {
      const { harness, files } = await refused();

      assert.deepEqual(await restore(harness), []);
      assert.equal(files.get('n.txt'), before);
    });

    it('is taken back under later edits', async () => {
      const { harness, files } = await refused();
      files.set('n.txt', before.replace('one', 'ONE').replace('six', 'six of mine'));

      assert.deepEqual(await restore(harness), []);
      assert.equal(files.get('n.txt'), before.replace('six', 'six of mine'));
    });

    it('is taken back whole after another decision', async () => {
      const { harness, session, second, files } = await refused();
      await session.decideHunks({ accept: [second] });
      await session.settled();

      assert.deepEqual(await restore(harness), []);
      assert.equal(files.get('n.txt'), before);
    });

    it('is taken back under edits that came before another decision', async () => {
      const { harness, session, second, files } = await refused();
      files.set('n.txt', before.replace('one', 'ONE').replace('six', 'six of mine'));
      await session.decideHunks({ accept: [second] });
      await session.settled();

      assert.deepEqual(await restore(harness), []);
      assert.equal(files.get('n.txt'), before.replace('six', 'six of mine'));
    });
  });

  it('leaves a file alone whose accepted lines were edited before more of it was accepted', async () => {
    const { harness, session, ids } = await waiting();
    const [first = '', second = ''] = ids;
    await session.decideHunks({ accept: [first] });
    await session.settled();
    harness.workspace.files.set('n.txt', before.replace('one', 'ONE of mine'));
    await session.decideHunks({ accept: [second] });
    await session.settled();
    const text = harness.workspace.files.get('n.txt');

    assert.deepEqual(await restore(harness), ['n.txt']);

    assert.equal(harness.workspace.files.get('n.txt'), text);
  });
});

/** Returns the files that were left alone. */
async function restore({ ports }: RunHarness): Promise<readonly string[]> {
  const { workspace, store } = ports;
  const { contents, checkpoints } = store;
  const { operations, conflicts } = await planRestore('r', { workspace, contents, checkpoints });
  await workspace.apply(operations);
  return conflicts;
}
