import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseChatMessage } from './parse-chat-message.ts';

describe('parsing what the chat asks', () => {
  it('takes each message as it is, without what does not belong to it', () => {
    assert.deepEqual(parseChatMessage({ type: 'run.cancel', extra: 1 }), { type: 'run.cancel' });
    assert.deepEqual(parseChatMessage({ type: 'run.resume', runId: 'r1', extra: 1 }), {
      type: 'run.resume',
      runId: 'r1',
    });
  });

  it('refuses messages with a wrong, missing, empty or endless part', () => {
    for (const runId of [undefined, null, 1, '', {}, 'x'.repeat(5_000)])
      assert.equal(parseChatMessage({ type: 'run.resume', runId }), undefined);
  });

  it('takes a plan by what was written anew in it, without blanks around', () => {
    const subtasks = [
      { id: 1, description: null },
      { id: 2, description: ' Test it ' },
    ];
    assert.deepEqual(parseChatMessage({ type: 'plan.approve', subtasks }), {
      type: 'plan.approve',
      subtasks: [
        { id: 1, description: null },
        { id: 2, description: 'Test it' },
      ],
    });
    for (const description of ['', '  ', 1, undefined])
      assert.equal(parseChatMessage({ type: 'plan.approve', subtasks: [{ id: 1, description }] }), undefined);
  });

  it('refuses anything else, and never throws', () => {
    fc.assert(fc.property(fc.anything(), data => assert.equal(parseChatMessage(data), undefined)));
  });
});
