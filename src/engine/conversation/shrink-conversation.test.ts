import assert from 'node:assert/strict';
import fc from 'fast-check';
import { estimateTokens } from '../cost/estimate-tokens.ts';
import type { Message } from '../ports/model.ts';
import { shrinkConversation } from './shrink-conversation.ts';

const nothingKept = () => false;
const size = (messages: readonly Message[]) => estimateTokens({ system: '', messages, tools: [] }).likely;

describe('shrinkConversation', () => {
  it('leaves out what tools said long ago, and keeps what they said last', () => {
    const messages = talk([5_000, 5_000, 5_000, 1_000]);

    const shorter = shrinkConversation(messages, nothingKept) ?? [];

    assert.equal(shorter.length, messages.length);
    assert.match(textOf(shorter[2]), /^\[left out/u);
    assert.equal(textOf(shorter.at(-1)), textOf(messages.at(-1)));
    assert.match(textOf(shorter[0]), /^Task\n\nNote: /u);
  });

  it('leaves out whole exchanges where that is not enough', () => {
    const messages = talk(Array.from({ length: 60 }, () => 200));

    const shorter = shrinkConversation(messages, nothingKept) ?? [];

    assert.ok(shorter.length < messages.length);
    assert.deepEqual(shorter.at(-1), messages.at(-1));
  });

  it('never loses the message that says what is asked now', () => {
    const now: Message = { role: 'user', text: 'Now repair it' };
    const messages = [...talk(Array.from({ length: 40 }, () => 2_000)), now, ...talk([2_000]).slice(1)];

    const shorter = shrinkConversation(messages, message => message === now) ?? [];

    assert.ok(shorter.includes(now));
  });

  it('clips the middle of one endless result', () => {
    const messages = talk([400_000]);

    const shorter = shrinkConversation(messages, nothingKept) ?? [];

    assert.match(textOf(shorter.at(-1)), /^x+\n\[… the middle was left out.*\]\nx+$/su);
  });

  it('says so when there is nothing that may go', () => {
    assert.equal(shrinkConversation([{ role: 'user', text: 'Task'.repeat(50_000) }], nothingKept), undefined);
    assert.equal(shrinkConversation(talk([100]), nothingKept), undefined);
    assert.equal(shrinkConversation([], nothingKept), undefined);
  });

  it('is always shorter, keeps the first message, and leaves no call without its result', () => {
    const lengths = fc.array(fc.nat({ max: 20_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(lengths, fc.nat({ max: 30 }), (results, keptAt) => {
        const messages = talk(results);
        const keptMessage = messages[keptAt];
        const kept = (message: Message) => message === keptMessage && message.role === 'user';

        const shorter = shrinkConversation(messages, kept);

        if (shorter === undefined) return;
        assert.ok(size(shorter) < size(messages));
        assert.ok(textOf(shorter[0]).startsWith('Task'));
        for (const [at, message] of shorter.entries()) {
          if (message.role !== 'tool') continue;
          const before: Message | undefined = shorter[at - 1];
          assert.deepEqual(
            before?.role === 'assistant' ? before.toolCalls.map(({ id }) => id) : [],
            message.results.map(({ callId }) => callId),
          );
        }
        for (const [at, message] of shorter.entries())
          if (message.role === 'assistant' && message.toolCalls.length > 0)
            assert.equal(shorter[at + 1]?.role, 'tool');
      }),
    );
  });
});

/** A task, and one tool call with a result of each of these lengths. */
function talk(lengths: readonly number[]): readonly Message[] {
  const exchanges = lengths.flatMap((length, at): readonly Message[] => [
    {
      role: 'assistant',
      text: 'I look.',
      toolCalls: [{ id: `c${at}`, name: 'read_file', argumentsText: '{"path":"a.py"}' }],
    },
    {
      role: 'tool',
      results: [{ callId: `c${at}`, name: 'read_file', text: 'x'.repeat(length), isError: false }],
    },
  ]);
  return [{ role: 'user', text: 'Task' }, ...exchanges];
}

function textOf(message: Message | undefined): string {
  if (message === undefined) return '';
  return message.role === 'tool' ? message.results.map(({ text }) => text).join('') : message.text;
}
