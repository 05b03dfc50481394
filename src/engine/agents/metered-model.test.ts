import assert from 'node:assert/strict';
import { createPhaseBench, type PhaseBench } from '../../../test/fakes/phase-bench.ts';
import { openSampleCall, sampleCall, sampleOutcome } from '../../../test/fakes/sample-call.ts';
import { ForgeError } from '../forge-error.ts';
import type { AnswerMemory, RememberedAnswer } from '../ports/answer-memory.ts';
import type { Model, ModelEvent, ModelRequest } from '../ports/model.ts';
import { defaultLimits } from '../run/run-request.ts';
import type { AgentCall } from './agent-call.ts';
import { meteredModel } from './metered-model.ts';

const request: ModelRequest = {
  system: 'You are CodeForge.',
  messages: [{ role: 'user', text: 'Fix it.' }],
  tools: [],
  maxOutputTokens: 4_000,
};
const usage = {
  inputTokens: 1_000,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 100,
  reasoningTokens: 0,
};
const end: ModelEvent & { readonly type: 'end' } = {
  type: 'end',
  response: { text: 'Done.', toolCalls: [], stopReason: 'end', usage },
};

/** A model that plays these steps: an event is sent, an error is thrown. */
function playModel(
  steps: readonly (ModelEvent | Error)[],
): Model & { readonly sent: readonly ModelRequest[] } {
  const sent: ModelRequest[] = [];
  return {
    id: 'openai/gpt-4o',
    sent,
    async *stream(asked, { signal }) {
      signal.throwIfAborted();
      sent.push(asked);
      for (const step of steps) {
        if (step instanceof Error) throw step;
        yield step;
      }
    },
  };
}

interface Metered {
  readonly model: Model;
  /** What was recorded of the finished call, and how its row stood at that moment. */
  readonly finished: { readonly callId: string; readonly isOpen: boolean }[];
}

function meter(bench: PhaseBench, model: Model, changes: Partial<AgentCall> = {}): Metered {
  const { store } = bench.services;
  const finished: Metered['finished'] = [];
  let calls = 0;
  const metered = meteredModel(model, {
    call: bench.call('coder', { model: 'openai/gpt-4o', ...changes }),
    services: bench.services,
    nextCallId() {
      calls += 1;
      return `call-${calls}`;
    },
    counted: undefined,
    onFinished(callId) {
      const row = store.calls('r1').find(each => each.callId === callId);
      finished.push({ callId, isOpen: row?.outcome === null });
    },
  });
  return { model: metered, finished };
}

async function listen(model: Model, signal = new AbortController().signal): Promise<readonly ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request, { signal })) events.push(event);
  return events;
}

describe('meteredModel', () => {
  it('leaves an answer without end when the time of the run is over, and books what was heard', async () => {
    const bench = createPhaseBench();
    let activeMs = 0;
    async function* endless(): AsyncGenerator<ModelEvent> {
      for (;;) {
        activeMs += 1_000;
        yield { type: 'alive' };
      }
    }
    const services = { ...bench.services, activeMs: () => activeMs };
    const limits = { ...defaultLimits, maxWallMs: 60_000 };
    const { model } = meter({ ...bench, services }, { id: 'openai/gpt-4o', stream: endless }, { limits });

    await assert.rejects(listen(model), {
      code: 'budget.exceeded',
      message: /^The run has worked for 60 seconds of the 60 seconds it was given\. Raise/u,
    });

    assert.equal(services.store.calls('r1')[0]?.outcome?.provenance, 'estimated');
  });

  it('opens the row before the request is sent, and settles it after the answer was recorded', async () => {
    const bench = createPhaseBench();
    const { store } = bench.services;
    const model = playModel([{ type: 'text.delta', text: 'Done.' }, end]);
    const rows: number[] = [];
    const { model: metered, finished } = meter(bench, {
      id: model.id,
      stream(asked, options) {
        rows.push(store.calls('r1').length);
        return model.stream(asked, options);
      },
    });

    const events = await listen(metered);

    assert.deepEqual(rows, [1]);
    assert.deepEqual(events.at(-1), end);
    assert.deepEqual(finished, [{ callId: 'call-1', isOpen: true }]);
    const [row] = store.calls('r1');
    assert.equal(row?.outcome?.provenance, 'reported');
    assert.equal(row?.outcome?.costUsd, 0.0035);
    assert.ok((row?.worstCaseUsd ?? 0) > 0.0035);
    assert.deepEqual(
      bench.events.map(({ type }) => type),
      ['model.call.start', 'model.call.end'],
    );
  });

  it('gives an answer again that was paid for before, whatever the caps say, and writes it down for nothing', async () => {
    const bench = createPhaseBench();
    const { store } = bench.services;
    const outcome = sampleOutcome({ provenance: 'replayed' });
    const model = playModel([]);
    const answers = {
      recall: () => ({ callId: 'paid', outcome, response: end.response }),
      keep: assert.fail,
    };
    const limits = { ...defaultLimits, maxCostUsd: 0 };
    const { model: metered, finished } = meter(
      { ...bench, services: { ...bench.services, answers } },
      model,
      { limits },
    );

    assert.deepEqual(await listen(metered), [{ type: 'text.delta', text: 'Done.' }, end]);
    assert.deepEqual([model.sent, finished], [[], [{ callId: 'paid', isOpen: true }]]);
    const rows = store.calls('r1').map(row => [row.callId, row.outcome, row.counted.costUsd]);
    assert.deepEqual(rows, [['paid', outcome, 0]]);
  });

  it('settles the call of a process that died before its answer could be heard, instead of a second one', async () => {
    const bench = createPhaseBench();
    const { store } = bench.services;
    const open = openSampleCall(store, sampleCall());
    const outcome = sampleOutcome();
    const answers = {
      recall: () => ({ callId: open.callId, outcome, response: end.response }),
      keep: assert.fail,
    };
    await listen(meter({ ...bench, services: { ...bench.services, answers } }, playModel([])).model);

    assert.deepEqual(store.calls('r1'), [{ ...open, counted: { costUsd: 0.01, tokens: 135 }, outcome }]);
  });

  it('has an answer kept before anybody hears that it is finished', async () => {
    const bench = createPhaseBench();
    const kept: RememberedAnswer[] = [];
    const answers: AnswerMemory = {
      recall: () => undefined,
      keep: ({ runId, model, request: of }, answer) => {
        assert.deepEqual([runId, model, of], ['r1', 'openai/gpt-4o', request]);
        kept.push(answer);
      },
    };
    const { model, finished } = meter(
      { ...bench, services: { ...bench.services, answers } },
      playModel([end]),
    );
    for await (const { type } of model.stream(request, { signal: new AbortController().signal }))
      assert.deepEqual([type, kept.length], ['end', 1]);

    const [row] = bench.services.store.calls('r1');
    assert.deepEqual(kept, [{ callId: 'call-1', outcome: row?.outcome, response: end.response }]);
    assert.equal(finished.length, 1);
  });

  it('sends nothing and opens no row when the worst case does not fit the cap', async () => {
    const bench = createPhaseBench();
    const model = playModel([end]);
    const { model: metered } = meter(bench, model, { limits: { ...defaultLimits, maxCostUsd: 0.001 } });

    await assert.rejects(listen(metered), { code: 'budget.exceeded' });

    assert.equal(model.sent.length, 0);
    assert.deepEqual(bench.services.store.calls('r1'), []);
    assert.deepEqual(bench.events, []);
  });

  it('asks for a shorter answer where the whole one does not fit the cap', async () => {
    const bench = createPhaseBench();
    const model = playModel([end]);
    const { model: metered } = meter(bench, model, { limits: { ...defaultLimits, maxCostUsd: 0.03 } });

    await listen(metered);

    const [sent] = model.sent;
    assert.ok(sent !== undefined && sent.maxOutputTokens < 4_000 && sent.maxOutputTokens >= 1_024);
  });

  it('counts what earlier calls of the run have cost against the cap', async () => {
    const bench = createPhaseBench();
    const limits = { ...defaultLimits, maxCostUsd: 0.05 };
    const { model: metered } = meter(bench, playModel([end]), { limits });
    let calls = 0;

    const untilRefused = async () => {
      for (; calls < 20; calls += 1) await listen(metered);
    };

    await assert.rejects(untilRefused(), { code: 'budget.exceeded' });
    assert.ok(calls > 1);
    const spent = bench.services.store
      .calls('r1')
      .reduce((sum, { outcome }) => sum + (outcome?.costUsd ?? 0), 0);
    assert.ok(spent <= 0.05);
  });

  it('settles a call that broke in the middle at an estimate, and one that was refused at nothing', async () => {
    const bench = createPhaseBench();
    const down = new ForgeError('provider.unreachable', 'Down. Try later.', { retryable: true });
    const broken = meter(bench, playModel([{ type: 'text.delta', text: 'Half an ans' }, down])).model;
    await assert.rejects(listen(broken), down);
    const [half] = bench.services.store.calls('r1');
    assert.equal(half?.outcome?.provenance, 'estimated');
    assert.ok((half?.outcome?.costUsd ?? 0) > 0);

    const other = createPhaseBench();
    const refused = meter(other, playModel([down])).model;
    await assert.rejects(listen(refused), down);
    const [row] = other.services.store.calls('r1');
    assert.equal(row?.outcome?.costUsd, 0);
  });

  it('settles a call that was cancelled at what had been sent', async () => {
    const bench = createPhaseBench();
    const { model: metered, finished } = meter(bench, playModel([end]));

    await assert.rejects(listen(metered, AbortSignal.abort()), { name: 'AbortError' });

    const [row] = bench.services.store.calls('r1');
    assert.ok((row?.outcome?.inputTokens ?? 0) > 0);
    assert.deepEqual(finished, []);
  });

  it('hears nothing behind the end, not even an error', async () => {
    const bench = createPhaseBench();
    const { model: metered, finished } = meter(bench, playModel([end, new Error('reset'), end]));

    const events = await listen(metered);

    assert.deepEqual(events, [end]);
    assert.equal(finished.length, 1);
  });

  it('tells that a price is not known instead of taking it for nothing', async () => {
    const bench = createPhaseBench();
    const { model: metered } = meter(bench, playModel([end]), { model: 'openai/unheard-of' });

    await listen(metered);

    const [row] = bench.services.store.calls('r1');
    assert.equal(row?.worstCaseUsd, null);
    assert.equal(row?.outcome?.costUsd, null);
  });
});
