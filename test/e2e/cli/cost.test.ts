import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import type { CliResult } from './support/cli-process.ts';
import { finishedEvent } from './support/cli-process.ts';
import { createTestProject, rightSum, type TestProject } from './support/test-project.ts';
import { turnsWithRepairs } from './support/turns.ts';

const solve = ['solve', 'Fix add', '--sandbox', 'embedded', '--check', 'node check.mjs', '--json'];
const usage = { inputTokens: 1_000, outputTokens: 100 };
const turns = turnsWithRepairs(0).map(turn => ({ ...turn, usage }));
const priced = { prices: { 'openai/scripted': { input: 1, output: 10 } } };

async function withSettings(project: TestProject, settings: unknown): Promise<void> {
  await mkdir(project.home, { recursive: true });
  await writeFile(path.join(project.home, 'settings.json'), JSON.stringify(settings));
}

interface SpendingJson {
  readonly total: {
    readonly calls: number;
    readonly reportedUsd: number;
    readonly computedUsd: number;
    readonly openUsd: number;
  };
  readonly byModel: readonly { readonly name: string }[];
  readonly caps: readonly { readonly period: string; readonly leftUsd: number | null }[];
}

const spendingIn = ({ stdout }: CliResult) => JSON.parse(stdout) as SpendingJson;

describe('codeforge cost', () => {
  it('says so where no model was asked', async () => {
    await using project = await createTestProject();

    const result = await project.run(['cost']);

    assert.equal(result.exitCode, 0);
    assert.match(result.stdout, /^No model was asked since \d{4}-\d\d-\d\d\./u);
  });

  it('calls an unknown price unknown, and a set price computed', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [...turns, ...turns]);
    await project.run(solve, { server });
    const unknown = await project.run(['cost']);
    await withSettings(project, priced);
    await project.run(solve, { server });
    const both = await project.run(['cost']);

    assert.match(unknown.stdout, /unknown: no price is known.*\(1 call\)/u);
    assert.match(unknown.stdout, /^openai\/scripted +1 +1\.0k +0 +100 +0 +unknown$/mu);
    assert.match(both.stdout, /\$0\.002 computed from your own prices \(1 call\)/u);
    assert.match(both.stdout, /^coder +2 .* \$0\.002 \+ unknown$/mu);
  });

  it('takes the word of a provider that says what it cost', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [{ ...turns[0], costUsd: 0.0421 }]);
    await project.run(solve, { server });

    const text = await project.run(['cost', '--days', '1']);
    const spending = spendingIn(await project.run(['cost', '--json']));

    assert.match(text.stdout, /\$0\.042 reported by the provider \(1 call\)/u);
    assert.deepEqual(
      [spending.total.calls, spending.total.reportedUsd, spending.total.computedUsd],
      [1, 0.0421, 0],
    );
  });

  it('says that local models are free', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('ollama', turns);
    await project.run(solve, { server });

    const result = await project.run(['cost']);

    assert.match(result.stdout, /free: local or replayed models \(1 call\)/u);
    assert.match(result.stdout, /^ollama\/scripted .* free$/mu);
  });
});

describe('caps', () => {
  it('of a day hold over several runs: the next one pauses, and goes on when the cap is raised', async () => {
    await using project = await createTestProject();
    await using server = await startScriptedServer('openai', [...turns, ...turns]);
    await withSettings(project, { ...priced, maxCostPerDayUsd: 0.2 });
    await project.run(solve, { server });
    await withSettings(project, { ...priced, maxCostPerDayUsd: 0.003 });

    const paused = finishedEvent(await project.run(solve, { server }));
    const left = spendingIn(await project.run(['cost', '--json'])).caps[0]?.leftUsd;
    const raised = ['resume', paused.runId, '--sandbox', 'embedded', '--apply', 'all', '--json'];
    const resumed = await project.run([...raised, '--max-cost-per-day', '1'], { server });

    assert.deepEqual([paused.outcome, paused.failure?.code], ['paused', 'budget.exceeded']);
    assert.match(paused.failure?.message ?? '', /of the \$0\.003 cap of a day is left\. Raise the cap/u);
    assert.equal(left, 0.001);
    assert.deepEqual([resumed.exitCode, finishedEvent(resumed).outcome], [0, 'completed']);
    assert.equal(await project.read('add.mjs'), rightSum);
    assert.equal(server.requests.length, 2);
  });

  it('count what a killed process had under way at its worst', async () => {
    await using project = await createTestProject();
    const stalls = { ...turns[0], fault: { kind: 'stall', afterEvents: 1 } } as const;
    await using server = await startScriptedServer('openai', [stalls]);
    await withSettings(project, { ...priced, maxCostPerDayUsd: 0.2 });
    await using cli = project.start(solve, { server });
    await server.waitForRequests(1);
    cli.signal('SIGKILL');
    await cli.result();

    const result = await project.run(['cost']);
    const { openUsd } = spendingIn(await project.run(['cost', '--json'])).total;
    const cap = ['--max-cost-per-day', String(openUsd + 0.001)];
    const next = finishedEvent(await project.run([...solve, ...cap], { server }));

    assert.match(result.stdout, /up to \$0\.\d+ for what is under way or was cut off \(1 call\)/u);
    assert.deepEqual([next.outcome, next.failure?.code], ['paused', 'budget.exceeded']);
    assert.equal(server.requests.length, 1);
  });

  it('refuses settings that cannot be used, in a sentence', async () => {
    await using project = await createTestProject();
    await project.run(['history']);
    await withSettings(project, { maxCostPerDayUsd: 'much' });

    const result = await project.run(['cost']);

    assert.equal(result.exitCode, 2);
    assert.match(result.stderr, /maxCostPerDayUsd must be a number of US dollars, 0 or more, but is "much"/u);
  });
});
