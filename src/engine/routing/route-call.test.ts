import assert from 'node:assert/strict';
import type { ModelTiers } from './model-tiers.ts';
import { type RouteQuestion, routeCall } from './route-call.ts';
import { defaultRouting, type RoutingWish } from './routing-wish.ts';

const tiers: ModelTiers = {
  simple: ['ollama/qwen3'],
  medium: ['openai/gpt-6.1-terra', 'anthropic/claude-sonnet-5-5'],
  hard: ['openai/gpt-6-sol'],
};

/** A question about the coder in a task of the middle tier. */
function ask(changes: Partial<RouteQuestion> = {}, routing: Partial<RoutingWish> = {}) {
  const question: RouteQuestion = {
    agent: 'coder',
    complexity: { score: 0.5, tier: 'medium', signals: [], judge: 'heuristics' },
    request: { model: null, tiers, routing: { ...defaultRouting, ...routing } },
    phaseModel: null,
    promptTier: 'task',
    escalation: 0,
    ...changes,
  };
  return routeCall(question, {});
}

const decided = (...parameters: Parameters<typeof ask>) => {
  const { model, tier, reason } = ask(...parameters);
  return [model, tier, reason];
};

describe('routeCall', () => {
  it('takes the tier of the task, names what else is there, and what the dearest tier would cost', () => {
    const decision = ask();

    assert.equal(decision.model, 'openai/gpt-6.1-terra');
    assert.deepEqual(decision.others, ['anthropic/claude-sonnet-5-5']);
    assert.deepEqual([decision.reason, decision.tier], ['task-tier', 'medium']);
    assert.deepEqual(
      [decision.topModel, decision.referenceUsd, decision.topReferenceUsd],
      ['openai/gpt-6-sol', 0.015, 0.03],
    );
  });

  it('goes up the tiers as a repair escalates, stays at the top, and says so', () => {
    assert.deepEqual(decided({ escalation: 1 }), ['openai/gpt-6-sol', 'hard', 'escalation']);
    assert.deepEqual(decided({ escalation: 5 }), ['openai/gpt-6-sol', 'hard', 'escalation']);
  });

  it('takes the tier of the prompt before that of the task, and the workflow before both', () => {
    assert.deepEqual(decided({ promptTier: 'simple' }), ['ollama/qwen3', 'simple', 'prompt-tier']);
    assert.deepEqual(decided({ promptTier: 'simple', phaseModel: 'hard' }), [
      'openai/gpt-6-sol',
      'hard',
      'workflow',
    ]);
    assert.deepEqual(decided({ phaseModel: 'openai/gpt-5' }), ['openai/gpt-5', null, 'workflow']);
  });

  it('takes what is set for the agent before the workflow', () => {
    const own = { agents: { coder: 'anthropic/claude-opus-5-5' } } as const;
    const tier = { agents: { coder: 'hard' } } as const;

    assert.deepEqual(decided({ phaseModel: 'simple' }, own), [
      'anthropic/claude-opus-5-5',
      null,
      'agent-setting',
    ]);
    assert.deepEqual(decided({}, tier), ['openai/gpt-6-sol', 'hard', 'agent-setting']);
    assert.deepEqual(decided({ agent: 'planner' }, own)[2], 'task-tier');
  });

  it("takes the user's own model for the run before everything, whatever is escalated", () => {
    const request = { model: 'ollama/qwen3', tiers, routing: defaultRouting } as const;

    assert.deepEqual(decided({ request, phaseModel: 'hard', escalation: 1 }), [
      'ollama/qwen3',
      null,
      'run-model',
    ]);
  });

  it('says that there was nothing to choose from', () => {
    const one = { simple: ['a/b'], medium: ['a/b'], hard: ['a/b'] } as const;

    assert.equal(ask({ request: { model: null, tiers: one, routing: defaultRouting } }).reason, 'only-model');
  });

  it('knows no cost where no price is known', () => {
    const decision = ask({ phaseModel: 'openai/unheard-of' });

    assert.equal(decision.referenceUsd, null);
  });

  it('is plain data', () => {
    const decision = ask();

    assert.deepEqual(JSON.parse(JSON.stringify(decision)), decision);
  });

  it('says what to do where there is no model', () => {
    const none = { simple: [], medium: [], hard: [] };
    const request = { model: null, tiers: none, routing: defaultRouting };

    assert.throws(() => ask({ request }), { code: 'config.missing-key', message: /OPENAI_API_KEY/u });
  });
});
