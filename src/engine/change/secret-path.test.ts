import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { builtInSecretFiles, isSecretPath, secretRule } from './secret-path.ts';

const secret = [
  ...[
    '.env',
    '.env.local',
    '.ENV-prod',
    'app/.envrc',
    '.envrc.bak',
    'a/b/server.pem',
    'TLS.KEY',
    'x.tfstate',
  ],
  ...['id_rsa', 'id_ed25519.pub', '.npmrc', '_netrc', '.git-credentials', '.ssh/config', 'home/.aws/x/y'],
  ...['credentials.json', 'serviceAccount.json', 'service-account-1.json', 'service_account.json'],
  ...['secrets.yml', 'client_secret.json', '.env.example/.env', '.env.', '.e\u200cnv'],
];
const open = [
  ...['.env.example', '.env-sample', 'env', '.environment', 'keys.ts', 'pem', 'monkey', 'a.key.ts', 'ssh/x'],
  ...['my-credentials.json', 'secret.ts', 'secrets/readme.md', 'rsa_id', 'account.json'],
];

describe('the built-in rule for secrets', () => {
  for (const path of secret) {
    it(`keeps ${JSON.stringify(path)} back`, () => assert.equal(isSecretPath(path), true));
  }
  for (const path of open) {
    it(`lets ${JSON.stringify(path)} through`, () => assert.equal(isSecretPath(path), false));
  }

  it('keeps back all that lies in a folder that it keeps back', () => {
    const part = fc.stringMatching(/^[\w-]{1,8}$/u);
    fc.assert(
      fc.property(
        fc.constantFrom('.env', '.ssh', 'x.pem'),
        fc.array(part, { maxLength: 4 }),
        (name, parts) => {
          assert.equal(isSecretPath([name, ...parts].join('/')), true);
          assert.equal(isSecretPath([...parts, name].join('/')), true);
        },
      ),
    );
  });

  it('is the list that the settings editor shows', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
    const setting = manifest.contributes.configuration.properties['codeforge.workspace.secretFiles'];

    assert.deepEqual(setting.default, builtInSecretFiles);
  });
});

describe('a rule for secrets of somebody else', () => {
  it('looks at names without a slash at any depth, and at places with one from the top', () => {
    const isOurs = secretRule(['*.vault', 'config/prod/**', '/deploy/key.txt', '!open.vault']);
    const told = [
      'a/b.vault',
      'config/prod/x.yml',
      'deploy/key.txt',
      'open.vault',
      'x/config/prod/y',
      '.env',
    ];

    assert.deepEqual(told.map(isOurs), [true, true, true, false, false, false]);
  });

  it('keeps nothing back without globs', () => {
    assert.deepEqual(secret.filter(secretRule([])), []);
    assert.deepEqual(secret.filter(secretRule([''])), []);
  });
});
