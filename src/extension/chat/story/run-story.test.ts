import assert from 'node:assert/strict';
import type { RunEvent } from '../../../engine/run/run-events.ts';
import { createRunStory } from './run-story.ts';

const started = (phase: 'code' | 'execute', visit: number): RunEvent => ({
  type: 'phase.started',
  ...{ phase, kind: phase, visit },
});
const said = (text: string): RunEvent => ({ type: 'model.text.delta', phase: 'code', agent: 'coder', text });

describe('the story of a run', () => {
  it('has a card for each visit, with how long it took by the times of its events', () => {
    const story = createRunStory();
    story.take(started('code', 1), 1_000);
    story.take(
      { type: 'phase.finished', phase: 'code', visit: 1, durationMs: 1, outcome: 'done', failure: null },
      3_000,
    );
    story.take(started('code', 2), 4_000);
    assert.deepEqual(
      story.cards().map(({ phase, visit, durationMs, outcome }) => [phase, visit, durationMs, outcome]),
      [
        ['code', 1, 2_000, 'done'],
        ['code', 2, null, null],
      ],
    );
  });

  it('goes on with the same card when a visit goes on after a pause, without the time of the pause', () => {
    const story = createRunStory();
    story.take(started('code', 1), 1_000);
    const failure = { code: 'provider.unreachable', message: 'Gone.', retryable: true } as const;
    story.take(
      { type: 'phase.finished', phase: 'code', visit: 1, durationMs: 1, outcome: 'failed', failure },
      2_000,
    );
    story.take(started('code', 1), 9_000);
    const [card, ...more] = story.cards();
    assert.deepEqual([card?.outcome, card?.failure, card?.startedAt, more], [null, null, 8_000, []]);
  });

  it('puts attempts into the phase that is under way, and verdicts to their attempt', () => {
    const story = createRunStory();
    story.take(started('execute', 1), 0);
    story.take({ type: 'attempt.started', attempt: 1, command: 'npm test', backend: 'docker' }, 1);
    story.take(
      {
        type: 'attempt.finished',
        ...{ attempt: 1, verdict: 'failed', headline: 'No.', exitCode: 1, durationMs: 5 },
      },
      2,
    );
    assert.deepEqual(
      story.cards()[0]?.attempts.map(({ number, verdict, headline }) => [number, verdict, headline]),
      [[1, 'failed', 'No.']],
    );
  });

  it('streams text into the latest visit, and leaves the cards as the very objects they were', () => {
    const story = createRunStory();
    story.take(started('code', 1), 0);
    const before = story.cards();
    assert.equal(story.take(said('Hel'), 1), false);
    story.take(said('lo'), 2);
    const [card] = story.cards();
    assert.ok(card);
    assert.equal(story.cards(), before);
    assert.equal(story.textsOf(card).answer.text, 'Hello');
  });

  it('takes up what had streamed before it listened, and goes on from there', () => {
    const story = createRunStory();
    story.take(started('code', 1), 0);
    story.recall({ runId: 'r1', visit: 'code#1', stream: 'answer', text: 'Hel', dropped: 7 });
    story.take(said('lo'), 1);
    const [card] = story.cards();
    assert.ok(card);
    assert.deepEqual(story.textsOf(card).answer, { text: 'Hello', dropped: 7 });
    assert.equal(story.textsOf(card).output.text, '');
  });

  it('sets the next answer apart from the one before', () => {
    const story = createRunStory();
    const call = { agent: 'coder', model: 'openai/a', callId: '1', worstCaseUsd: null } as const;
    story.take(started('code', 1), 0);
    for (const text of ['One.', 'Two.']) {
      story.take({ type: 'model.call.start', phase: 'code', ...call }, 1);
      story.take(said(text), 2);
    }
    const [card] = story.cards();
    assert.ok(card);
    assert.equal(story.textsOf(card).answer.text, 'One.\n\nTwo.');
  });
});
