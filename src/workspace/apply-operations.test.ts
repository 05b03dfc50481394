import assert from 'node:assert/strict';
import { chmodSync, chownSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ForgeError, type ForgeErrorCode } from '../engine/forge-error.ts';
import type { FileOperation } from '../engine/ports/workspace.ts';
import { openNodeWorkspace } from './node-workspace.ts';
import { operation, type SampleFolder, sampleFolder, textHash } from './sample-folder.ts';

describe('applying a change', () => {
  let folder: SampleFolder;

  beforeEach(() => {
    folder = sampleFolder();
  });

  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const apply = async (...operations: FileOperation[]) => {
    const workspace = await openNodeWorkspace(folder.path, { hash: textHash });
    await workspace.apply(operations);
  };
  const at = (path: string) => join(folder.path, path);
  const modeOf = (path: string) => statSync(at(path)).mode & 0o777;

  /** Applying throws this, and the folder stays as it was. */
  const assertRefused = async (operations: FileOperation[], code: ForgeErrorCode, message: RegExp) => {
    const before = folder.read();
    await assert.rejects(apply(...operations), (error: unknown) => {
      assert.ok(error instanceof ForgeError, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, message);
      return true;
    });
    assert.deepEqual(folder.read(), before);
  };

  it('creates, edits, deletes and moves, and removes folders that are left empty', async () => {
    folder.write({
      'edit.txt': 'old',
      'gone/deep/x.txt': 'x',
      'from/a.txt': 'a',
      'stays/b.txt': 'b',
      'stays/c.txt': 'c',
    });

    await apply(
      operation('new/deep/file.txt', null, 'new'),
      operation('edit.txt', 'old', 'edited'),
      operation('gone/deep/x.txt', 'x', null),
      operation('from/a.txt', 'a', null),
      operation('to/a.txt', null, 'a'),
      operation('stays/c.txt', 'c', null),
    );

    assert.deepEqual(folder.read(), {
      'edit.txt': 'edited',
      'new/': '',
      'new/deep/': '',
      'new/deep/file.txt': 'new',
      'stays/': '',
      'stays/b.txt': 'b',
      'to/': '',
      'to/a.txt': 'a',
    });
  });

  it('can make a folder of a file and a file of a folder', async () => {
    folder.write({ file: 'f', 'folder/a': 'a', 'folder/b/c': 'c' });
    mkdirSync(at('folder/empty'));

    await apply(
      operation('file/inner', null, 'i'),
      operation('file', 'f', null),
      operation('folder', null, 'now a file'),
      operation('folder/a', 'a', null),
      operation('folder/b/c', 'c', null),
    );

    assert.deepEqual(folder.read(), { 'file/': '', 'file/inner': 'i', folder: 'now a file' });
  });

  it('writes nothing at all when one file is not as expected, and names each that is not', async () => {
    folder.write({ a: 'changed by hand', b: 'b', 'there/already': 'x' });
    const fine = operation('b', 'b', 'edited');

    await assertRefused(
      [fine, operation('a', 'a', 'edited')],
      'workspace.stale-base',
      /^a changed since the run read it, so nothing was written\. /u,
    );
    await assertRefused([fine, operation('a', 'a', null)], 'workspace.stale-base', /^a changed/u);
    await assertRefused([fine, operation('gone', 'x', 'y')], 'workspace.stale-base', /^gone changed/u);
    await assertRefused(
      [fine, operation('there/already', null, 'y')],
      'workspace.stale-base',
      /^there\/already changed/u,
    );
    await assertRefused([fine, operation('there', null, 'y')], 'workspace.stale-base', /^there changed/u);
    await assertRefused(
      [fine, operation('a/below', null, 'y')],
      'workspace.stale-base',
      /^a\/below changed/u,
    );
    await assertRefused(
      [operation('a', 'a', 'edited'), fine, operation('gone', 'x', 'y'), operation('there', null, 'y')],
      'workspace.stale-base',
      /^a, gone and there changed since the run read them/u,
    );
  });

  it('notices a file that is saved while the change is being prepared', async () => {
    folder.write({ a: 'a', b: 'b' });
    const workspace = await openNodeWorkspace(folder.path, {
      hash: bytes => {
        folder.write({ a: 'saved meanwhile' });
        return textHash(bytes);
      },
    });

    await assert.rejects(
      workspace.apply([operation('a', 'a', 'x'), operation('b', 'b', 'x')]),
      /^ForgeError: a changed/u,
    );
    assert.deepEqual(folder.read(), { a: 'saved meanwhile', b: 'b' });
  });

  it('does not remove a folder in its way that holds something else', async () => {
    folder.write({ 'folder/mine': 'm', 'folder/old': 'o' });

    await assertRefused(
      [operation('folder/old', 'o', null), operation('folder', null, 'f')],
      'workspace.stale-base',
      /^folder changed/u,
    );
  });

  it('leaves alone what is already as wanted, whatever it was before', async () => {
    folder.write({ a: 'new', b: 'b' });
    const before = statSync(at('a'));

    await apply(operation('a', 'old', 'new'), operation('gone', 'x', null), operation('b', 'b', 'b2'));

    assert.equal(statSync(at('a')).ino, before.ino);
    assert.deepEqual(folder.read(), { a: 'new', b: 'b2' });
  });

  it('finishes what a killed apply began, and removes what it left lying around', async () => {
    const dead = '.codeforge-2147483647-0123abcd.tmp';
    folder.write({ 'src/a': 'new a', 'src/b': 'b', [`src/${dead}`]: 'half', [dead]: 'half', 'other/c': 'c' });
    folder.write({ [`other/${dead}`]: 'not in a folder of this change' });
    mkdirSync(at('emptied/deep'), { recursive: true });

    await apply(
      operation('src/a', 'a', 'new a'),
      operation('src/b', 'b', 'new b'),
      operation('emptied/deep/x', 'x', null),
    );

    assert.deepEqual(folder.read(), {
      'other/': '',
      [`other/${dead}`]: 'not in a folder of this change',
      'other/c': 'c',
      'src/': '',
      'src/a': 'new a',
      'src/b': 'new b',
    });
  });

  it('does not take away the half-written files of an apply that still runs', async () => {
    const alive = `.codeforge-${process.pid}-0123abcd.tmp`;
    folder.write({ [alive]: 'half' });

    await apply(operation('a', null, 'a'));

    assert.deepEqual(folder.read(), { a: 'a', [alive]: 'half' });
  });

  it('keeps the permissions of a file, and makes new ones executable when told', async function () {
    if (process.platform === 'win32') this.skip(); // no permission bits there
    folder.write({ 'private.txt': 'p', 'script.sh': 's', 'becomes.sh': 'b' });
    chmodSync(at('private.txt'), 0o600);
    chmodSync(at('script.sh'), 0o750);
    chmodSync(at('becomes.sh'), 0o640);

    await apply(
      operation('private.txt', 'p', 'p2'),
      operation('script.sh', 's', 's2'),
      executable(operation('becomes.sh', 'b', 'b')),
      executable(operation('new.sh', null, 'n')),
      operation('new.txt', null, 'n'),
    );

    const modes = ['private.txt', 'script.sh', 'becomes.sh', 'new.sh', 'new.txt'].map(modeOf);
    const umask = process.umask();
    assert.deepEqual(modes, [0o600, 0o750, 0o750, 0o777 & ~umask, 0o666 & ~umask]);
  });

  it('leaves a file to its owner', async function () {
    if (process.getuid?.() !== 0) this.skip(); // only the superuser writes files of others
    folder.write({ a: 'a' });
    chownSync(at('a'), 1234, 2345);

    await apply(operation('a', 'a', 'b'));

    const { uid, gid } = statSync(at('a'));
    assert.deepEqual([uid, gid], [1234, 2345]);
  });

  it('refuses paths that no agent may write, wherever they come from', async () => {
    folder.write({ '.git/config': 'c', '.env': 'e' });

    for (const path of [
      '../out',
      '/etc/x',
      '.git/config',
      '.vscode/tasks.json',
      '.codeforge/x',
      '.env',
      '',
    ]) {
      await assertRefused(
        [operation('fine', null, 'f'), operation(path, null, 'x')],
        'workspace.outside-root',
        /^The path /u,
      );
    }
  });

  it('does not write through links that lead out', async () => {
    using outside = sampleFolder({ file: 'f' });
    symlinkSync(outside.path, at('out'));
    symlinkSync(join(outside.path, 'file'), at('file-out'));
    symlinkSync(join(outside.path, 'new'), at('new-out'));
    symlinkSync('nowhere', at('broken'));

    await assertLinkRefused('out/new', null, /leads out of the workspace/u);
    await assertLinkRefused('out/file', 'f', /leads out of the workspace/u);
    await assertLinkRefused('file-out', 'f', /leads out of the workspace/u);
    await assertLinkRefused('new-out', null, /is a broken link/u);
    await assertLinkRefused('broken/x', null, /is a broken link/u);
    assert.deepEqual(outside.read(), { file: 'f' });
  });

  const assertLinkRefused = async (path: string, base: string | null, message: RegExp) => {
    await assert.rejects(
      apply(operation('fine', null, 'f'), operation(path, base, 'written')),
      (error: unknown) =>
        error instanceof ForgeError && error.code === 'workspace.outside-root' && message.test(error.message),
    );
    assert.throws(() => lstatSync(at('fine')), /ENOENT/u);
  };

  it('writes through links that stay inside, and deletes a link rather than what it names', async () => {
    folder.write({ 'real/a': 'a', 'real/b': 'b' });
    symlinkSync('real', at('link'));
    symlinkSync('real/b', at('b'));

    await apply(operation('link/a', 'a', 'a2'), operation('link/new', null, 'n'), operation('b', 'b', null));

    assert.equal(lstatSync(at('link')).isSymbolicLink(), true);
    assert.throws(() => lstatSync(at('b')), /ENOENT/u);
    assert.deepEqual(
      ['a', 'b', 'new'].map(name => readFileSync(at(`real/${name}`), 'utf8')),
      ['a2', 'b', 'n'],
    );
  });

  it('refuses two names of one file', async () => {
    folder.write({ 'real/a': 'a' });
    symlinkSync('real', at('link'));

    await assert.rejects(
      apply(operation('link/a', 'a', 'x'), operation('real/a', 'a', 'y')),
      /link\/a and real\/a are the same file on this disk/u,
    );
    assert.equal(readFileSync(at('real/a'), 'utf8'), 'a');
  });

  it('has no time for a change without operations', async () => {
    folder.write({ a: 'a' });

    await apply();

    assert.deepEqual(folder.read(), { a: 'a' });
  });
});

function executable(plain: FileOperation): FileOperation {
  return { ...plain, next: plain.next && { ...plain.next, executable: true } };
}
