import assert from 'node:assert/strict';
import type { ForgeErrorCode } from '../../src/engine/forge-error.ts';
import type { RunView } from '../../src/engine/run/run-view.ts';
import type { WireName } from '../servers/scripted-server.ts';
import type { ScriptedFault, ScriptedTurn } from '../servers/scripted-turn.ts';
import { type CallSettlement, runOnServer, solvingTurn, solvingTurnUsd } from './run-on-server.ts';
import { brokenFile, solvedFile } from './run-with-model.ts';

/** One thing that a server does to a run, and all that must come of it. */
interface Case {
  readonly name: string;
  /** The server's answers, in order. */
  readonly turns: readonly ScriptedTurn[];
  readonly outcome: RunView['outcome'];
  readonly code: ForgeErrorCode | null;
  /** Of each request that was made. */
  readonly ledger: readonly CallSettlement[];
  /** Only for wire formats that can say it. */
  readonly wires?: readonly WireName[];
  readonly patience?: 'none';
}

const hugeLength = 30_000_000;
const tooLong = 'This model has a maximum context length of 100 tokens.';
const { usage = null } = solvingTurn;
const longConversation: readonly ScriptedTurn[] = ['add.py', 'test_add.py'].map(path => ({
  text: 'I think. '.repeat(2_000),
  deltaLength: 1_000,
  toolCalls: [{ name: 'read_file', arguments: { path } }],
  usage,
}));
const allWires: readonly WireName[] = ['openai', 'anthropic', 'gemini', 'ollama'];
const fault = (what: ScriptedFault): ScriptedTurn => ({ ...solvingTurn, fault: what });
const status = (code: number, headers: Readonly<Record<string, string>> = {}, message = 'Scripted.') =>
  fault({ kind: 'status', status: code, headers, message });
const notJson = (contentType: string): ScriptedTurn =>
  fault({ kind: 'status', status: 200, headers: { 'content-type': contentType }, body: 'hello' });
const fourTimes = <Item>(item: Item): readonly Item[] => [item, item, item, item];

/** A fault that passes is cured by one more request; one that stays costs four, and then the run pauses. */
const passing = (name: string, turn: ScriptedTurn, call: CallSettlement = 'free'): readonly Case[] => [
  { name: `${name}, once`, turns: [turn, solvingTurn], ...completed, ledger: [call, 'reported'] },
  {
    name: `${name}, always`,
    turns: fourTimes(turn),
    outcome: 'paused',
    code: name.startsWith('429') ? 'provider.rate-limited' : 'provider.unreachable',
    ledger: fourTimes(call),
  },
];
/** What no request can cure ends at the first one. */
const final = (name: string, turn: ScriptedTurn, code: ForgeErrorCode): Case => ({
  name,
  turns: [turn],
  outcome: 'failed',
  code,
  ledger: ['free'],
});
/** Breaks off, and is paid for. */
const endless = (name: string, deltaLength: number): Case => ({
  name,
  turns: [{ text: 'x'.repeat(hugeLength), deltaLength, split: 'events' }],
  outcome: 'failed',
  code: 'provider.unreachable',
  ledger: ['estimated'],
});
const completed = { outcome: 'completed', code: null } as const;

const cases: readonly Case[] = [
  { name: 'text and several tool calls', turns: [solvingTurn], ...completed, ledger: ['reported'] },
  {
    name: 'interleaved deltas, one byte a chunk',
    turns: [{ ...solvingTurn, interleaved: true, split: 'bytes', deltaLength: 3 }],
    ...completed,
    ledger: ['reported'],
  },
  { name: 'one tool call an answer', turns: oneCallEach(), ...completed, ledger: ['reported', 'reported'] },
  { name: 'an empty answer', turns: [{}, solvingTurn], ...completed, ledger: ['reported', 'reported'] },
  { name: 'usage missing', turns: [{ ...solvingTurn, usage: null }], ...completed, ledger: ['estimated'] },
  {
    name: 'arguments of the wrong type',
    turns: [{ toolCalls: [{ name: 'edit_file', arguments: { path: 5 } }] }, solvingTurn],
    ...completed,
    ledger: ['reported', 'reported'],
  },
  {
    name: 'arguments that are no JSON',
    turns: [{ toolCalls: [{ name: 'edit_file', arguments: '{"path": oops' }] }, solvingTurn],
    ...completed,
    ledger: ['reported', 'reported'],
    wires: ['openai', 'anthropic'],
  },
  {
    name: 'an answer cut off at the output limit',
    turns: [{ ...solvingTurn, stopReason: 'length' }, solvingTurn],
    ...completed,
    ledger: ['reported', 'reported'],
  },
  {
    name: 'a refusal',
    turns: [{ text: 'No.', stopReason: 'refused', usage }],
    outcome: 'failed',
    code: 'provider.refused',
    ledger: ['reported'],
    wires: ['openai', 'anthropic', 'gemini'],
  },
  ...passing('429', status(429)),
  ...passing('429 with Retry-After', status(429, { 'retry-after': '7' })),
  ...['429', '503'].map(
    (code): Case => ({
      name: `${code} with a Retry-After of an hour`,
      turns: [status(Number(code), { 'retry-after': '3600' })],
      outcome: 'paused',
      code: code === '429' ? 'provider.rate-limited' : 'provider.unreachable',
      ledger: ['free'],
    }),
  ),
  ...passing('500', status(500)),
  ...passing('503', status(503)),
  ...passing('503 with Retry-After', status(503, { 'retry-after': '2' })),
  ...passing('529', status(529)),
  ...passing('a web page instead of JSON', fault({ kind: 'html', status: 200 })),
  ...passing('a wrong content type', notJson('text/plain')),
  ...passing('a whole document instead of a stream', notJson('application/json')),
  ...passing('a connection lost before the first event', fault({ kind: 'disconnect', afterEvents: 0 })),
  final('a wrong key', status(401), 'provider.unauthorized'),
  final('an empty account', status(402), 'provider.no-credit'),
  final('a forbidden model', status(403), 'provider.unauthorized'),
  final('an unknown model', status(404, {}, 'The model does not exist'), 'config.invalid'),
  final('a bad request', status(400), 'provider.bad-request'),
  {
    name: 'a stalled stream',
    turns: [fault({ kind: 'stall', afterEvents: 0 }), solvingTurn],
    ...completed,
    ledger: ['estimated', 'reported'],
    patience: 'none',
  },
  endless('an answer of 30 MB in 500 events', 60_000),
  endless('an answer of 30 MB in one event', hugeLength),
  {
    name: 'a conversation that has become too long, once',
    turns: [...longConversation, status(400, {}, tooLong), solvingTurn],
    ...completed,
    ledger: ['reported', 'reported', 'free', 'reported'],
  },
  {
    name: 'a conversation that has become too long, always',
    turns: [...longConversation, status(400, {}, tooLong), status(400, {}, tooLong)],
    outcome: 'failed',
    code: 'provider.context-too-long',
    ledger: ['reported', 'reported', 'free', 'free'],
  },
  final('a task that is too long', status(400, {}, tooLong), 'provider.context-too-long'),
];

describe('a run on a model server', () => {
  for (const wire of allWires) {
    describe(wire, () => {
      for (const example of cases.filter(({ wires = allWires }) => wires.includes(wire)))
        it(`${example.name}: ${example.code ?? example.outcome}`, () => holds(wire, example));

      it('an event of 30 MB takes no more memory than a few times its size', () => takesLittle(wire));

      for (const kind of ['disconnect', 'end-early'] as const)
        it(`${kind} at every event never leaves half an edit`, () => breaksEverywhere(wire, kind));
    });
  }
});

async function holds(wire: WireName, example: Case): Promise<void> {
  const run = await runOnServer(wire, example.turns, example.patience);

  const { outcome, code, ledger, requests, file } = run;
  assert.deepEqual(
    { outcome, code, ledger, requests, file },
    {
      outcome: example.outcome,
      code: example.code,
      ledger: example.ledger,
      requests: example.ledger.length,
      file: example.outcome === 'completed' ? solvedFile : brokenFile,
    },
  );
  assert.equal(run.totalUsd, run.costUsd);
  const solved = ledger.filter((_, at) => example.turns[at]?.usage === usage);
  const reported = solved.filter(call => call === 'reported').length;
  const isExact = !ledger.includes('estimated') && solved.length === ledger.length;
  if (isExact) assert.equal(run.costUsd, reported * solvingTurnUsd);
}

/** Breaks the first answer one event later each time, until it is whole before it breaks. */
async function breaksEverywhere(wire: WireName, kind: 'disconnect' | 'end-early'): Promise<void> {
  let afterEvents = 0;
  for (let requests = 2; requests === 2 && afterEvents < 60; afterEvents += 1) {
    const run = await runOnServer(wire, [fault({ kind, afterEvents }), solvingTurn]);
    assert.equal(run.outcome, 'completed', `after ${afterEvents} events`);
    assert.equal(run.file, solvedFile);
    assert.equal(run.ledger.length, run.requests);
    assert.equal(run.totalUsd, run.costUsd);
    requests = run.requests;
  }
  assert.ok(afterEvents > 5 && afterEvents < 60, `${afterEvents} events`);
}

/** The server is here too: the event as text, as JSON and as bytes is most of what is seen. */
async function takesLittle(wire: WireName): Promise<void> {
  const before = process.memoryUsage.rss();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);

  const run = await runOnServer(wire, endless('', hugeLength).turns);

  clearInterval(look);
  assert.equal(run.outcome, 'failed');
  assert.ok(most - before < 8 * hugeLength, `${Math.round((most - before) / 1e6)} MB more`);
}

function oneCallEach(): readonly ScriptedTurn[] {
  const { toolCalls = [] } = solvingTurn;
  return toolCalls.map(call => ({ toolCalls: [call], usage }));
}
