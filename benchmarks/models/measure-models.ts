import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { ModelRequest } from '../../src/engine/ports/model.ts';
import { createOpenModel } from '../../src/models/open-model.ts';
import type { WireName } from '../../test/servers/scripted-server.ts';
import { below, type Finding, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { spreadOf } from '../measure/spread.ts';
import { readWithSdk, type ServerEnv } from './read-with-sdk.ts';

/** What the adapters add to each streamed token, and whether they hold on to what has gone by. */
async function measureModels(): Promise<void> {
  const findings: Finding[] = [];
  for (const wire of ['openai', 'anthropic', 'gemini', 'ollama'] as const) {
    await using server = await startTokenServer(wire);
    findings.push(await measureOverhead(wire, server.env), await measureGrowth(wire, server.env));
  }
  await reportFindings('models', findings);
}

/** Through the adapter, and with its SDK alone, in turn, so that both meet the same load. */
async function measureOverhead(wire: WireName, env: ServerEnv): Promise<Finding> {
  const bare: number[] = [];
  const added: number[] = [];
  for (let round = 0; round < warmUpRounds + countedRounds; round += 1) {
    const bareUs = await timePerToken(() => readWithSdk(wire, env, asking(countedTokens)));
    const adapterUs = await timePerToken(() => readThrough(wire, env, { tokens: countedTokens }));
    if (round < warmUpRounds) continue;
    bare.push(bareUs);
    added.push(adapterUs - bareUs);
  }
  return findingOf({
    what: `${wire}: the adapter beyond its SDK, a streamed token`,
    unit: 'µs',
    values: added,
    bar: below(50),
    beside: [{ name: 'the bare SDK, a token', value: spreadOf(bare).median, measured: 'here' }],
  });
}

/** Live memory late in a long stream over that early in it. The answer's own text is part of it. */
async function measureGrowth(wire: WireName, env: ServerEnv): Promise<Finding> {
  const grown: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const live: number[] = [];
    let seen = 0;
    const onToken = () => {
      seen += 1;
      if (seen === earlyTokens || seen === longTokens - earlyTokens) live.push(liveMegabytes());
    };
    await readThrough(wire, env, { tokens: longTokens, onToken });
    const [early = Number.NaN, late = Number.NaN] = live;
    grown.push(late - early);
  }
  const what = `${wire}: live memory after 90,000 tokens over that after 10,000`;
  return findingOf({ what, unit: 'MB', values: grown, bar: below(8) });
}

async function timePerToken(read: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await read();
  return ((performance.now() - start) * 1000) / countedTokens;
}

interface Reading {
  readonly tokens: number;
  readonly onToken?: () => void;
}

async function readThrough(wire: WireName, env: ServerEnv, { tokens, onToken }: Reading): Promise<void> {
  const { signal } = new AbortController();
  let seen = 0;
  for await (const event of createOpenModel({ env })(`${wire}/scripted`).stream(asking(tokens), { signal })) {
    if (event.type !== 'text.delta') continue;
    seen += 1;
    onToken?.();
  }
  if (seen !== tokens) throw new Error(`${wire} streamed ${seen} of ${tokens} tokens`);
}

function asking(tokens: number): ModelRequest {
  const messages = [{ role: 'user' as const, text: 'Go.' }];
  return { system: `${tokens} tokens, please`, messages, tools: [], maxOutputTokens: 4096 };
}

function liveMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

async function startTokenServer(wire: WireName): Promise<AsyncDisposable & { readonly env: ServerEnv }> {
  const child = fork(new URL('token-server.ts', import.meta.url), [wire], { silent: true });
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const env = JSON.parse(line.toString()) as ServerEnv;
  return {
    env,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const countedTokens = 10_000;
const warmUpRounds = 2;
const countedRounds = 7;
const longTokens = 100_000;
const earlyTokens = 10_000;

await measureModels();
