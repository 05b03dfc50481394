import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { isAbort } from '../engine/forge-error.ts';
import { openNodeWorkspace } from './node-workspace.ts';
import { type SampleFolder, sampleFolder, type Tree, textHash } from './sample-folder.ts';

describe('listing a workspace', () => {
  let folder: SampleFolder;

  beforeEach(() => {
    folder = sampleFolder();
  });

  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const list = async (within = '') => {
    const workspace = await openNodeWorkspace(join(folder.path, within), { hash: textHash });
    return workspace.list(new AbortController().signal);
  };
  const paths = async (within = '') => (await list(within)).map(file => file.path);
  const files = (...names: string[]): Tree => Object.fromEntries(names.map(name => [name, 'text']));

  it('gives nothing for an empty folder', async () => {
    assert.deepEqual(await list(), []);
  });

  it('gives sizes in bytes and whether a file may be run', async () => {
    folder.write({ 'run.sh': 'äö', 'text.txt': '' });
    chmodSync(join(folder.path, 'run.sh'), 0o755);

    assert.deepEqual(await list(), [
      { path: 'run.sh', sizeBytes: 4, executable: process.platform !== 'win32' },
      { path: 'text.txt', sizeBytes: 0, executable: false },
    ]);
  });

  it('sorts by the letters of the whole path', async () => {
    folder.write(files('b/a', 'b.a', 'B', 'a/z/x', 'a/b', 'ä', '.hidden'));

    assert.deepEqual(await paths(), ['.hidden', 'B', 'a/b', 'a/z/x', 'b.a', 'b/a', 'ä']);
  });

  it('leaves out what is ignored, with or without a repository', async () => {
    folder.write({
      ...files('dist/x.js', 'src/dist/y.js', 'a.log', 'keep.log', 'src/a.ts', 'src/own'),
      'src/.gitignore': 'own',
    });
    folder.write({ '.gitignore': 'dist/\n*.log\n!keep.log\n' });
    const expected = ['.gitignore', 'keep.log', 'src/.gitignore', 'src/a.ts'];

    assert.deepEqual(await paths(), expected);
    mkdirSync(join(folder.path, '.git'));
    assert.deepEqual(await paths(), expected);
  });

  it('asks only Git what is ignored, not the files by which other search tools are told', async () => {
    folder.write({ ...files('a', 'b'), '.ignore': 'a', '.rgignore': 'b' });

    assert.deepEqual(await paths(), ['.ignore', '.rgignore', 'a', 'b']);
  });

  it('obeys the rules of the repository around it', async () => {
    folder.write({ ...files('.git/HEAD', 'pkg/a', 'pkg/a.log'), '.gitignore': '*.log' });

    assert.deepEqual(await paths('pkg'), ['a']);
  });

  it('shows a folder that the repository around it ignores', async () => {
    folder.write({ ...files('.git/HEAD', 'tmp/trial/a'), '.gitignore': 'tmp/' });
    assert.deepEqual(await paths('tmp/trial'), ['a']);

    folder.write({ '.gitignore': 'tmp/*' });
    assert.deepEqual(await paths('tmp/trial'), ['a']);
    assert.deepEqual(await paths('tmp'), ['trial/a']);
  });

  it('does not obey the rules of a folder above that is no repository, such as a home', async () => {
    folder.write({ ...files('project/a'), '.gitignore': '*' });

    assert.deepEqual(await paths('project'), ['a']);
  });

  it('leaves out secrets, installed packages and the folder of Git, though nothing ignores them', async () => {
    folder.write(
      files(
        '.env',
        '.env.local',
        'deep/server.pem',
        'id_rsa',
        '.npmrc',
        '.aws/credentials',
        'credentials.json',
      ),
    );
    folder.write(
      files(
        'node_modules/x/index.js',
        'pkg/node_modules/y.js',
        '.git/config',
        'sub/.git',
        '.codeforge-12-0123abcd.tmp',
      ),
    );
    folder.write(files('.env.example', 'src/a.ts', '.github/ci.yml'));

    assert.deepEqual(await paths(), ['.env.example', '.github/ci.yml', 'src/a.ts']);
  });

  it('neither follows nor lists links, and survives a loop', async () => {
    using outside = sampleFolder({ secret: 's' });
    folder.write(files('src/a.ts'));
    symlinkSync('.', join(folder.path, 'src', 'self'));
    symlinkSync('..', join(folder.path, 'src', 'up'));
    symlinkSync('loop', join(folder.path, 'loop'));
    symlinkSync(outside.path, join(folder.path, 'out'));
    symlinkSync('src/a.ts', join(folder.path, 'b.ts'));

    assert.deepEqual(await paths(), ['src/a.ts']);
  });

  it('leaves out pipes and other things that are no files', async () => {
    folder.write(files('a'));
    execFileSync('mkfifo', [join(folder.path, 'pipe')]);

    assert.deepEqual(await paths(), ['a']);
  });

  it('leaves out names that cannot be said and keeps unusual ones that can', async function () {
    if (process.platform !== 'linux') this.skip(); // other systems do not let such names be made
    const name = Buffer.concat([Buffer.from(`${folder.path}/n`), Buffer.of(0xff), Buffer.from('.txt')]);
    writeFileSync(name, '');
    folder.write(files('back\\slash', 'new\nline', 'ünï', '-dash', 'a b'));

    assert.deepEqual(await paths(), ['-dash', 'a b', 'new\nline', 'ünï']);
  });

  it('lists 5,000 files', async () => {
    const names = Array.from({ length: 5000 }, (_, n) => `d${n % 50}/e${n % 7}/file-${n}.ts`);
    folder.write(files(...names));

    assert.deepEqual(await paths(), names.toSorted());
  }).timeout(60_000);

  it('stops when the signal fires', async () => {
    folder.write(files('a'));
    const workspace = await openNodeWorkspace(folder.path, { hash: textHash });
    const controller = new AbortController();

    const listing = workspace.list(controller.signal);
    controller.abort();

    await assert.rejects(listing, isAbort);
    await assert.rejects(workspace.list(AbortSignal.abort()), isAbort);
  });
});
