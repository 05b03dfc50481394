import assert from 'node:assert/strict';
import { createPhaseBench } from '../../../test/fakes/phase-bench.ts';
import type { AgentPrompt } from '../agents/agent-prompt.ts';
import type { RunRequest } from '../run/run-request.ts';
import type { Phase } from '../workflow/workflow.ts';
import { chooseModel } from './choose-model.ts';

const bench = createPhaseBench();
const phase: Phase = {
  id: 'code',
  kind: 'code',
  agent: 'coder',
  model: null,
  when: 'always',
  required: true,
};

interface Wishes {
  readonly request?: Partial<RunRequest>;
  readonly model?: string;
  readonly promptTier?: AgentPrompt['tier'];
  readonly escalation?: number;
}

/** What a task of the middle tier gets. */
function chosen({ request = {}, model, promptTier = 'task', escalation = 0 }: Wishes): string {
  const context = bench.context();
  return chooseModel(
    {
      ...context,
      request: { ...context.request, ...request },
      complexity: { ...context.complexity, tier: 'medium' },
    },
    {
      phase: { ...phase, model: model ?? null },
      prompt: { ...bench.services.prompts.coder, tier: promptTier },
      escalation,
    },
  );
}

describe('chooseModel', () => {
  it('takes the tier of the task', () => assert.equal(chosen({}), 'replay/middle'));

  it('goes up the tiers as a repair escalates, and stays at the top', () => {
    assert.equal(chosen({ escalation: 1 }), 'replay/large');
    assert.equal(chosen({ escalation: 5 }), 'replay/large');
  });

  it('takes the tier of the prompt before that of the task, and the workflow before both', () => {
    assert.equal(chosen({ promptTier: 'simple' }), 'replay/small');
    assert.equal(chosen({ promptTier: 'simple', model: 'hard' }), 'replay/large');
    assert.equal(chosen({ promptTier: 'simple', model: 'openai/gpt-5' }), 'openai/gpt-5');
  });

  it("takes the user's own model before everything, whatever is escalated", () => {
    assert.equal(
      chosen({ request: { model: 'ollama/qwen3' }, model: 'hard', escalation: 1 }),
      'ollama/qwen3',
    );
  });

  it('says what to do where there is no model', () => {
    const tiers = { simple: [], medium: [], hard: [] };
    assert.throws(() => chosen({ request: { tiers } }), {
      code: 'config.missing-key',
      message: /OPENAI_API_KEY/u,
    });
  });
});
