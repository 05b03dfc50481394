import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { additionHarness, beginRun, edit, work } from '../../test/fakes/addition-run.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { newRun, step } from '../store/sample-run.ts';
import { openResumable } from './open-resumable.ts';

describe('the list of runs that have not ended', () => {
  it('says what a run waits for, and has it no more once it has ended', async () => {
    const { session, store } = await waiting();
    assert.deepEqual(told(store), [['r1', 'decision']]);

    await session.decide([]);
    await session.settled();
    await session.release();

    assert.deepEqual(told(store), []);
  });

  it('reads the request of a run only once, however often it is asked for', async () => {
    const { store } = await waiting();
    let loads = 0;
    const list = openResumable({
      ...store,
      list: query => store.list(query),
      load(runId) {
        loads += 1;
        return store.load(runId);
      },
    });
    assert.equal(list(['/memory']).length, 1);
    assert.deepEqual(list(['/memory']), openResumable(store)(['/memory']));
    assert.equal(loads, 1);
  });

  it('tells a run that is worked at from one whose process ended', async () => {
    const { store } = await waiting();
    for (const id of ['worked-at', 'left']) {
      store.create({
        ...newRun(id),
        workspaceRoot: '/memory',
        requestJson: store.load('r1')?.requestJson ?? '',
      });
      store.saveStep(id, step({ at: 1, summary: { ...step({}).summary, state: 'code' } }));
    }
    store.claim('worked-at');

    assert.deepEqual(
      new Map(told(store)),
      new Map([
        ['r1', 'decision'],
        ['worked-at', 'work'],
        ['left', null],
      ]),
    );
  });

  it('finds those of a folder that was opened through a link, and tells it as it was asked for', () => {
    const parent = mkdtempSync(join(tmpdir(), 'codeforge-linked-'));
    const [real, link] = [join(parent, 'real'), join(parent, 'link')];
    mkdirSync(real);
    symlinkSync(real, link, 'junction');
    const store = openRunStore(join(parent, 'home'));
    store.create({ ...newRun('of-real'), workspaceRoot: real });
    store.create({ ...newRun('of-link'), workspaceRoot: link });

    const found = openResumable(store)([link, join(parent, 'gone')]);
    store.close();
    rmSync(parent, { recursive: true });

    assert.deepEqual(found.map(({ id }) => id).sort(), ['of-link', 'of-real']);
    assert.deepEqual(new Set(found.map(({ folder }) => folder)), new Set([link]));
  });

  it('has those of another version, too, and of no other folder', async () => {
    const { store } = await waiting();
    store.create({ ...newRun('foreign'), workspaceRoot: '/memory' });
    store.create({ ...newRun('elsewhere'), workspaceRoot: '/w' });

    assert.deepEqual(
      new Map(told(store)),
      new Map([
        ['r1', 'decision'],
        ['foreign', null],
      ]),
    );
  });
});

async function waiting() {
  const harness = additionHarness([{ calls: [edit('a - b', 'a + b'), work] }]);
  const { session } = beginRun(harness);
  assert.equal((await session.settled()).awaiting, 'decision');
  return { session, store: harness.ports.store };
}

const told = (store: Parameters<typeof openResumable>[0]) =>
  openResumable(store)(['/memory']).map(({ id, awaiting }) => [id, awaiting] as const);
