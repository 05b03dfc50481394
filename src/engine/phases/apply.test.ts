import assert from 'node:assert/strict';
import { createPhaseBench, type PhaseBench } from '../../../test/fakes/phase-bench.ts';
import type { ChangeSet } from '../change/change-set.ts';
import { createOverlay } from '../change/overlay.ts';
import { decideHunks, orderForFiles } from '../change/review/decide-hunks.ts';
import { noDecisions } from '../change/review/decisions.ts';
import { proposeFiles } from '../change/review/file-proposal.ts';
import { encodeText } from '../change/text-content.ts';
import type { Attempt, RunContext } from '../run/run-context.ts';

const files = { 'a.py': 'old a\nkept\n', 'b.py': 'old b\n', 'moved.py': 'm\n' };

/** A bench whose change set edits one file, creates one, deletes one and moves one. */
async function open(): Promise<
  PhaseBench & { readonly green: (accepted: readonly string[]) => Partial<RunContext> }
> {
  const bench = createPhaseBench({ files });
  const { workspace, store } = bench.services;
  const overlay = createOverlay({ workspace, contents: store.contents }, bench.changeSet({}));
  await overlay.write('a.py', encodeText('new a\nkept\n'));
  await overlay.write('created.py', encodeText('c\n'));
  await overlay.delete('b.py');
  await overlay.move('moved.py', 'sub/moved.py');
  const changeSet = overlay.changeSet();
  const proposals = proposeFiles(changeSet, {}, store.contents);
  const green = (accepted: readonly string[]) => ({
    changeSet,
    decisions: {
      ...noDecisions,
      pending: decideHunks(
        proposals,
        noDecisions,
        orderForFiles({ files: proposals, verdicts: {} }, accepted),
      ),
    },
    attempts: [attemptOn(changeSet, bench)],
  });
  return { ...bench, green };
}

function attemptOn({ hash }: ChangeSet, { services }: PhaseBench): Attempt {
  return {
    number: 1,
    changeSet: hash,
    command: 'pytest -q',
    backend: 'docker',
    verdict: { kind: 'passed' },
    exitCode: 0,
    durationMs: 1,
    output: services.store.contents.put(encodeText('')),
  };
}

describe('the phase that applies', () => {
  it('writes, creates, deletes and moves what was accepted', async () => {
    const { work, green, workspace } = await open();

    await work('apply', green(['a.py', 'b.py', 'created.py', 'sub/moved.py']));

    assert.deepEqual(Object.fromEntries(workspace.files), {
      'a.py': 'new a\nkept\n',
      'created.py': 'c\n',
      'sub/moved.py': 'm\n',
    });
  });

  it('leaves every file that was not accepted, and both ends of a move that was not', async () => {
    const { work, green, workspace } = await open();

    await work('apply', green(['created.py']));

    assert.deepEqual(Object.fromEntries(workspace.files), { ...files, 'created.py': 'c\n' });
  });

  it('keeps what was edited meanwhile in another place', async () => {
    const { work, green, workspace } = await open();
    workspace.files.set('a.py', 'old a\nkept\nmine\n');

    await work('apply', green(['a.py']));

    assert.equal(workspace.files.get('a.py'), 'new a\nkept\nmine\n');
  });

  it('can be repeated, as a process may die before it is recorded', async () => {
    const { work, green, workspace } = await open();
    const accepted = green(['a.py', 'sub/moved.py']);

    await work('apply', accepted);
    await work('apply', accepted);

    assert.equal(workspace.files.get('a.py'), 'new a\nkept\n');
    assert.equal(workspace.files.has('moved.py'), false);
  });

  it('writes nothing where a file was edited meanwhile in the same place', async () => {
    const { work, green, workspace } = await open();
    workspace.files.set('a.py', 'mine\n');

    await assert.rejects(work('apply', green(['created.py', 'a.py'])), { code: 'workspace.conflict' });

    assert.deepEqual(Object.fromEntries(workspace.files), { ...files, 'a.py': 'mine\n' });
  });

  it('never writes what did not run green', async () => {
    const { work, green, workspace, changeSet } = await open();
    const edited = changeSet({ 'a.py': 'edited after the check\n' });

    await assert.rejects(work('apply', { ...green(['a.py']), changeSet: edited }), /without evidence/u);
    await assert.rejects(work('apply', { ...green(['a.py']), attempts: [] }), /without evidence/u);

    assert.deepEqual(Object.fromEntries(workspace.files), files);
  });
});
