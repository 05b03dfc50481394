import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createRunHarness } from '../../test/fakes/run-harness.ts';
import type { ScriptedAnswer } from '../../test/fakes/scripted-model.ts';
import type { HunkVerdict, Verdicts } from '../engine/change/review/decisions.ts';
import { encodeText } from '../engine/change/text-content.ts';
import type { Model } from '../engine/ports/model.ts';
import type { Workspace } from '../engine/ports/workspace.ts';
import type { RunPorts } from '../engine/run/run-ports.ts';
import { createRun, joinRun, type RunSession, reopenRun } from '../engine/run/run-session.ts';
import { hashBytes } from '../store/content-hash.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { openNodeWorkspace } from '../workspace/node-workspace.ts';
import { systemClock } from '../workspace/system-clock.ts';

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'half', 'seven'];
const before = `${numbers.join('\n')}\n`;
const after = before.replace('one', 'ONE').replace('four', 'FOUR').replace('seven\n', 'SEVEN\nEIGHT\n');

/** A review of three hunks in a file, a created and a deleted file, which two windows have open. */
interface SharedReview extends AsyncDisposable {
  readonly first: RunSession;
  readonly second: RunSession;
  /** Of the hunks: the three, then the created and the deleted file. */
  readonly ids: readonly string[];
  /** What another process on the same store and folder has. */
  readonly ports: (change?: ChangeWorkspace) => RunPorts;
  readonly files: () => Readonly<Record<string, string>>;
}

type ChangeWorkspace = (real: Workspace) => Workspace;

async function openShared(change: ChangeWorkspace = real => real): Promise<SharedReview> {
  const folder = mkdtempSync(join(tmpdir(), 'codeforge-shared-'));
  const root = mkdtempSync(join(folder, 'workspace-'));
  writeFileSync(join(root, 'n.txt'), before);
  writeFileSync(join(root, 'gone.txt'), 'bye\n');
  const harness = createRunHarness({ files: {}, program: () => ({}), answers: [proposal] });
  const disk = await openNodeWorkspace(root, { hash: hashBytes });
  const stores: ReturnType<typeof openRunStore>[] = [];
  const ports = (changed = change) => {
    const store = openRunStore(join(folder, 'home'));
    stores.push(store);
    const openModel = () => (harness.models.requests.length === 0 ? harness.models.open('replay/m') : silent);
    return { ...harness.ports, openModel, store, workspace: changed(disk), clock: systemClock };
  };
  const { workflow, request } = harness;
  const first = createRun(ports(), { runId: 'r', request: request('Fix', { check: 'true' }), workflow });
  first.start();
  await first.settled();
  const second = joinRun(ports(), 'r');
  second.start();
  return {
    first,
    second,
    ids: ['n.txt', 'new.txt', 'gone.txt'].flatMap(path => idsIn(first, path)),
    ports,
    files: () =>
      Object.fromEntries(readdirSync(root).map(name => [name, readFileSync(join(root, name), 'utf8')])),
    async [Symbol.asyncDispose]() {
      await Promise.all([first.release(), second.release()]);
      for (const store of stores) store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

const idsIn = (session: RunSession, path: string) =>
  session
    .proposals()
    .filter(file => file.path === path)
    .flatMap(({ hunks }) => hunks.map(({ id }) => id));

/** A model that answers nothing until it is told to stop. */
const silent: Model = {
  id: 'replay/silent',
  async *stream(_, { signal }) {
    yield* [];
    await new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  },
};

const proposal: ScriptedAnswer = {
  calls: [
    ['write_file', { path: 'n.txt', content: after }],
    ['write_file', { path: 'new.txt', content: 'hello\n' }],
    ['delete_file', { path: 'gone.txt' }],
    ['submit_work', { summary: 'Done.' }],
  ],
};

const verdictsIn = (session: RunSession): Verdicts => session.decisions().verdicts;

type Word = 'accept' | 'reject' | 'reopen';

async function say(session: RunSession, word: Word, id: string): Promise<void> {
  await session.decideHunks({ [word]: [id] });
  await session.settled();
}

const meaning = { accept: 'accepted', reject: 'rejected', reopen: undefined } as const;

describe('a review in two windows', () => {
  it('is the same in both, and takes decisions from either', async () => {
    await using review = await openShared();
    const { first, second } = review;
    const [one = '', two = ''] = review.ids;
    assert.equal(second.view().awaiting, 'decision');
    assert.deepEqual(second.proposals(), first.proposals());

    await say(second, 'accept', one);
    await say(first, 'reject', two);

    assert.deepEqual(verdictsIn(first), { [one]: 'accepted', [two]: 'rejected' });
    assert.equal(review.files()['n.txt'], before.replace('one', 'ONE'));
  });

  it('tells a window that follows what the other one has decided, and how it ended', async () => {
    await using review = await openShared();
    const { first, second } = review;
    const told: string[] = [];
    second.subscribe(({ type }) => told.push(type));
    const ended = Promise.withResolvers<void>();
    second.follow(() => second.view().outcome !== null && ended.resolve());

    await first.decide(['n.txt', 'new.txt', 'gone.txt']);
    await first.settled();
    // The watch itself keeps no process alive.
    const alive = setInterval(() => {}, 1_000);
    await ended.promise;
    clearInterval(alive);

    assert.equal(second.view().outcome, 'completed');
    assert.deepEqual(second.view().accepted, first.view().accepted);
    assert.ok(told.includes('changes.decided') && told.includes('run.finished'), told.join(' '));
    assert.deepEqual(review.files(), { 'n.txt': after, 'new.txt': 'hello\n' });
  });

  it('lets the first of two contrary decisions stand, and shows it to the other window', async () => {
    await using review = await openShared();
    const { first, second } = review;
    const [one = ''] = review.ids;

    await say(first, 'accept', one);
    await say(second, 'reject', one);

    assert.deepEqual(verdictsIn(second), { [one]: 'accepted' });
    assert.equal(review.files()['n.txt'], before.replace('one', 'ONE'));
  });

  it('takes one decision after the other when both windows decide at once', async () => {
    await using review = await openShared(slowWrites);
    const { first, second } = review;
    const [one = '', two = ''] = review.ids;

    await Promise.all([say(first, 'accept', one), say(second, 'accept', two)]);
    await first.decide(['n.txt', 'new.txt', 'gone.txt']);
    await first.settled();
    await second.cancel();

    assert.equal(first.view().outcome, 'completed');
    assert.equal(second.view().outcome, 'completed');
    assert.deepEqual(review.files(), { 'n.txt': after, 'new.txt': 'hello\n' });
  });

  it('loses no decision that follows another one before that is written', async () => {
    await using review = await openShared(slowWrites);
    const { first } = review;
    const [one = '', two = ''] = review.ids;

    await Promise.all([first.decideHunks({ accept: [one] }), first.decideHunks({ accept: [two] })]);
    await first.settled();

    assert.deepEqual(verdictsIn(first), { [one]: 'accepted', [two]: 'accepted' });
  });

  it('is only looked at in one window while the run works in the other', async () => {
    await using review = await openShared();
    const { first, second } = review;
    const [one = ''] = review.ids;
    await first.revise([{ hunk: one, text: 'Otherwise, please.' }]);

    await assert.rejects(second.decideHunks({ accept: [one] }), { code: 'run.busy' });
    await assert.rejects(second.cancel(), { code: 'run.busy' });
    assert.throws(() => reopenRun(review.ports(), 'r'), { code: 'run.busy' });

    assert.equal(second.isElsewhere(), true);
    assert.equal(second.view().state, 'code');
    assert.equal(second.isDeciding(), false);
    assert.equal(first.isElsewhere(), false);
  });

  it('refuses to lay one edit of a proposal over another', async () => {
    await using review = await openShared();
    const { first, second } = review;
    await first.editProposal('new.txt', encodeText('hello, first\n'));

    await assert.rejects(second.editProposal('new.txt', encodeText('hello, second\n')), {
      code: 'workspace.stale-base',
    });
    await second.editProposal('new.txt', encodeText('hello, both\n'));
    await second.decide(['new.txt']);
    await second.settled();

    assert.equal(review.files()['new.txt'], 'hello, both\n');
  });

  it('goes on in one window when the other one is killed while it writes', async () => {
    await using review = await openShared();
    const { first } = review;
    const ports = review.ports(real => changed(real, () => new Promise(() => {})));
    const doomed = joinRun(ports, 'r');
    const [one = '', two = ''] = review.ids;
    await doomed.decideHunks({ accept: [one] });
    assert.equal(ports.store.load('r')?.state, 'apply');
    // As the end of its process does.
    ports.store.close();

    await say(first, 'accept', two);

    assert.deepEqual(verdictsIn(first), { [one]: 'accepted', [two]: 'accepted' });
    assert.equal(review.files()['n.txt'], before.replace('one', 'ONE').replace('four', 'FOUR'));
  });

  it('comes to the same as in one window, whatever the order and however old what a window shows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            window: fc.nat(1),
            hunk: fc.nat(3),
            word: fc.constantFrom<Word>('accept', 'reject', 'reopen'),
          }),
          { maxLength: 12 },
        ),
        async steps => {
          await using shared = await openShared();
          await using alone = await openShared();
          const windows = [shared.first, shared.second] as const;
          for (const { window, hunk, word } of steps) {
            const session = windows[window === 0 ? 0 : 1];
            const other = windows[window === 0 ? 1 : 0];
            const id = alone.ids[hunk] ?? '';
            const [seen, is] = [verdictsIn(session), verdictsIn(alone.first)] as const;
            await say(session, word, id);
            if (seen[id] === is[id]) await say(alone.first, word, id);
            assert.deepEqual(verdictsIn(session), verdictsIn(alone.first));
            assert.ok(other.view().awaiting === 'decision');
          }
          assert.deepEqual(shared.files(), alone.files());
        },
      ),
      { numRuns: 12 },
    );
  }).timeout(60_000);

  it('loses nothing and applies nothing twice when both windows decide at the same time', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ isFirst: fc.boolean(), word: fc.constantFrom<Word>('accept', 'reject') }), {
          minLength: 4,
          maxLength: 4,
        }),
        async said => {
          await using review = await openShared();
          const { ids } = review;
          const decideAll = async (session: RunSession, isFirst: boolean) => {
            for (const [at, each] of said.entries()) {
              if (each.isFirst === isFirst) await say(session, each.word, ids[at] ?? '');
            }
          };
          await Promise.all([decideAll(review.first, true), decideAll(review.second, false)]);
          // What was said of a hunk that is open again anyway brings both up to date.
          await say(review.first, 'reopen', ids[4] ?? '');
          await say(review.second, 'reopen', ids[4] ?? '');

          const expected: Record<string, HunkVerdict | undefined> = Object.fromEntries(
            said.map(({ word }, at) => [ids[at] ?? '', meaning[word]]),
          );
          assert.deepEqual(verdictsIn(review.first), expected);
          assert.deepEqual(verdictsIn(review.second), expected);
          const has = (at: number) => said[at]?.word === 'accept';
          const pieces = [
            ['one', 'ONE'],
            ['four', 'FOUR'],
            ['seven\n', 'SEVEN\nEIGHT\n'],
          ] as const;
          const text = pieces.reduce(
            (all, [old, next], at) => (has(at) ? all.replace(old, next) : all),
            before,
          );
          assert.equal(review.files()['n.txt'], text);
        },
      ),
      { numRuns: 12 },
    );
  }).timeout(60_000);
});

/** Writes that take a few turns of the event loop, so that somebody else comes in between. */
const slowWrites: ChangeWorkspace = real =>
  changed(real, async operations => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    await real.apply(operations);
  });

function changed(real: Workspace, apply: Workspace['apply']): Workspace {
  return {
    root: real.root,
    list: signal => real.list(signal),
    read: path => real.read(path),
    readLatest: path => real.readLatest(path),
    isExecutable: path => real.isExecutable(path),
    isHidden: path => real.isHidden(path),
    search: (query, signal) => real.search(query, signal),
    apply,
  };
}
