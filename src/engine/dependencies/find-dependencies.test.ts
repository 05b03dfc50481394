import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findDependencies } from './find-dependencies.ts';
import { logicalLines } from './find-requirements.ts';

const project = (files: Readonly<Record<string, string>>) => ({
  paths: Object.keys(files),
  read: async (path: string) => new TextEncoder().encode(files[path]),
});

const lock = JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/a': { version: '1.0.0' } } });

describe('Finding the lock file of a project', () => {
  it('takes of package.json only what npm needs, so that a new script installs nothing anew', async () => {
    const manifest = JSON.stringify({ name: 'x', scripts: { test: 'vitest' }, devDependencies: { a: '1' } });
    const found = await findDependencies(
      project({ 'package-lock.json': lock, 'package.json': manifest }),
      'node',
    );

    assert.equal(found?.manager, 'npm');
    assert.deepEqual(
      found.files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]),
      [
        ['package-lock.json', lock],
        ['package.json', '{"devDependencies":{"a":"1"}}'],
      ],
    );
  });

  it('prefers the lock files of uv and poetry to requirements, and wants their manifest', async () => {
    const files = { 'requirements.txt': 'a\n', 'uv.lock': 'version = 1\n' };
    const found = await findDependencies(project({ ...files, 'pyproject.toml': '[project]\n' }), 'python');
    assert.deepEqual(
      [found?.manager, found?.files.map(({ path }) => path), found?.refusal],
      ['uv', ['uv.lock', 'pyproject.toml'], undefined],
    );
    assert.match(
      (await findDependencies(project(files), 'python'))?.refusal ?? '',
      /without the pyproject\.toml/u,
    );
  });

  it('follows requirements that include others', async () => {
    const files = {
      'requirements-dev.txt': '-r requirements.txt\n-c limits/constraints.txt\npytest\n',
      'requirements.txt': 'requests==2.0 \\\n    --hash=sha256:00 # pinned\n',
      'limits/constraints.txt': 'urllib3<2\n',
    };
    const found = await findDependencies(project(files), 'python');
    assert.equal(found?.lockFile, 'requirements.txt');
    assert.deepEqual(found.files.map(({ path }) => path).sort(), Object.keys(files).sort());
  });

  for (const [what, files] of Object.entries({
    'an editable install': { 'requirements.txt': '-e .\n' },
    'a wheel of the project': { 'requirements.txt': './wheels/x.whl\n' },
    'a file that is not there': { 'requirements.txt': '-r base.txt\n' },
  })) {
    it(`says of ${what} why it cannot be installed`, async () => {
      const found = await findDependencies(project(files), 'python');
      assert.match(found?.refusal ?? '', /requirements\.txt|base\.txt/u);
    });
  }

  it('says of a workspace package why it cannot be installed', async () => {
    const linked = JSON.stringify({ packages: { 'node_modules/a': { resolved: 'packages/a', link: true } } });
    const found = await findDependencies(
      project({ 'package-lock.json': linked, 'package.json': '{}' }),
      'node',
    );
    assert.match(found?.refusal ?? '', /packages\/a/u);
  });

  it('finds nothing where there is no lock file, or the packages come along', async () => {
    assert.equal(await findDependencies(project({ 'package.json': '{}' }), 'node'), undefined);
    assert.equal(await findDependencies(project({ 'package-lock.json': lock }), 'python'), undefined);
    const vendored = { 'package-lock.json': lock, 'package.json': '{}', 'node_modules/a/index.js': '' };
    assert.equal(await findDependencies(project(vendored), 'node'), undefined);
  });

  it('reads whatever is called a lock file without failing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.json(), async (text, json) => {
        for (const content of [text, json]) {
          const files = {
            'package-lock.json': content,
            'package.json': content,
            'requirements.txt': content,
          };
          const node = await findDependencies(project(files), 'node');
          assert.ok(node !== undefined && (node.refusal === undefined || node.refusal.endsWith('.')));
          assert.ok((await findDependencies(project(files), 'python')) !== undefined);
        }
      }),
    );
  });

  it('leaves no comment and no empty line among the requirements', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a==1', '# x', ' ', '\\', '\n', 'b # c', '\r\n')), parts => {
        for (const line of logicalLines(parts.join(''))) assert.match(line, /^[^#\s]|^\S.*$/u);
      }),
    );
  });
});
