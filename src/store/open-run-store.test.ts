import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'mocha';
import { ForgeError, type ForgeErrorCode } from '../engine/forge-error.ts';
import { describeContentStore } from './content-store.contract.ts';
import { describeLedger } from './ledger.contract.ts';
import { openRunStore } from './open-run-store.ts';
import { describeRunSearch } from './run-search.contract.ts';
import { describeRunStore } from './run-store.contract.ts';
import { newRun } from './sample-run.ts';

describe('openRunStore', () => {
  const folders = mkdtempSync(join(tmpdir(), 'codeforge-store-'));
  const freshFolder = () => mkdtempSync(join(folders, 'home-'));

  after(() => {
    rmSync(folders, { recursive: true });
  });

  describeRunStore('the database', () => openRunStore(freshFolder()));
  describeRunSearch('the database', () => openRunStore(freshFolder()));
  describeContentStore('the database', () => openRunStore(freshFolder()));
  describeLedger('the database', () => openRunStore(freshFolder()));

  it('finds again what an earlier process stored', () => {
    const folder = freshFolder();
    const first = openRunStore(folder);
    first.create(newRun('a'));
    const hash = first.contents.put(Buffer.from('text'));
    first.close();

    const second = openRunStore(folder);
    const found = [second.load('a')?.task, Buffer.from(second.contents.get(hash)).toString()];
    second.close();

    assert.deepEqual(found, ['Fix a', 'text']);
  });

  it('keeps equal contents once', () => {
    const folder = freshFolder();
    const store = openRunStore(folder);
    for (let n = 0; n < 5; n += 1) store.contents.put(Buffer.alloc(100_000, 'x'));
    store.close();

    assert.ok(statSync(join(folder, 'codeforge.db')).size < 300_000);
  });

  it('makes missing folders and lets nobody else read them', function () {
    if (process.platform === 'win32') this.skip(); // no permission bits there
    const folder = join(freshFolder(), 'new', 'deeper');
    const store = openRunStore(folder);
    store.create(newRun('a'));
    const modes = [folder, ...['', '-wal', '-shm'].map(suffix => join(folder, `codeforge.db${suffix}`))].map(
      path => statSync(path).mode & 0o777,
    );
    store.close();

    assert.deepEqual(modes, [0o700, 0o600, 0o600, 0o600]);
  });

  it('says so when a file stands where the folder should be', () => {
    const file = join(freshFolder(), 'file');
    writeFileSync(file, '');

    assertRefused(file, 'config.invalid', `cannot keep its history in ${file}`);
    assertRefused(join(file, 'below'), 'config.invalid', 'CODEFORGE_HOME');
  });

  it('says so where no folder can ever be made', function () {
    if (process.platform !== 'linux') this.skip();

    assertRefused('/proc/codeforge/home', 'config.invalid', 'CODEFORGE_HOME');
  });

  it('names a damaged file and leaves it as it is', () => {
    const folder = freshFolder();
    const file = join(folder, 'codeforge.db');
    writeFileSync(file, 'no database, but long enough to look like one. '.repeat(100));
    const before = readFileSync(file);

    assertRefused(folder, 'snapshot.incompatible', `${file} is damaged`);
    assert.deepEqual(readFileSync(file), before);
  });

  it('names a file whose pages were damaged later, while it is used', () => {
    const folder = freshFolder();
    const store = openRunStore(folder);
    store.create(newRun('a'));
    store.close();
    const file = join(folder, 'codeforge.db');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, 4096));

    assertRefused(folder, 'snapshot.incompatible', `${file} is damaged`);
  });

  it('refuses a database of a newer program and says what to do', () => {
    const folder = freshFolder();
    openRunStore(folder).close();
    const database = new DatabaseSync(join(folder, 'codeforge.db'));
    database.exec('PRAGMA user_version = 99');
    database.close();

    assertRefused(folder, 'snapshot.incompatible', 'Update CodeForge');
  });

  it('does not announce that SQLite is experimental, but lets other warnings pass', () => {
    const module = new URL('./load-sqlite.ts', import.meta.url).href;
    const script = `
      const { loadSqlite } = await import(${JSON.stringify(module)});
      loadSqlite();
      process.emitWarning('heard');
    `;
    const { stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });

    assert.match(stderr, /heard/u);
    assert.doesNotMatch(stderr, /experimental/iu);
  });
});

/** Opens the store there, and goes on to use it, since some damage shows only then. */
function assertRefused(folder: string, code: ForgeErrorCode, sentence: string): void {
  const openAndUse = () => {
    const store = openRunStore(folder);
    try {
      store.list({ limit: 10 });
      store.create(newRun('b'));
    } finally {
      store.close();
    }
  };
  assert.throws(openAndUse, error => {
    assert.ok(error instanceof ForgeError, String(error));
    assert.equal(error.code, code);
    assert.ok(error.message.includes(sentence), error.message);
    return true;
  });
}
