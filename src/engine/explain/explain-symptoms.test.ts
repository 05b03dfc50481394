import assert from 'node:assert/strict';
import { createPhaseBench, type PhaseBench } from '../../../test/fakes/phase-bench.ts';
import { ForgeError } from '../forge-error.ts';
import type { Symptoms } from '../symptoms/symptoms.ts';
import { explainSymptoms } from './explain-symptoms.ts';

const symptoms: Symptoms = {
  targets: [],
  others: [],
  output: { kind: 'text', title: '', text: 'TypeError: x is not a function' },
  command: null,
};

async function explain(bench: PhaseBench, request = bench.request('')): Promise<readonly string[]> {
  const seen: string[] = [];
  const asked = { runId: 'explain-1', symptoms, request };
  for await (const text of explainSymptoms(asked, bench.services, new AbortController().signal))
    seen.push(text);
  return seen;
}

describe('explaining an error', () => {
  it('shows the answer as it comes, and asks the model for simple tasks about exactly the error', async () => {
    const bench = createPhaseBench({ answers: [{ text: 'It is no function.' }] });
    assert.equal((await explain(bench)).at(-1), 'It is no function.');
    const [asked] = bench.models.requests;
    assert.equal(asked?.model, 'replay/small');
    assert.match(JSON.stringify(asked?.request.messages), /TypeError: x is not a function/u);
    assert.deepEqual(asked?.request.tools, []);
  });

  it('stands in the ledger, under its own name', async () => {
    const bench = createPhaseBench({ answers: [{ text: 'It is no function.' }] });
    await explain(bench);
    const [call] = bench.services.store.calls('explain-1');
    assert.equal(call?.agent, 'explainer');
    assert.equal(call?.outcome?.inputTokens, 100);
  });

  it('is not sent where a cap leaves no room for it', async () => {
    const bench = createPhaseBench({ answers: [{ text: 'never' }] });
    const tiers = { simple: ['openai/gpt-4o'], medium: [], hard: [] } as const;
    const request = bench.request('', { tiers, limits: { maxCostUsd: 0.000_001 } });
    await assert.rejects(explain(bench, request), { code: 'budget.exceeded' });
    assert.equal(bench.models.requests.length, 0);
  });

  it('begins anew, and not twice over, when a stream breaks', async () => {
    const broken = new ForgeError('provider.unreachable', 'Gone.', { retryable: true });
    const bench = createPhaseBench({ answers: [{ error: broken }, { text: 'Whole.' }] });
    assert.deepEqual((await explain(bench)).at(-1), 'Whole.');
  });
});
