import assert from 'node:assert/strict';
import type { RunEvent } from '../../engine/run/run-events.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import { describeEvent } from './describe-event.ts';

const review = {
  rootCause: 'off by\none',
  errorType: 'logic_error',
  fixDescription: 'count from 0',
  confidence: 0.8,
  changesMade: '',
};
const view = {
  state: 'execute',
  phases: [
    { id: 'plan', kind: 'plan' },
    { id: 'second-look', kind: 'review' },
  ],
  plan: {
    subtasks: [{ id: 1, description: 'Do it.', dependencies: [], complexity: 'simple' }],
    reasoning: '',
  },
  review,
} as unknown as RunView;

const texts = (event: RunEvent) => describeEvent(event, view).map(({ text }) => text);
const finished = (phase: string, outcome: 'done' | 'failed' = 'done') =>
  ({ type: 'phase.finished', phase, visit: 1, durationMs: 1, outcome, failure: null }) as const;

describe('the story of a run', () => {
  it('tells what the planner planned and what the reviewer found, when they are done', () => {
    assert.deepEqual(texts(finished('plan')), ['1. Do it.']);
    assert.deepEqual(texts(finished('second-look')), [
      'cause: off by one',
      'fix: count from 0 (confidence 0.8)',
    ]);
    assert.deepEqual(texts(finished('second-look', 'failed')), []);
  });

  it('tells why a tool refused, and of others only what they were about', () => {
    const tool = {
      type: 'tool.finished',
      phase: 'code',
      agent: 'coder',
      tool: 'edit_file',
      subject: 'a.py',
    } as const;

    assert.deepEqual(texts({ ...tool, isError: false, note: 'Edited.' }), ['edit_file a.py']);
    assert.deepEqual(texts({ ...tool, isError: true, note: 'No such text.' }), [
      'edit_file a.py: No such text.',
    ]);
  });

  it('tells how each attempt ended', () => {
    const attempt = {
      type: 'attempt.finished',
      attempt: 2,
      durationMs: 1200,
      headline: '',
      exitCode: 0,
    } as const;

    assert.deepEqual(texts({ ...attempt, verdict: 'passed' }), ['attempt 2 passed in 1.2 s']);
    assert.deepEqual(texts({ ...attempt, verdict: 'failed', exitCode: null, headline: 'boom' }), [
      'attempt 2 failed in 1.2 s (exit code unknown): boom',
    ]);
  });

  it('is one line a fact, whatever a model wrote into it', () => {
    const event = { type: 'sandbox.progress', phase: 'execute', message: 'a\n\u001b[31mb' } as const;

    assert.deepEqual(texts(event), ['a b']);
  });
});
