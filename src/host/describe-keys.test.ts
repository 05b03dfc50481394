import assert from 'node:assert/strict';
import { describeKeys } from './describe-keys.ts';

describe('how keys stand', () => {
  it('shows where a key comes from and four characters of it, a stored one first', () => {
    const env = { OPENAI_API_KEY: 'sk-environment-1111', GEMINI_API_KEY: 'AIza-environment-2222' };
    const found = describeKeys(env, { openai: 'sk-stored-key-3333' });
    assert.deepEqual(
      found.map(({ provider, keyFrom, maskedKey }) => [provider, keyFrom, maskedKey]),
      [
        ['openai', 'secret-storage', '…3333'],
        ['anthropic', null, ''],
        ['gemini', 'environment', '…2222'],
        ['ollama', null, ''],
      ],
    );
  });

  it('shows nothing of a key so short that four characters would be much of it', () => {
    assert.equal(describeKeys({}, { anthropic: 'short' })[1]?.maskedKey, '…');
    assert.equal(describeKeys({}, { anthropic: '  ' })[1]?.keyFrom, null);
  });
});
