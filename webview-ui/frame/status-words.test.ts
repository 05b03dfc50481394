import assert from 'node:assert/strict';
import { phaseStatuses } from '../../src/protocol/phase-status.ts';
import { nodeFacts } from '../dashboard/flow/describe-node.ts';
import { statusWords, verdictWords } from './status-words.ts';

describe('the words for how a phase stands', () => {
  it('differ for each', () => {
    const words = Object.values(statusWords);
    assert.equal(new Set(words).size, words.length);
  });

  it('say of the check the same on a card and in the diagram', () => {
    for (const status of phaseStatuses.filter(each => each !== 'cancelled')) {
      const node = {
        id: 'execute',
        isInitial: false,
        role: 'work',
        visits: 1,
        durationMs: 3_200,
        tokens: 0,
        costUsd: 0,
      } as const;
      const facts = nodeFacts({ ...node, status });
      assert.equal(facts, [...verdictWords(status), '3.2 s'].join(' · '));
    }
    assert.deepEqual(verdictWords('passed'), ['check passed']);
  });
});
