import assert from 'node:assert/strict';
import { CallIds } from '../../engine/conversation/call-ids.ts';
import { OpenAiAnswer } from './openai-answer.ts';
import type { OpenAiChunk } from './openai-chunk.ts';

describe('an answer in a dialect of Chat Completions', () => {
  it('has the text of its parts, without what was thought', () => {
    const thinking = { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] };

    const { text } = whole(
      { choices: [{ delta: { content: [thinking] } }] },
      { choices: [{ delta: { content: [{ type: 'text', text: 'Hello' }] } }] },
      { choices: [{ delta: { content: ' there' } }] },
    );

    assert.equal(text, 'Hello there');
  });

  it('has calls whose arguments came as an object, and none where there was null', () => {
    const call = { index: 0, id: 'a', function: { name: 'read_file', arguments: { path: 'a.js' } } };

    const { toolCalls } = whole({
      choices: [{ delta: { tool_calls: [null, call] } }],
    } as unknown as OpenAiChunk);

    assert.deepEqual(
      toolCalls.map(({ name, argumentsText }) => [name, argumentsText]),
      [['read_file', '{"path":"a.js"}']],
    );
  });
});

function whole(...chunks: readonly OpenAiChunk[]) {
  const answer = new OpenAiAnswer(new CallIds([]));
  for (const chunk of [...chunks, { choices: [{ finish_reason: 'stop' }] }]) answer.add(chunk);
  const response = answer.finish();
  assert.ok(response);
  return response;
}
