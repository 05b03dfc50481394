import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject } from './support/test-project.ts';
import { turnsWithRepairs } from './support/turns.ts';

interface RouteJson {
  readonly complexity: {
    readonly score: number;
    readonly tier: string;
    readonly judge: string;
    readonly judgeFailed?: string;
  };
  readonly phases: readonly { readonly phase: string; readonly model: string; readonly reason: string }[];
}

const hard =
  'Design and implement a distributed rate limiter with tests, migrate the callers, keep it backwards compatible';
const keys = { OPENAI_API_KEY: 'sk-one-that-is-not-used-1111', OPENAI_BASE_URL: 'https://api.openai.com/v1' };

describe('codeforge route', () => {
  it('explains the score, the model, the reason and the dearest tier, and asks no model', async () => {
    await using project = await createTestProject();
    const env = { ...project.env(), ...keys };

    const result = await project.run(['route', hard], { env });

    assert.deepEqual([result.exitCode, result.stderr], [0, '']);
    assert.match(result.stdout, /^Complexity 0\.\d\d: hard, judged by its words and its shape/mu);
    assert.match(result.stdout, /^ {2}\+0\.17 {2}says "distributed"$/mu);
    assert.match(result.stdout, /^code +coder +openai\/gpt-6-sol +hard +\$0\.030 +the task is hard/mu);
    assert.match(result.stdout, /The most expensive tier would ask openai\/gpt-6-sol: \$0\.030/u);
  });

  it('sends simple tasks to a local model where there is one', async () => {
    await using project = await createTestProject();
    await using ollama = await startScriptedServer('ollama', [], { models: ['qwen3-coder:30b'] });
    const env = { ...project.env(ollama), ...keys };

    const simple = await project.run(['route', 'Fix the typo'], { env });
    const other = await project.run(['route', hard], { env });

    assert.match(simple.stdout, /^code +coder +ollama\/qwen3-coder:30b +simple +free/mu);
    assert.match(simple.stdout, /^plan +planner +– +not asked/mu);
    assert.match(simple.stdout, /100% are saved/u);
    assert.match(other.stdout, /^code +coder +openai\/gpt-6-sol/mu);
    assert.equal(ollama.requests.length, 0);
  });

  it('obeys tiers, thresholds and agents of the settings file', async () => {
    await using project = await createTestProject();
    await mkdir(project.home, { recursive: true });
    const settings = {
      tiers: { simple: ['openai/tiny'], medium: ['openai/middling'], hard: ['openai/huge'] },
      complexity: { hardAbove: 0.31, simpleBelow: 0.1 },
      agents: { planner: 'anthropic/claude-opus-5-5', reviewer: 'simple' },
    };
    await writeFile(path.join(project.home, 'settings.json'), JSON.stringify(settings));

    const { stdout } = await project.run(['route', 'Implement a cache class with tests', '--json']);

    const { complexity, phases } = JSON.parse(stdout) as RouteJson;
    assert.equal(complexity.tier, 'hard');
    assert.deepEqual(
      phases.map(({ phase, model, reason }) => [phase, model, reason]),
      [
        ['plan', 'anthropic/claude-opus-5-5', 'agent-setting'],
        ['code', 'openai/huge', 'task-tier'],
        ['review', 'openai/tiny', 'agent-setting'],
        ['repair', 'openai/huge', 'task-tier'],
      ],
    );
  });

  it('lets the model for simple tasks judge, and books the call', async () => {
    await using project = await createTestProject();
    const rating = '```json\n{"complexity": 0.9, "reason": "many parts"}\n```';
    await using server = await startScriptedServer('openai', [{ text: rating }]);

    const result = await project.run(['route', 'Fix it', '--classify', 'model'], { server });
    const costs = await project.run(['cost']);

    assert.match(result.stdout, /^Complexity 0\.90: hard, judged by openai\/scripted/mu);
    assert.match(result.stdout, /its rating: many parts/u);
    assert.match(costs.stdout, /^classifier +1 /mu);
  });

  for (const [title, turn] of [
    ['answers nonsense', { text: 'It depends.' }],
    ['rates out of range', { text: '{"complexity": 7}' }],
    ['is down', { fault: { kind: 'status', status: 503 } }],
    ['refuses the key', { fault: { kind: 'status', status: 401 } }],
  ] as const) {
    it(`falls back on the heuristics when the model ${title}, and says why`, async () => {
      await using project = await createTestProject();
      await using server = await startScriptedServer('openai', [turn]);

      const result = await project.run(['route', 'Fix it', '--classify', 'model', '--json'], { server });

      const { complexity } = JSON.parse(result.stdout) as RouteJson;
      assert.deepEqual([complexity.judge, complexity.tier], ['heuristics', 'simple']);
      assert.ok((complexity.judgeFailed ?? '').length > 20);
      assert.equal(server.requests.length, 1);
    });
  }

  it('says what to do where there is no model', async () => {
    await using project = await createTestProject();

    const result = await project.run(['route', 'Fix it']);

    assert.equal(result.exitCode, 2);
    assert.match(result.stderr, /There is no model to ask\. Set OPENAI_API_KEY/u);
  });
});

describe('a run', () => {
  it('keeps why each model was asked, for its history', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', turnsWithRepairs(1));
    const solve = ['solve', 'Fix add', '--sandbox', 'embedded', '--check', 'node check.mjs', '--json'];
    const result = await project.run(solve, { server });
    const { runId } = finishedEvent(result);

    const history = await project.run(['history', runId]);

    assert.ok(result.events.some(({ type }) => type === 'model.routed'));
    assert.match(history.stdout, /^Models$/mu);
    assert.match(history.stdout, /^ {2}code +coder +openai\/scripted +the only model there is$/mu);
  });
});
