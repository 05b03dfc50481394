import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openRunStore } from './open-run-store.ts';
import { identifyProcess } from './process-identity.ts';
import { newRun } from './sample-run.ts';
import { type StoreChild, startStoreChild } from './store-child.ts';

describe('a store that several processes use', () => {
  let directory: string;
  let children: StoreChild[];

  const start = (script: string): StoreChild => {
    const child = startStoreChild(directory, script);
    children.push(child);
    return child;
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'codeforge-store-'));
    children = [];
  });

  afterEach(async () => {
    await Promise.all(children.map(child => child.kill()));
    rmSync(directory, { recursive: true });
  });

  it('has lost nothing that was saved when the process is killed', async () => {
    const child = start(`
      const store = openStore();
      store.create(newRun('a'));
      const hash = store.contents.put(Buffer.from('kept'));
      for (let n = 1; ; n += 1) {
        const event = { at: n, type: 'step', json: JSON.stringify(n) };
        store.saveStep('a', step({ at: n, snapshotJson: JSON.stringify({ n, hash }), events: [event] }));
        store.appendJournal({ runId: 'a', visit: 'code#1', json: JSON.stringify(n) });
        print(n);
        if (n % 50 === 0) await new Promise(setImmediate);
      }
    `);
    let printed = 0;
    while (printed < 200) printed = Number(await child.nextLine());
    await child.kill();

    const store = openRunStore(directory);
    const { n, hash } = JSON.parse(store.load('a')?.snapshotJson ?? '{}');
    const events = store.events('a');
    const journal = store.readJournal('a', 'code#1');
    const kept = Buffer.from(store.contents.get(hash)).toString();
    store.close();

    assert.ok(n >= printed, `${n} steps are stored, ${printed} were reported`);
    assert.deepEqual(
      events.map(event => Number(event.json)),
      Array.from({ length: n }, (_, index) => index + 1),
    );
    assert.ok(journal.length === n || journal.length === n - 1, `${journal.length} entries after ${n} steps`);
    assert.equal(kept, 'kept');
  });

  it('is opened for the first time by many at once', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const processes = names.map(name =>
      start(`
        print('ready');
        await go();
        const store = openStore();
        for (let n = 0; n < 25; n += 1) store.create(newRun('${name}' + n));
        store.close();
      `),
    );
    await Promise.all(processes.map(child => child.nextLine()));

    for (const child of processes) child.go();
    const codes = await Promise.all(processes.map(child => child.ended()));

    const store = openRunStore(directory);
    const count = store.list({ limit: 1000 }).length;
    store.close();
    assert.deepEqual(codes, [0, 0, 0, 0]);
    assert.equal(count, 100);
  }).timeout(30_000);

  it('gives a run to one living process, and to another once that one was killed', async () => {
    const store = openRunStore(directory);
    store.create(newRun('a'));
    const child = start(`print(openStore().claim('a')); await go();`);
    assert.equal(await child.nextLine(), 'true');

    const whileItLives = store.claim('a');
    store.release('a');
    const afterForeignRelease = store.claim('a');
    await child.kill();
    const afterItsDeath = store.claim('a');
    store.close();

    assert.deepEqual([whileItLives, afterForeignRelease, afterItsDeath], [false, false, true]);
  });

  it('gives a run to another process once it is released', async () => {
    const store = openRunStore(directory);
    store.create(newRun('a'));
    const child = start(`
      const store = openStore();
      store.claim('a');
      store.release('a');
      print('released');
      await go();
    `);
    await child.nextLine();

    const claimed = store.claim('a');
    store.close();

    assert.equal(claimed, true);
  });

  it('tells two stores of one process apart, and takes nothing from one that is closed', () => {
    const store = openRunStore(directory);
    const other = openRunStore(directory);
    store.create(newRun('a'));

    const claims = [store.claim('a'), other.claim('a')];
    store.close();
    claims.push(other.claim('a'));
    other.close();

    assert.deepEqual(claims, [true, false, true]);
  });

  it('tells whoever watches that another process has changed something', async () => {
    const store = openRunStore(directory);
    const changed = Promise.withResolvers<void>();
    // A watch keeps no process alive; here the child does.
    const child = start(`await go(); openStore().create(newRun('theirs')); await go();`);
    const stop = store.watch(changed.resolve);

    child.go();
    await changed.promise;

    stop();
    assert.equal(store.load('theirs')?.id, 'theirs');
    store.close();
  });

  it('tells a change again that could not be taken up', async () => {
    const store = openRunStore(directory);
    const mochas = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const refused = once(process, 'uncaughtException');
    const taken = Promise.withResolvers<void>();
    let tries = 0;
    const stop = store.watch(() => {
      tries += 1;
      if (tries === 1) throw new Error('locked');
      taken.resolve();
    });
    const child = start(`openStore().create(newRun('theirs')); await go();`);

    const [error] = await refused;
    for (const listener of mochas) process.on('uncaughtException', listener);
    await taken.promise;

    stop();
    store.close();
    child.go();
    assert.deepEqual([error.message, tries], ['locked', 2]);
  });

  it('does not take a later process with the same number for the owner', function () {
    const parent = identifyProcess(process.ppid);
    // Elsewhere the system does not say when a process started.
    if (process.platform !== 'linux' || parent === undefined) this.skip();
    const store = openRunStore(directory);
    store.create(newRun('living'));
    store.create(newRun('recycled'));
    writeClaims(directory, [
      { runId: 'living', ...parent },
      { runId: 'recycled', pid: parent.pid, birth: 'before' },
    ]);

    const claims = [store.claim('living'), store.claim('recycled')];
    store.close();

    assert.deepEqual(claims, [false, true]);
  });
});

function writeClaims(
  directory: string,
  claims: readonly { runId: string; pid: number; birth: string }[],
): void {
  const database = new DatabaseSync(join(directory, 'codeforge.db'));
  const insert = database.prepare('INSERT INTO claims (runId, pid, birth, holder) VALUES (?, ?, ?, ?)');
  for (const { runId, pid, birth } of claims) insert.run(runId, pid, birth, 'another');
  database.close();
}
