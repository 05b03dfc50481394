import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ForgeErrorCode } from '../../../src/engine/forge-error.ts';
import type { Model } from '../../../src/engine/ports/model.ts';
import type { RunView } from '../../../src/engine/run/run-view.ts';
import { createVscodeModel } from '../../../src/extension/editor-models/vscode-model.ts';
import { brokenFile, runWithModel, solvedFile } from '../../conformance/run-with-model.ts';
import { type AnswerModel, registerScriptedModel } from './scripted-model-provider.ts';

/** One answer of the registered model: its parts, and then how it ends. */
interface Turn {
  readonly parts: readonly vscode.LanguageModelResponsePart[];
  /** Thrown behind the parts; `stall`: nothing ever comes. Left out: the answer ends well. */
  readonly ending?: Error | 'stall';
}

/** One thing that a model of the editor does to a run, and all that must come of it. */
interface Case {
  readonly name: string;
  /** Of each request that is made, in order. */
  readonly turns: readonly Turn[];
  readonly outcome: RunView['outcome'];
  readonly code: ForgeErrorCode | null;
  /** How each call stands in the ledger; by what was heard unless told. */
  readonly ledger?: readonly Heard[];
  readonly patience?: 'none';
}

/** `nothing`: refused before its first sign of life, so it used no tokens. `something`: they were counted or estimated. */
type Heard = 'nothing' | 'something';
const { LanguageModelError, LanguageModelTextPart, LanguageModelToolCallPart } = vscode;

const text = (value: string) => new LanguageModelTextPart(value);
const edit = new LanguageModelToolCallPart('c1', 'edit_file', {
  path: 'add.py',
  search: 'a - b',
  replace: 'a + b',
});
const submit = new LanguageModelToolCallPart('c2', 'submit_work', { summary: 'Corrected “größer” 👋' });
const solving: Turn = { parts: [text('I correct '), text('the operator. 👋'), edit, submit] };
const failing = (ending: Error): Turn => ({ parts: [], ending });
const completed = { outcome: 'completed', code: null } as const;

/** What may pass is cured by one more request; what stays costs four, and then the run pauses. */
const passing = (name: string, turn: Turn, code: ForgeErrorCode): readonly Case[] => [
  { name: `${name}, once`, turns: [turn, solving], ...completed },
  { name: `${name}, always`, turns: [turn, turn, turn, turn], outcome: 'paused', code },
];
/** What no request can cure ends at the first one. */
const final = (name: string, turn: Turn, code: ForgeErrorCode): Case => ({
  name,
  turns: [turn],
  outcome: 'failed',
  code,
});

const unknownPart = vscode.LanguageModelDataPart.text('thinking', 'text/x-thinking');
const cases: readonly Case[] = [
  { name: 'text and several tool calls', turns: [solving], ...completed },
  { name: 'one tool call an answer', turns: [{ parts: [edit] }, { parts: [submit] }], ...completed },
  {
    name: 'text a character a part',
    turns: [{ parts: [...[...'Größer 👩🏽‍💻'].map(text), edit, submit] }],
    ...completed,
  },
  {
    name: 'parts that are neither',
    turns: [{ parts: [unknownPart, edit, unknownPart, submit] }],
    ...completed,
  },
  {
    name: 'two calls of one id',
    turns: [{ parts: [edit, new LanguageModelToolCallPart('c1', 'submit_work', { summary: 'Done' })] }],
    ...completed,
  },
  { name: 'an empty answer', turns: [{ parts: [] }, solving], ...completed },
  {
    name: 'arguments of the wrong type',
    turns: [{ parts: [new LanguageModelToolCallPart('c1', 'edit_file', { path: 5 })] }, solving],
    ...completed,
  },
  final('no permission', failing(LanguageModelError.NoPermissions('Not allowed.')), 'provider.unauthorized'),
  final('a refusal', failing(LanguageModelError.Blocked('Off topic.')), 'provider.refused'),
  final(
    'a refusal after the first words',
    { parts: [text('Well, ')], ending: LanguageModelError.Blocked('Off topic.') },
    'provider.refused',
  ),
  final('a model that has gone', failing(LanguageModelError.NotFound('Gone.')), 'config.invalid'),
  final(
    'a context that is too long',
    failing(new Error('Message exceeds token limit.')),
    'provider.context-too-long',
  ),
  ...passing('a used up quota', failing(new Error('You have exceeded your quota')), 'provider.rate-limited'),
  ...passing('a lost connection', failing(new Error('socket hang up')), 'provider.unreachable'),
  ...passing(
    'an error of no kind',
    failing(new LanguageModelError('Server error: 503')),
    'provider.unreachable',
  ),
  {
    name: 'a stalled answer',
    turns: [{ parts: [], ending: 'stall' }, solving],
    ...completed,
    ledger: ['something', 'something'],
    patience: 'none',
  },
  {
    name: 'an answer of 30 MB in many parts',
    turns: [{ parts: Array.from({ length: 500 }, () => text('x'.repeat(60_000))) }],
    outcome: 'failed',
    code: 'provider.unreachable',
  },
  {
    name: 'an answer of 30 MB in one part',
    turns: [{ parts: [text('x'.repeat(30_000_000))] }],
    outcome: 'failed',
    code: 'provider.unreachable',
    ledger: ['nothing'],
  },
];

/**
 * The table of `test/conformance` for the models of VS Code, whose wire is VS Code's own. What it cannot carry is
 * missing: HTTP statuses and headers, pages and content types, arguments that are no JSON, usage, and a word that an
 * answer was cut off at its limit. Refusals and failures are LanguageModelErrors, or whatever a provider throws.
 */
describe('a run on a language model of VS Code', () => {
  for (const example of cases)
    it(`${example.name}: ${example.code ?? example.outcome}`, () => holds(example));

  it('that is not there: config.invalid', async () => {
    const openModel = () => createVscodeModel('nobody');
    const run = await runWithModel({ model: 'vscode/nobody', openModel, prices: {} });

    assert.deepEqual([run.outcome, run.code, run.file], ['failed', 'config.invalid', brokenFile]);
  });

  it('a connection lost behind every part never leaves half an edit', async () => {
    for (const [at] of [...solving.parts, undefined].entries()) {
      const lost: Turn = { parts: solving.parts.slice(0, at), ending: new Error('socket hang up') };
      await holds({ name: `after ${at} parts`, turns: [lost, solving], ...completed });
    }
  });
});

async function holds({ name, turns, outcome, code, ledger, patience }: Case): Promise<void> {
  const asked = Promise.withResolvers<void>();
  const ear = new Ear();
  let requests = 0;
  const answer: AnswerModel = async (_, say) => {
    const { parts = [], ending } = turns[requests] ?? {};
    requests += 1;
    asked.resolve();
    const isHeard = ear.untilHeard(parts.length);
    for (const part of parts) say(part);
    if (ending === 'stall') await new Promise(() => undefined);
    if (!(ending instanceof Error)) return;
    // VS Code drops what was said just before a failure.
    await isHeard;
    throw ending;
  };
  const registered = registerScriptedModel(answer);

  const run = await runWithModel({
    model: 'vscode/scripted-large',
    openModel: id => ear.listenTo(createVscodeModel(id.slice('vscode/'.length))),
    prices: {},
    ...(patience === 'none' && { asked: () => asked.promise }),
  }).finally(() => registered.dispose());

  const heard = turns.map(({ parts, ending }) =>
    parts.length > 0 || ending === undefined ? 'something' : 'nothing',
  );
  assert.deepEqual(
    {
      ...{ outcome: run.outcome, code: run.code, requests, file: run.file },
      ledger: run.calls.map(call => (call?.inputTokens === 0 ? 'nothing' : 'something')),
      labels: run.calls.map(call => [call?.costUsd, call?.costSource, call?.provenance]),
      totalUsd: run.totalUsd,
    },
    {
      ...{ outcome, code, requests: turns.length, file: outcome === 'completed' ? solvedFile : brokenFile },
      ledger: ledger ?? heard,
      // VS Code says neither what an answer used nor what it costs.
      labels: turns.map(() => [null, 'unknown', 'estimated']),
      totalUsd: null,
    },
    name,
  );
}

/** Hears how much of an answer has come through VS Code. */
class Ear {
  #awaited = 0;
  #heard = Promise.withResolvers<void>();

  /** To be asked before the parts are sent. */
  untilHeard(parts: number): Promise<void> {
    this.#awaited = parts;
    this.#heard = Promise.withResolvers();
    if (parts === 0) this.#heard.resolve();
    return this.#heard.promise;
  }

  listenTo(model: Model): Model {
    const ear = this;
    return {
      ...model,
      async *stream(request, options) {
        for await (const event of model.stream(request, options)) {
          yield event;
          ear.#awaited -= 1;
          if (ear.#awaited === 0) ear.#heard.resolve();
        }
      },
    };
  }
}
