import assert from 'node:assert/strict';
import fc from 'fast-check';
import { admitSymptoms } from './admit-symptoms.ts';
import { boundSymptoms, maxTargets } from './bound-symptoms.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { Symptoms, TargetDiagnostic } from './symptoms.ts';

const nothing: Symptoms = { targets: [], others: [], output: null, command: null };
const target = (changes: Partial<TargetDiagnostic> = {}): TargetDiagnostic => ({
  path: 'a.ts',
  message: 'm',
  severity: 'error',
  source: 'ts',
  code: '1',
  range: { startLine: 1, startCharacter: 1, endLine: 1, endCharacter: 2 },
  related: [],
  symbol: null,
  ...changes,
});

describe('maskSecrets', () => {
  for (const [what, text, masked] of [
    ['a key of a vendor', 'key sk-proj-abcdefghijklmnop1234 used', 'key [masked] used'],
    ['a token of GitHub', 'ghp_abcdefghijklmnopqrstuvwxyz012345', '[masked]'],
    ['a bearer token', 'Authorization: Bearer abcdef0123456789', 'Authorization: Bearer [masked]'],
    ['a password in an address', 'postgres://me:hunter2@host/db', 'postgres://me:[masked]@host/db'],
    ['a quoted password', 'password = "hunter2!"', 'password = "[masked]"'],
    ['a variable of the environment', 'API_KEY=a1b2c3d4e5f6a7b8', 'API_KEY=[masked]'],
    [
      'a private key',
      '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nafter',
      '[masked]\nafter',
    ],
    [
      'the end of a private key',
      'MIIEabcdefghijklmnop\nabcdefghijklmnopqrst\nabc=\n-----END PRIVATE KEY-----\nafter',
      '[masked]\nafter',
    ],
  ] as const) {
    it(`takes out ${what}`, () => assert.equal(maskSecrets(text), masked));
  }

  for (const code of [
    'const token = readToken1Again();',
    'function login(password: string, secretary: Person) {}',
    'TypeError: token is not a function (src/parser.ts:3:14)',
    'expected 12 to equal 13',
    'https://example.com/path?x=1',
  ]) {
    it(`leaves alone: ${code}`, () => assert.equal(maskSecrets(code), code));
  }

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'token',
            '=',
            '"',
            ' ',
            'sk-',
            'a1',
            'b2c3d4',
            '://u:',
            '@',
            'Bearer ',
            'x'.repeat(20),
            '\n',
          ),
        ),
        parts => {
          const once = maskSecrets(parts.join(''));
          assert.equal(maskSecrets(once), once);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('boundSymptoms', () => {
  it('stays within its bounds, whatever it is given, and is the same the second time', () => {
    const text = fc.tuple(fc.string(), fc.nat({ max: 300 })).map(([part, times]) => part.repeat(times * 10));
    const targets = fc.array(fc.record({ message: text, symbolText: text, path: fc.string() }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(targets, text, (drawn, output) => {
        const bound = boundSymptoms({
          ...nothing,
          targets: drawn.map(({ message, symbolText, path }) =>
            target({ message, path, symbol: { name: 'f', startLine: 1, text: symbolText } }),
          ),
          output: { kind: 'terminal', title: '', text: output },
          command: output,
        });
        assert.ok(JSON.stringify(bound.targets.map(({ message }) => message)).length < 60_000);
        const symbols = bound.targets.reduce((sum, { symbol }) => sum + (symbol?.text.length ?? 0), 0);
        assert.ok(symbols <= 12_000);
        assert.ok((bound.output?.text.length ?? 0) <= 10_000);
        assert.deepEqual(boundSymptoms(bound), bound);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps the beginning and the end of long output', () => {
    const text = `first\n${'x\n'.repeat(20_000)}last`;
    const { output } = boundSymptoms({ ...nothing, output: { kind: 'test', title: 't', text } });
    assert.match(output?.text ?? '', /^first\n[\s\S]*the middle is left out[\s\S]*last$/u);
  });

  it('takes no more problems than one run can mend', () => {
    const many = Array.from({ length: 200 }, (_, index) => target({ message: `m${index}` }));
    assert.equal(boundSymptoms({ ...nothing, targets: many }).targets.length, maxTargets);
  });
});

describe('admitSymptoms', () => {
  const workspace = { isHidden: async (path: string) => path.startsWith('.env') };

  it('leaves out what an editor shows of secret files', async () => {
    const admitted = await admitSymptoms(
      {
        ...nothing,
        targets: [target({ path: '.env' }), target({ related: [{ path: '.env', line: 1, message: 'see' }] })],
        others: [target({ path: '.env.local' })],
      },
      workspace,
    );
    assert.deepEqual(
      admitted.targets.map(({ path }) => path),
      ['a.ts'],
    );
    assert.deepEqual(admitted.targets[0]?.related, []);
    assert.deepEqual(admitted.others, []);
  });

  it('refuses what leaves nothing to mend', async () => {
    await assert.rejects(admitSymptoms({ ...nothing, targets: [target({ path: '.env' })] }, workspace), {
      code: 'workspace.outside-root',
      message: /never shown to models/u,
    });
  });
});
