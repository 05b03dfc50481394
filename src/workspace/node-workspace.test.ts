import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ForgeError } from '../engine/forge-error.ts';
import type { Workspace } from '../engine/ports/workspace.ts';
import { openNodeWorkspace } from './node-workspace.ts';
import { operation, type SampleFolder, sampleFolder, textHash } from './sample-folder.ts';

const open = (root: string): Promise<Workspace> => openNodeWorkspace(root, { hash: textHash });

describe('openNodeWorkspace', () => {
  let folder: SampleFolder;

  beforeEach(() => {
    folder = sampleFolder({ 'src/a.ts': 'a', 'README.md': 'read me' });
  });

  afterEach(() => {
    folder[Symbol.dispose]();
  });

  it('says what is wrong with a root that is not there, or is a file', async () => {
    await assert.rejects(
      open(join(folder.path, 'nowhere')),
      unreadable(/nowhere cannot be opened: it does not exist\. Name/u),
    );
    await assert.rejects(
      open(join(folder.path, 'README.md')),
      unreadable(/README\.md is a file\. Name the folder/u),
    );
    await assert.rejects(open(join(folder.path, 'README.md', 'x')), unreadable(/it is not a folder\. Name/u));
  });

  it('says so when the links to the root go round in circles', async () => {
    symlinkSync('two', join(folder.path, 'one'));
    symlinkSync('one', join(folder.path, 'two'));

    await assert.rejects(open(join(folder.path, 'one')), unreadable(/symbolic links go round in circles/u));
  });

  it('may itself be reached through a link', async () => {
    symlinkSync('src', join(folder.path, 'link'));

    const workspace = await open(join(folder.path, 'link'));

    assert.equal(workspace.root, join(folder.path, 'link'));
    assert.equal(await text(workspace, 'a.ts'), 'a');
    assert.deepEqual(
      (await workspace.list(neverAborted)).map(file => file.path),
      ['a.ts'],
    );
  });

  it('shows an absolute root, however it was named', async () => {
    const workspace = await open('.');

    assert.equal(workspace.root, process.cwd());
  });

  describe('reading', () => {
    it('gives the bytes of a file and nothing for what is no file', async () => {
      const workspace = await open(folder.path);

      assert.equal(await text(workspace, 'src/a.ts'), 'a');
      assert.equal(await text(workspace, './src//a.ts'), 'a');
      for (const path of ['nowhere', 'src', 'src/a.ts/below', 'no/such/folder']) {
        assert.equal(await workspace.read(path), undefined, path);
      }
    });

    it('refuses paths that lead out or into the folder of Git', async () => {
      folder.write({ '.git/config': 'token' });
      const workspace = await open(folder.path);

      for (const path of ['../x', '/etc/passwd', 'src/../../x', '.git/config', '.GIT/config', 'C:\\x', '']) {
        await assert.rejects(workspace.read(path), outsideRoot(/^The path /u), path);
      }
    });

    it('refuses a file that is too large for anything', async () => {
      folder.write({ 'big.bin': '' });
      truncateSync(join(folder.path, 'big.bin'), 3 * 1024 ** 3);
      const workspace = await open(folder.path);

      await assert.rejects(workspace.read('big.bin'), unreadable(/^big\.bin has 3,072 MB.*\.gitignore/u));
    });

    it('follows links that stay inside', async () => {
      symlinkSync('src/a.ts', join(folder.path, 'file-link'));
      symlinkSync('src', join(folder.path, 'folder-link'));
      const workspace = await open(folder.path);

      assert.equal(await text(workspace, 'file-link'), 'a');
      assert.equal(await text(workspace, 'folder-link/a.ts'), 'a');
    });

    it('refuses links that lead out, to Git or to a secret', async () => {
      using outside = sampleFolder({ secret: 's' });
      folder.write({ '.git/config': 'token', '.env': 'KEY=1' });
      symlinkSync(join(outside.path, 'secret'), join(folder.path, 'file-out'));
      symlinkSync(outside.path, join(folder.path, 'folder-out'));
      symlinkSync('..', join(folder.path, 'parent'));
      symlinkSync('.git', join(folder.path, 'to-git'));
      symlinkSync('.env', join(folder.path, 'to-secret'));
      const workspace = await open(folder.path);

      for (const path of ['file-out', 'folder-out/secret', 'folder-out/new', 'parent/x']) {
        await assert.rejects(
          workspace.read(path),
          outsideRoot(/leads out of the workspace through a symbolic link/u),
          path,
        );
      }
      await assert.rejects(workspace.read('to-git/config'), outsideRoot(/may not be followed/u));
      await assert.rejects(workspace.read('to-secret'), outsideRoot(/to \.env, where secrets are kept/u));
    });

    it('is not fooled by a neighbour whose name begins like the root', async () => {
      using outside = sampleFolder({ secret: 's' });
      mkdirSync(join(outside.path, 'root'));
      mkdirSync(join(outside.path, 'root-two'));
      symlinkSync('../root-two', join(outside.path, 'root', 'link'));
      const workspace = await open(join(outside.path, 'root'));

      await assert.rejects(workspace.read('link/x'), outsideRoot(/leads out/u));
    });

    it('finds no file behind links that lead nowhere or round in circles, nor in a pipe', async () => {
      symlinkSync('nowhere', join(folder.path, 'broken'));
      symlinkSync('loop', join(folder.path, 'loop'));
      execFileSync('mkfifo', [join(folder.path, 'pipe')]);
      const workspace = await open(folder.path);

      for (const path of ['broken', 'loop', 'loop/x', 'pipe'])
        assert.equal(await workspace.read(path), undefined, path);
    });
  });

  describe('hiding', () => {
    it('hides secrets, installed packages, the folder of Git and half-written files', async () => {
      const workspace = await open(folder.path);
      const hidden = [
        '.env',
        'a/.env.local',
        'key.pem',
        'node_modules/x/i.js',
        'a/node_modules/x',
        '.git/config',
      ];
      const more = ['.git', '.codeforge-123-0123abcd.tmp', '../outside', '/etc/passwd'];

      for (const path of [...hidden, ...more]) assert.equal(await workspace.isHidden(path), true, path);
      for (const path of ['src/a.ts', 'new.ts', '.env.example', '.gitignore']) {
        assert.equal(await workspace.isHidden(path), false, path);
      }
    });

    it('hides what somebody calls secret from listings and searches too, and not what they took off the list', async () => {
      using own = sampleFolder({
        'a.vault': 'needle',
        'sub/a.vault': 'needle',
        'test.pem': 'needle',
        'a.ts': 'needle',
      });
      const workspace = await openNodeWorkspace(own.path, { hash: textHash, secretFiles: ['*.vault'] });
      const signal = new AbortController().signal;
      const query = { text: 'needle', isRegex: false, maxMatches: 10, instead: [] };

      const listed = (await workspace.list(signal)).map(({ path }) => path);
      const found = (await workspace.search(query, signal)).map(({ path }) => path);

      assert.deepEqual(
        [listed, found],
        [
          ['a.ts', 'test.pem'],
          ['a.ts', 'test.pem'],
        ],
      );
      assert.deepEqual(
        [await workspace.isHidden('sub/a.vault'), await workspace.isHidden('test.pem')],
        [true, false],
      );
    });

    it('hides what a link leads to as it would under its own name', async () => {
      folder.write({ '.gitignore': 'private/\n', 'private/x': 'x', '.env': 'KEY=1' });
      symlinkSync('private', join(folder.path, 'open'));
      symlinkSync('.env', join(folder.path, 'config'));
      symlinkSync('/etc', join(folder.path, 'etc'));
      symlinkSync('src', join(folder.path, 'lib'));
      const workspace = await open(folder.path);

      assert.equal(await workspace.isHidden('open/x'), true);
      assert.equal(await workspace.isHidden('open/new'), true);
      assert.equal(await workspace.isHidden('config'), true);
      assert.equal(await workspace.isHidden('etc/hosts'), true);
      assert.equal(await workspace.isHidden('lib/a.ts'), false);
    });
  });

  it('says so when ripgrep is missing', async () => {
    const workspace = await openNodeWorkspace(folder.path, {
      hash: textHash,
      findRipgrep: async () => join(folder.path, 'no-ripgrep'),
    });

    await assert.rejects(
      workspace.list(neverAborted),
      unreadable(/ripgrep.* cannot be started.*Reinstall CodeForge/u),
    );
  });

  it('says that the folder is gone rather than the search program', async () => {
    const root = join(folder.path, 'src');
    const workspace = await open(root);
    rmSync(root, { recursive: true });

    await assert.rejects(workspace.list(neverAborted), unreadable(/is not there any more/u));
  });

  for (const [what, put] of [
    ['is gone', () => {}],
    ['has become a file', (root: string) => writeFileSync(root, '')],
  ] as const) {
    it(`takes no file for deleted when the folder ${what}`, async () => {
      const root = join(folder.path, 'src');
      const workspace = await open(root);
      renameSync(root, join(folder.path, 'moved'));
      put(root);

      await assert.rejects(workspace.read('a.ts'), unreadable(/is not there any more/u));
      await assert.rejects(workspace.isExecutable('a.ts'), unreadable(/is not there any more/u));
      await assert.rejects(
        workspace.apply([operation('a.ts', 'a', null)]),
        unreadable(/is not there any more/u),
      );
      await assert.rejects(
        workspace.apply([operation('new.ts', null, 'n')]),
        unreadable(/is not there any more/u),
      );
    });
  }

  it('says so when the package of ripgrep is not installed', async () => {
    const workspace = await openNodeWorkspace(folder.path, {
      hash: textHash,
      findRipgrep: () => Promise.reject(new Error('Could not find the package.')),
    });

    await assert.rejects(workspace.list(neverAborted), unreadable(/ripgrep/u));
  });
});

const neverAborted = new AbortController().signal;

async function text(workspace: Workspace, path: string): Promise<string | undefined> {
  const bytes = await workspace.read(path);
  return bytes && Buffer.from(bytes).toString();
}

function unreadable(message: RegExp): (error: unknown) => boolean {
  return error =>
    error instanceof ForgeError && error.code === 'workspace.unreadable' && message.test(error.message);
}

function outsideRoot(message: RegExp): (error: unknown) => boolean {
  return error =>
    error instanceof ForgeError && error.code === 'workspace.outside-root' && message.test(error.message);
}
