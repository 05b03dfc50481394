import assert from 'node:assert/strict';
import type { ModelCallOutcome, ModelCallRecord } from '../ports/run-store.ts';
import { spentSoFar } from './spent-so-far.ts';

const row: ModelCallRecord = {
  runId: 'r1',
  callId: '1',
  phase: 'code',
  agent: 'coder',
  model: 'openai/gpt-4o',
  startedAt: 0,
  worstCaseUsd: 0.5,
  outcome: null,
};
const outcome: ModelCallOutcome = {
  durationMs: 1,
  inputTokens: 1,
  cacheReadTokens: 10,
  cacheWriteTokens: 100,
  outputTokens: 1_000,
  reasoningTokens: 10_000,
  costUsd: 0.1,
  provenance: 'reported',
};

describe('what a run has spent', () => {
  it('is nothing before the first call', () => assert.deepEqual(spentSoFar([]), { costUsd: 0, tokens: 0 }));

  it('adds up exactly, every kind of token', () => {
    const calls = Array.from({ length: 3 }, () => ({ ...row, outcome }));
    assert.deepEqual(spentSoFar(calls), { costUsd: 0.3, tokens: 33_333 });
  });

  it('takes a call whose process died at its worst case', () => {
    assert.equal(spentSoFar([row, { ...row, outcome }]).costUsd, 0.6);
  });

  it('takes a call of unknown price at the highest price there is', () => {
    assert.ok(
      spentSoFar([{ ...row, worstCaseUsd: null, outcome: { ...outcome, costUsd: null } }]).costUsd > 1,
    );
  });
});
