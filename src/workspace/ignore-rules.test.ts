import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openNodeWorkspace } from './node-workspace.ts';
import { type SampleFolder, sampleFolder, textHash } from './sample-folder.ts';

describe('what is ignored', () => {
  let folder: SampleFolder;
  let userConfig: string | undefined;

  beforeEach(() => {
    folder = sampleFolder();
    userConfig = process.env['XDG_CONFIG_HOME'];
  });

  afterEach(() => {
    folder[Symbol.dispose]();
    if (userConfig === undefined) delete process.env['XDG_CONFIG_HOME'];
    else process.env['XDG_CONFIG_HOME'] = userConfig;
  });

  const openThere = (within = '') => openNodeWorkspace(join(folder.path, within), { hash: textHash });

  it('is known of files that do not exist yet', async () => {
    folder.write({ '.gitignore': 'dist/\n*.log\n/root-only\n', 'src/.gitignore': '!debug.log\n' });
    const workspace = await openThere();
    const hidden = ['dist/new.js', 'a/dist/b/new.js', 'x.log', 'src/x.log', 'root-only'];

    for (const path of hidden) assert.equal(await workspace.isHidden(path), true, path);
    for (const path of ['src/debug.log', 'src/root-only', 'distance', 'dist']) {
      assert.equal(await workspace.isHidden(path), false, path);
    }
  });

  it('heeds the repository around the folder, its private rules and those of the user', async () => {
    process.env['XDG_CONFIG_HOME'] = join(folder.path, 'config');
    folder.write({ 'config/git/ignore': 'user-rule\n', 'repo/.git/info/exclude': 'private-rule\n' });
    folder.write({ 'repo/.gitignore': 'shared-rule\n', 'repo/pkg/a': '', 'repo/pkg/user-rule': '' });
    folder.write({ 'repo/pkg/private-rule': '', 'repo/pkg/shared-rule': '' });
    const workspace = await openThere('repo/pkg');

    for (const path of ['user-rule', 'private-rule', 'shared-rule'])
      assert.equal(await workspace.isHidden(path), true, path);
    assert.deepEqual(
      (await workspace.list(neverAborted)).map(file => file.path),
      ['a'],
    );
  });

  it('is read from the file that the user named to Git', async () => {
    process.env['XDG_CONFIG_HOME'] = join(folder.path, 'config');
    const rules = join(folder.path, 'my-rules');
    folder.write({
      'config/git/config': `[core]\n\texcludesFile = "${rules}"\n`,
      'my-rules': 'mine\n',
      'repo/mine': '',
      'repo/a': '',
    });
    const workspace = await openThere('repo');

    assert.equal(await workspace.isHidden('mine'), true);
    assert.deepEqual(
      (await workspace.list(neverAborted)).map(file => file.path),
      ['a'],
    );
  });

  it('ends at a repository inside the repository', async () => {
    folder.write({
      '.git/HEAD': '',
      '.gitignore': 'x\n',
      'inner/.git/HEAD': '',
      'inner/x': '',
      'inner/.gitignore': 'y\n',
      'inner/y': '',
    });
    const workspace = await openThere();

    assert.equal(await workspace.isHidden('inner/x'), false);
    assert.equal(await workspace.isHidden('inner/y'), true);
    assert.deepEqual(
      (await workspace.list(neverAborted)).map(file => file.path),
      ['.gitignore', 'inner/.gitignore', 'inner/x'],
    );
  });

  it('is the same for a single path as for the listing, whatever the rules', async () => {
    await fc.assert(
      fc.asyncProperty(rules, rules, fc.boolean(), async (top, inner, hasRepository) => {
        using project = sampleFolder({
          '.gitignore': top,
          'src/.gitignore': inner,
          ...(hasRepository && { '.git/HEAD': '' }),
        });
        project.write(Object.fromEntries(samplePaths.map(path => [path, ''])));
        const workspace = await openNodeWorkspace(project.path, { hash: textHash });

        const listed = new Set((await workspace.list(neverAborted)).map(file => file.path));
        const visible: string[] = [];
        for (const path of samplePaths) if (!(await workspace.isHidden(path))) visible.push(path);

        assert.deepEqual(
          visible,
          samplePaths.filter(path => listed.has(path)),
        );
      }),
      { numRuns: 40 },
    );
  }).timeout(60_000);
});

const neverAborted = new AbortController().signal;

const samplePaths = [
  'a',
  'b.log',
  'lib/a',
  'lib/b.log',
  'src/a',
  'src/b.log',
  'src/lib/a',
  'src/lib/deep/b.log',
  'src/x y',
];

const wholePatterns = [
  '*.log',
  'lib/',
  '/lib',
  'src/*',
  'src/lib',
  '**/deep',
  'lib/**',
  'src/**/a',
  '**',
  '*',
  '# a',
  'x y',
  'x y ',
  'de*',
  '[ab]',
  '[!a]*',
  '[a-c].log',
  '[z-a]',
  'b.lo[',
  String.raw`\a`,
  String.raw`\#a`,
];
const pieces = fc.constantFrom(
  'a',
  'b.log',
  'lib',
  'deep',
  'src',
  '/',
  '*',
  '**',
  '/**/',
  '?',
  '.',
  'x',
  ' ',
);
// Of patterns that name nothing ripgrep has ideas of its own.
const pattern = fc
  .oneof(
    fc.constantFrom(...wholePatterns),
    fc.array(pieces, { minLength: 1, maxLength: 4 }).map(parts => parts.join('')),
  )
  .filter(text => /[^ /]/u.test(text) && !text.includes('//'));

const rules = fc
  .array(fc.tuple(fc.boolean(), pattern), { maxLength: 4 })
  .map(lines => lines.map(([isNegated, line]) => `${isNegated && line !== '' ? '!' : ''}${line}\n`).join(''));
