import assert from 'node:assert/strict';
import { defaultPatience, patienceWith } from './patience.ts';

describe('patienceWith', () => {
  it('is half a minute for remote models, before the first token and between two', () => {
    for (const model of ['anthropic/claude-sonnet-5-5', 'openai/scripted'] as const)
      assert.deepEqual(patienceWith(model, defaultPatience), { firstTokenMs: 30_000, idleMs: 30_000 });
  });

  it('is longer for models that reason unseen, until they begin', () => {
    for (const model of ['openai/o3', 'openai/gpt-5-mini', 'openai/gpt-6.1-terra'] as const) {
      assert.deepEqual(patienceWith(model, defaultPatience), { firstTokenMs: 90_000, idleMs: 30_000 });
    }
  });

  it('is longest for local models, which may have to be loaded', () => {
    assert.deepEqual(patienceWith('ollama/qwen3-coder:30b', defaultPatience), {
      firstTokenMs: 240_000,
      idleMs: 120_000,
    });
  });

  it('is longer between two signs of life where tool calls come whole', () => {
    assert.deepEqual(patienceWith('gemini/gemini-3.5-flash', defaultPatience), {
      firstTokenMs: 30_000,
      idleMs: 120_000,
    });
    assert.deepEqual(patienceWith('vscode/gpt-5-mini', defaultPatience), {
      firstTokenMs: 120_000,
      idleMs: 120_000,
    });
  });

  it('is what people set', () => {
    const settings = { firstTokenMs: 5_000, localFirstTokenMs: 600_000, idleMs: 7_000 };

    assert.deepEqual(patienceWith('anthropic/x', settings), { firstTokenMs: 5_000, idleMs: 7_000 });
    assert.equal(patienceWith('ollama/x', settings).firstTokenMs, 600_000);
  });
});
