import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunEventEnvelope } from '../../../src/engine/run/run-events.ts';
import { type ScriptedServer, startScriptedServer, type WireName } from '../../servers/scripted-server.ts';
import type { ScriptedFault, ScriptedTurn } from '../../servers/scripted-turn.ts';
import { type CliResult, finishedEvent } from './support/cli-process.ts';
import { createTestProject, rightSum, type TestProject } from './support/test-project.ts';
import { solves } from './support/turns.ts';

const wires: readonly WireName[] = ['openai', 'anthropic', 'gemini', 'ollama'];
const solve = ['solve', 'fix add', '--check', 'node check.mjs', '--sandbox', 'embedded', '--apply', 'all'];
const down: ScriptedTurn = { fault: { kind: 'status', status: 503, headers: { 'retry-after-ms': '10' } } };
const usedUp: ScriptedTurn = { fault: { kind: 'status', status: 429, headers: { 'retry-after': '3600' } } };
const fault = (what: ScriptedFault): ScriptedTurn => ({ ...solves, fault: what });

describe('the fallback chain, through the real SDKs', () => {
  for (const [at, broken] of wires.entries()) {
    it(`asks the next provider when ${broken} is down, and says why`, async () => {
      await using chain = await openChain([...wires.slice(at), ...wires.slice(0, at)]);
      const next = chain.order[1] ?? '';
      chain.behave({ [broken]: () => down });

      const result = await chain.solve(['--json']);

      const { outcome, attempts } = finishedEvent(result);
      assert.deepEqual([outcome, attempts], ['completed', 1]);
      assert.deepEqual(switchesIn(result), [[`${broken}/scripted`, `${next}/scripted`]]);
      assert.deepEqual(chain.requests(), { ...nobody, [broken]: 2, [next]: 1 });
      assert.equal(await chain.project.read('add.mjs'), rightSum);
    });
  }

  it('pauses, and names every provider, when all are down', async () => {
    await using chain = await openChain(wires);
    chain.behave(Object.fromEntries(wires.map(wire => [wire, () => down])));

    const result = await chain.solve(['--json']);

    const { outcome, failure } = finishedEvent(result);
    assert.deepEqual([outcome, failure?.code], ['paused', 'provider.unreachable']);
    for (const wire of wires) assert.match(failure?.message ?? '', new RegExp(`${wire}/scripted: `, 'u'));
    assert.deepEqual(chain.requests(), { openai: 2, anthropic: 2, gemini: 2, ollama: 4 });
    assert.notEqual(await chain.project.read('add.mjs'), rightSum);
  });

  it('goes on where the run was, once a provider is back', async () => {
    await using chain = await openChain(wires);
    chain.behave(Object.fromEntries(wires.map(wire => [wire, () => down])));
    assert.equal(finishedEvent(await chain.solve(['--json'])).outcome, 'paused');
    chain.behave({ anthropic: () => solves, openai: () => down });

    const result = await chain.project.run(['resume', '--sandbox', 'embedded', '--apply', 'all', '--json'], {
      env: chain.env,
    });

    assert.equal(finishedEvent(result).outcome, 'completed');
    assert.equal(await chain.project.read('add.mjs'), rightSum);
  });

  it('gets through while every provider is there only now and then', async () => {
    await using chain = await openChain(wires);
    const faults = [
      down,
      fault({ kind: 'disconnect', afterEvents: 0 }),
      fault({ kind: 'html', status: 502 }),
    ];
    let asked = 0;
    const flapping = () => {
      asked += 1;
      return asked % 4 === 0 ? solves : (faults[asked % faults.length] ?? down);
    };
    chain.behave(Object.fromEntries(wires.map(wire => [wire, flapping])));

    const result = await chain.solve(['--json']);

    assert.equal(finishedEvent(result).outcome, 'completed');
    assert.equal(asked, 4);
    assert.equal(await chain.project.read('add.mjs'), rightSum);
  });

  it('does not change over in the middle of an answer', async () => {
    await using chain = await openChain(wires);
    let asked = 0;
    chain.behave({
      openai() {
        asked += 1;
        return asked === 1 ? fault({ kind: 'disconnect', afterEvents: 4 }) : solves;
      },
    });

    const result = await chain.solve(['--json']);

    assert.equal(finishedEvent(result).outcome, 'completed');
    assert.deepEqual(switchesIn(result), []);
    assert.deepEqual(chain.requests(), { ...nobody, openai: 2 });
  });

  it('asks another provider when a key is refused, and tells people', async () => {
    await using chain = await openChain(wires);
    chain.behave({ openai: () => fault({ kind: 'status', status: 401 }) });

    const { stdout, exitCode } = await chain.solve([]);

    assert.equal(exitCode, 0);
    assert.match(
      stdout,
      /refused the key ending in .*anthropic\/scripted is asked instead of openai\/scripted\./u,
    );
    assert.deepEqual(chain.requests(), { ...nobody, openai: 1, anthropic: 1 });
  });

  it('asks another provider at once when one is used up for the day', async () => {
    await using chain = await openChain(wires);
    chain.behave({ openai: () => usedUp });

    assert.equal(finishedEvent(await chain.solve(['--json'])).outcome, 'completed');
    assert.deepEqual(chain.requests(), { ...nobody, openai: 1, anthropic: 1 });
  });

  it('says in the history of the run why another model took over', async () => {
    await using chain = await openChain(wires);
    chain.behave({ openai: () => fault({ kind: 'status', status: 402 }) });
    const { runId } = finishedEvent(await chain.solve(['--json']));

    const { stdout } = await chain.project.run(['history', runId], { env: chain.env });

    assert.match(
      stdout,
      /^ {2}code: .*no credit.* anthropic\/scripted is asked instead of openai\/scripted\.$/imu,
    );
  });

  it('takes a context that cannot be shortened to a model that is known to take more', async () => {
    await using chain = await openChain(['openai', 'ollama']);
    const message = 'maximum context length is 1000 tokens';
    chain.behave({ openai: () => fault({ kind: 'status', status: 400, message }) });

    const result = await chain.solve(['--json']);

    assert.equal(finishedEvent(result).outcome, 'completed');
    assert.deepEqual(chain.requests(), { ...nobody, openai: 1, ollama: 1 });
  });
});

describe('a wait for a model', () => {
  it('says the provider, the status and the next try', async () => {
    await using chain = await openChain(['openai']);
    let asked = 0;
    chain.behave({
      openai() {
        asked += 1;
        return asked === 1 ? fault({ kind: 'status', status: 429, headers: { 'retry-after': '1' } }) : solves;
      },
    });

    const { stdout } = await chain.solve([]);

    assert.match(stdout, /Next try in 1 s, at \d\d:\d\d:\d\d \(openai, status 429\)\./u);
  });

  it('of more than anybody waits pauses the run, which says when to go on and goes on whenever it is told to', async () => {
    await using chain = await openChain(['openai']);
    chain.behave({ openai: () => usedUp });

    const paused = finishedEvent(await chain.solve(['--json']));
    chain.behave({});
    const resume = ['resume', paused.runId, '--sandbox', 'embedded', '--apply', 'all', '--json'];
    const resumed = await chain.project.run(resume, { env: chain.env });

    assert.equal(paused.outcome, 'paused');
    assert.match(
      paused.failure?.message ?? '',
      /no more requests for now.* It may be asked again .*at \d\d:\d\d\. Resume the run then, or choose another model\.$/u,
    );
    assert.equal(finishedEvent(resumed).outcome, 'completed');
    assert.deepEqual(chain.requests(), { ...nobody, openai: 2 });
  });

  it('is what keeps a run within the rate that people set', async () => {
    await using chain = await openChain(['openai'], { openai: { requestsPerMinute: 1 } });
    let asked = 0;
    chain.behave({
      openai() {
        asked += 1;
        return asked === 1 ? { text: 'I think.' } : solves;
      },
    });
    await using cli = chain.project.start([...solve, '--json'], { env: chain.env });

    await cli.waitFor('"reason":"rate-limit"');
    cli.signal('SIGINT');

    const result = await cli.result();
    assert.deepEqual([result.exitCode, finishedEvent(result).outcome], [130, 'cancelled']);
    assert.deepEqual(chain.requests(), { ...nobody, openai: 1 });
  });

  it('ends a silence that is longer than was said', async () => {
    await using chain = await openChain(['openai']);
    let asked = 0;
    chain.behave({
      openai() {
        asked += 1;
        return asked === 1 ? fault({ kind: 'stall', afterEvents: 3 }) : solves;
      },
    });

    const { stdout, exitCode } = await chain.solve(['--idle-timeout', '1']);

    assert.equal(exitCode, 0);
    assert.match(stdout, /openai\/scripted has sent nothing for 1 second\./u);
  });
});

interface Chain extends AsyncDisposable {
  readonly project: TestProject;
  readonly order: readonly WireName[];
  readonly env: Readonly<Record<string, string>>;
  /** What each server answers with from now on; who is not named solves the task. */
  behave(answers: Readonly<Record<string, () => ScriptedTurn>>): void;
  requests(): Readonly<Record<string, number>>;
  solve(options: readonly string[]): Promise<CliResult>;
}

/** A project whose every tier has one model of each of these providers, in this order. */
async function openChain(order: readonly WireName[], rateLimits: object = {}): Promise<Chain> {
  let answers: Readonly<Record<string, () => ScriptedTurn>> = {};
  const project = await createTestProject();
  const servers = new Map<WireName, ScriptedServer>();
  for (const wire of order) {
    const limits = { contextTokens: 128_000, tools: true };
    servers.set(wire, await startScriptedServer(wire, () => answers[wire]?.() ?? solves, { limits }));
  }
  const tier = order.map(wire => `${wire}/scripted`);
  await mkdir(project.home, { recursive: true });
  const settings = { tiers: { simple: tier, medium: tier, hard: tier }, rateLimits };
  await writeFile(path.join(project.home, 'settings.json'), JSON.stringify(settings));
  const env = Object.assign({}, project.env(), ...[...servers.values()].map(server => server.env));
  return {
    ...{ project, order, env },
    behave(next) {
      answers = next;
    },
    requests: () => Object.fromEntries(wires.map(wire => [wire, servers.get(wire)?.requests.length ?? 0])),
    solve: options => project.run([...solve, ...options], { env }),
    async [Symbol.asyncDispose]() {
      for (const server of servers.values()) await server[Symbol.asyncDispose]();
      await project[Symbol.asyncDispose]();
    },
  };
}

const nobody = { openai: 0, anthropic: 0, gemini: 0, ollama: 0 };

function switchesIn({ events }: CliResult): readonly (readonly [string, string])[] {
  const switches = events.filter(
    (event): event is Extract<RunEventEnvelope, { type: 'model.switched' }> =>
      event.type === 'model.switched',
  );
  return switches.map(({ from, to }) => [from, to]);
}
