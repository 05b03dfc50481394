import assert from 'node:assert/strict';
import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { isSecretPath } from './secret-path.ts';
import { type ParsedPath, parseWorkspacePath, parseWritablePath } from './workspace-path.ts';

describe('parseWorkspacePath', () => {
  it('brings what models write into one form', () => {
    for (const input of [
      'src/a.ts',
      './src/a.ts',
      'src//a.ts',
      'src\\a.ts',
      'src/x/../a.ts',
      'src/a.ts/',
      './/src/./a.ts',
    ]) {
      assert.deepEqual(parseWorkspacePath(input), { kind: 'ok', path: 'src/a.ts' }, input);
    }
  });

  it('keeps unusual names that are harmless', () => {
    for (const path of [
      'a b.txt',
      'ä/ß.py',
      '...',
      '..a/b',
      'a..b',
      '-x',
      '.github/ci.yml',
      '.gitignore',
      'git/x',
      '~x/y',
      'ab:c',
    ]) {
      assert.deepEqual(parseWorkspacePath(path), { kind: 'ok', path });
    }
  });

  it('refuses what names no file in the workspace, in a sentence that says what to do', () => {
    assert.match(reasonOf(parseWorkspacePath('')), /^The path "" names no file\. Name one/u);
    assert.match(reasonOf(parseWorkspacePath('./.')), /names no file/u);
    assert.match(reasonOf(parseWorkspacePath('a/..')), /names no file/u);
    assert.match(reasonOf(parseWorkspacePath('../a')), /leads out of the workspace/u);
    assert.match(reasonOf(parseWorkspacePath('a/../../b')), /leads out/u);
    assert.match(reasonOf(parseWorkspacePath('a\\..\\..\\b')), /leads out/u);
    assert.match(reasonOf(parseWorkspacePath('a\0b')), /NUL/u);
  });

  it('refuses absolute paths of every system', () => {
    for (const input of [
      '/etc/passwd',
      '\\\\server\\x',
      '//x',
      'C:\\x',
      'c:x',
      '~',
      '~/x',
      'file:///etc/passwd',
    ]) {
      assert.match(reasonOf(parseWorkspacePath(input)), /is absolute/u, input);
    }
  });

  it('refuses the folder of Git under every name by which some file system knows it', () => {
    const names = [
      '.git',
      '.GIT',
      '.Git',
      '.git.',
      '.git ',
      '.git. .',
      'git~1',
      'GIT~2',
      '.git::$INDEX_ALLOCATION',
      '.g\u200cit',
      '.gıt',
    ];
    for (const name of names) {
      for (const path of [name, `${name}/config`, `a/b/${name}/hooks/pre-commit`]) {
        assert.match(reasonOf(parseWorkspacePath(path)), /Git's own folder/u, path);
      }
    }
  });

  it('shows only the start of an overlong path', () => {
    assert.ok(reasonOf(parseWorkspacePath(`/${'x'.repeat(100_000)}`)).length < 300);
  });

  it('agrees with the system about every path that stays inside', () => {
    fc.assert(
      fc.property(messyPath, input => {
        const parsed = parseWorkspacePath(input);
        const normal = posix.normalize(input.replaceAll('\\', '/')).replace(/\/$/u, '');

        if (normal === '..' || normal.startsWith('../')) assert.match(reasonOf(parsed), /leads out/u);
        else if (normal === '.') assert.match(reasonOf(parsed), /names no file/u);
        else assert.deepEqual(parsed, { kind: 'ok', path: normal });
      }),
    );
  });

  it('gives only canonical paths inside the workspace, whatever comes in', () => {
    fc.assert(
      fc.property(fc.oneof(messyPath, fc.string({ unit: 'binary' })), input => {
        const parsed = parseWorkspacePath(input);
        if (parsed.kind === 'refused') {
          assert.match(parsed.reason, /^The path .*\.$/su);
          return;
        }
        assert.ok(posix.resolve('/root', parsed.path).startsWith('/root/'));
        assert.deepEqual(parseWorkspacePath(parsed.path), parsed);
        assert.doesNotMatch(parsed.path, /[\\\0]|^\/|\/$|(?:^|\/)\.{1,2}(?:\/|$)/u);
      }),
    );
  });
});

describe('parseWritablePath', () => {
  it('accepts the files of a project', () => {
    for (const path of [
      'src/a.ts',
      'README.md',
      '.gitignore',
      '.github/workflows/ci.yml',
      '.env.example',
      '.editorconfig',
    ]) {
      assert.deepEqual(parseWritablePath(`./${path}`), { kind: 'ok', path });
    }
  });

  it('refuses configuration that decides what an editor or CodeForge does', () => {
    for (const path of [
      '.vscode/tasks.json',
      'a/.VSCode/x',
      '.vscode./x',
      'VSCODE~1/x',
      '.codeforge/workflows/x.yaml',
      'CODEFO~1/x',
      'my.code-workspace',
    ]) {
      assert.match(reasonOf(parseWritablePath(path)), /configuration, which agents may not write/u, path);
    }
  });

  it('refuses secrets, which may be read by nobody else either', () => {
    assert.match(reasonOf(parseWritablePath('config/.env')), /secrets are kept/u);
    assert.deepEqual(parseWorkspacePath('config/.env'), { kind: 'ok', path: 'config/.env' });
  });

  it('refuses names that some system cannot hold', () => {
    for (const path of ['a\nb', 'a.', 'b /c', 'x'.repeat(256), 'ä'.repeat(128), '\x7f']) {
      assert.match(reasonOf(parseWritablePath(path)), /Choose a plainer name/u, path);
    }
    assert.match(reasonOf(parseWritablePath('abc/'.repeat(300))), /longer than 1000 characters/u);
  });

  it('refuses all that parseWorkspacePath refuses, and changes nothing else', () => {
    fc.assert(
      fc.property(messyPath, input => {
        const plain = parseWorkspacePath(input);
        const writable = parseWritablePath(input);

        if (plain.kind === 'refused' || writable.kind === 'ok') assert.deepEqual(writable, plain);
      }),
    );
  });
});

describe('isSecretPath', () => {
  it('knows the usual places of keys, passwords and tokens', () => {
    const secrets = [
      '.env',
      '.env.local',
      '.env.production',
      '.ENV',
      '.envrc',
      'a/.env/x',
      'server.pem',
      'tls/server.KEY',
    ];
    const more = [
      'id_rsa',
      'id_rsa.pub',
      'id_ed25519',
      '.npmrc',
      '.pypirc',
      '.netrc',
      'x.p12',
      'x.pfx',
      '.aws/config',
    ];
    const others = [
      '.ssh/known_hosts',
      'credentials.json',
      'gcp/service-account-prod.json',
      'client_secret.json',
      '.env.',
      '.env:x',
    ];
    for (const path of [...secrets, ...more, ...others]) assert.equal(isSecretPath(path), true, path);
  });

  it('leaves alone what only looks like it', () => {
    const harmless = [
      '.env.example',
      '.env.sample',
      '.env.template',
      'env.ts',
      'src/environment.ts',
      '.envoy.yaml',
    ];
    const more = ['key.ts', 'keys/index.ts', 'pem.md', 'secrets.ts', 'credentials.ts', 'aws/config'];
    for (const path of [...harmless, ...more]) {
      assert.equal(isSecretPath(path), false, path);
    }
  });
});

/** Paths with the noise that models make: `.`, `..`, doubled and reversed slashes. */
const messyPath = fc
  .array(
    fc.tuple(
      fc.constantFrom('a', 'b.ts', 'src', '.', '..', '', '...', 'ä b', '.github'),
      fc.constantFrom('/', '\\', '//', '/./'),
    ),
    { maxLength: 8 },
  )
  .map(pairs => pairs.map(([name, slash]) => name + slash).join(''))
  .filter(path => path === '' || !/^[\\/]/u.test(path));

function reasonOf(parsed: ParsedPath): string {
  return parsed.kind === 'refused' ? parsed.reason : `not refused: ${parsed.path}`;
}
