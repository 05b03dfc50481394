import assert from 'node:assert/strict';
import { patienceWith } from './patience.ts';

describe('patienceWith', () => {
  it('is half a minute for remote models, before the first token and between two', () => {
    assert.deepEqual(patienceWith('anthropic/claude-sonnet-5-5'), { firstTokenMs: 30_000, idleMs: 30_000 });
    assert.deepEqual(patienceWith('openai/scripted'), { firstTokenMs: 30_000, idleMs: 30_000 });
  });

  it('is longer for models that reason unseen, until they begin', () => {
    for (const model of ['openai/o3', 'openai/gpt-5-mini', 'openai/gpt-6.1-terra'] as const) {
      assert.deepEqual(patienceWith(model), { firstTokenMs: 90_000, idleMs: 30_000 });
    }
  });

  it('is longest for local models, which may have to be loaded', () => {
    assert.ok(patienceWith('ollama/qwen3-coder:30b').firstTokenMs >= 120_000);
  });
});
