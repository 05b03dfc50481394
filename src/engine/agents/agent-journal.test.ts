import assert from 'node:assert/strict';
import { createPhaseBench } from '../../../test/fakes/phase-bench.ts';
import { openSampleCall, sampleCall, sampleOutcome } from '../../../test/fakes/sample-call.ts';
import { changeSetOf } from '../change/change-set.ts';
import type { ModelResponse } from '../ports/model.ts';
import {
  type ActedRecord,
  type AgentState,
  type JournalRecord,
  record,
  restoreAgent,
} from './agent-journal.ts';

const outcome = sampleOutcome({
  inputTokens: 10,
  cacheReadTokens: 20,
  cacheWriteTokens: 30,
  outputTokens: 5,
});
const toolCalls = [{ id: '1', name: 'read_file', argumentsText: '{"path":"a.py"}' }];

function answer(response: Partial<ModelResponse> = {}): JournalRecord {
  return {
    kind: 'answer',
    model: 'test/model',
    callId: 'code#1/1.1',
    outcome,
    response: { text: 'I look.', toolCalls, stopReason: 'tool-calls', ...response },
  };
}

const bench = createPhaseBench();
const { store } = bench.services;

function acted(changes: Partial<ActedRecord> = {}): ActedRecord {
  return {
    kind: 'acted',
    message: { role: 'user', text: 'read_file: x' },
    changeSet: changeSetOf({}, store.contents),
    repeats: ['read_file a'],
    isIdle: false,
    submission: null,
    ...changes,
  };
}

let visits = 0;
/** Writes records in a visit of their own, and gives the state they lead to and the one that is read back. */
function afterRecords(...records: readonly JournalRecord[]): { written: AgentState; restored: AgentState } {
  visits += 1;
  const call = bench.call('coder', {
    visit: `code#${visits}`,
    history: [{ role: 'user', text: 'Earlier.' }],
    opening: 'Task.',
  });
  let written = restoreAgent(call, store);
  for (const each of records) written = record(written, each, { call, store });
  return { written, restored: restoreAgent(call, store) };
}

describe('the journal of an agent', () => {
  it('begins with the earlier conversation and the opening', () => {
    const { restored } = afterRecords();

    assert.deepEqual(restored.messages, [
      { role: 'user', text: 'Earlier.' },
      { role: 'user', text: 'Task.' },
    ]);
    assert.equal(restored.pending, null);
    assert.equal(restored.steps, 0);
  });

  it('reads back exactly the state that was written, whatever came last', () => {
    const { hash, files } = changeSetOf(
      { 'a.py': { base: null, next: store.contents.put(new Uint8Array([1])), executable: false } },
      store.contents,
    );
    const steps: readonly JournalRecord[] = [
      answer(),
      acted({ changeSet: { hash, files } }),
      answer(),
      acted({ isIdle: true, message: null }),
      answer(),
      acted({ submission: { summary: 'done' } }),
    ];
    for (const count of steps.keys()) {
      const { written, restored } = afterRecords(...steps.slice(0, count + 1));
      assert.deepEqual(restored, written);
    }
  });

  it('knows of an answer whose calls have not been run', () => {
    const { restored } = afterRecords(answer());

    assert.deepEqual(restored.pending?.toolCalls, toolCalls);
    assert.equal(restored.steps, 1);
    assert.deepEqual(restored.counted, { model: 'test/model', messages: 2, inputTokens: 60 });
  });

  it('counts repeated calls, and answers in a row without any', () => {
    const { restored } = afterRecords(
      answer(),
      acted(),
      answer(),
      acted(),
      answer(),
      acted({ isIdle: true, repeats: [] }),
    );

    assert.deepEqual(restored.repeats, { 'read_file a': 2 });
    assert.equal(restored.idle, 1);
    assert.equal(afterRecords(answer(), acted({ isIdle: true }), answer(), acted()).restored.idle, 0);
  });

  it('leaves the calls of an answer that was cut off out of the conversation, but never says nothing', () => {
    const cutOff = afterRecords(answer({ stopReason: 'length' })).restored.messages.at(-1);
    assert.deepEqual(cutOff, { role: 'assistant', text: 'I look.', toolCalls: [] });

    const empty = afterRecords(answer({ text: '', toolCalls: [], stopReason: 'end' })).restored.messages.at(
      -1,
    );
    assert.deepEqual(empty, { role: 'assistant', text: '(no answer)', toolCalls: [] });
  });

  it('settles the row of an answer whose process died before it could, once', () => {
    const call = bench.call('coder', { visit: 'code#dead' });
    const row = openSampleCall(store, sampleCall({ callId: 'code#dead/1.1' }));
    record(restoreAgent(call, store), { ...answer(), callId: row.callId } as JournalRecord, { call, store });

    restoreAgent(call, store);
    restoreAgent(call, store);

    assert.deepEqual(store.calls('r1').find(({ callId }) => callId === row.callId)?.outcome, outcome);
  });
});
