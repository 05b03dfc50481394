import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createVscodeModel } from '../../../src/extension/editor-models/vscode-model.ts';
import { ask, failureOf, request } from '../../../src/models/model.contract.ts';
import { greenTurn } from '../harness/shop-turns.ts';
import { type AnswerModel, registerScriptedModel } from './scripted-model-provider.ts';
import { openShop, readShop, resetSettings, setSettings, shopTask, withGreenChange } from './shop.ts';
import { stubWindow } from './stub-window.ts';
import { untilReview } from './until.ts';

describe('the language models of VS Code', () => {
  let answer: AnswerModel = async () => undefined;
  let registered: vscode.Disposable;
  before(() => {
    registered = registerScriptedModel((...asked) => answer(...asked));
  });
  after(() => registered.dispose());
  afterEach(resetSettings);

  it('stream text, and count what it came to', async () => {
    answer = async (_, say) => {
      for (const piece of ['Grüße, ', '世界 ', '👩🏽‍💻']) say(new vscode.LanguageModelTextPart(piece));
    };

    const { response, events } = await ask(createVscodeModel('scripted-large'));

    assert.equal(response.text, 'Grüße, 世界 👩🏽‍💻');
    assert.equal(response.stopReason, 'end');
    assert.equal(events.map(event => ('text' in event ? event.text : '')).join(''), response.text);
    assert.equal(response.usage, undefined);
    assert.equal(response.estimatedUsage?.outputTokens, response.text.length);
    assert.ok((response.estimatedUsage?.inputTokens ?? 0) > 100);
  });

  it('are listed by Test Connection', async () => {
    using shown = stubWindow({ showQuickPick: ['$(pass) VS Code', undefined] });

    await vscode.commands.executeCommand('codeforge.testConnection');

    assert.deepEqual(shown.errors, []);
  });

  it('call several tools, and are told their results', async () => {
    const asked: string[] = [];
    answer = async (messages, say) => {
      asked.push(JSON.stringify(messages));
      say(new vscode.LanguageModelToolCallPart('c1', 'read_file', { path: 'größe.ts' }));
      say(new vscode.LanguageModelToolCallPart('c1', 'list_files', {}));
    };
    const model = createVscodeModel('scripted-large');

    const { toolCalls, stopReason } = (await ask(model)).response;
    const results = toolCalls.map(({ id, name }) => ({
      callId: id,
      name,
      text: `of ${name}`,
      isError: false,
    }));
    await ask(model, {
      ...request,
      messages: [...request.messages, { role: 'assistant', text: '', toolCalls }, { role: 'tool', results }],
    });

    assert.equal(stopReason, 'tool-calls');
    assert.deepEqual(
      toolCalls.map(({ name, argumentsText }) => [name, argumentsText]),
      [
        ['read_file', '{"path":"größe.ts"}'],
        ['list_files', '{}'],
      ],
    );
    assert.equal(new Set(toolCalls.map(({ id }) => id)).size, 2);
    assert.match(asked[1] ?? '', /of read_file/u);
  });

  it('may answer nothing', async () => {
    answer = async () => undefined;

    const { response } = await ask(createVscodeModel('scripted-large'));

    assert.deepEqual([response.text, response.toolCalls, response.stopReason], ['', [], 'end']);
  });

  const failures = [
    [vscode.LanguageModelError.NoPermissions('Not allowed.'), 'provider.unauthorized', false],
    [vscode.LanguageModelError.Blocked('Off topic.'), 'provider.refused', false],
    [vscode.LanguageModelError.NotFound('Gone.'), 'config.invalid', false],
    [new Error('You have exceeded your premium request quota'), 'provider.rate-limited', true],
    [new Error('socket hang up'), 'provider.unreachable', true],
  ] as const;
  for (const [thrown, code, retryable] of failures) {
    it(`tell of "${thrown.message}" as ${code}, also after the first words`, async () => {
      answer = async (_, say) => {
        say(new vscode.LanguageModelTextPart('half an '));
        throw thrown;
      };

      const error = await failureOf(createVscodeModel('scripted-large'));

      assert.deepEqual([error.code, error.retryable], [code, retryable]);
    });
  }

  it('that are not there are told from those that are', async () => {
    const error = await failureOf(createVscodeModel('nobody'));

    assert.equal(error.code, 'config.invalid');
    assert.match(error.message, /scripted-large/u);
  });

  it('are let go of when the user cancels, whether or not they listen', async () => {
    const started = Promise.withResolvers<void>();
    const never = Promise.withResolvers<void>();
    answer = () => {
      started.resolve();
      return never.promise;
    };
    const controller = new AbortController();

    const asked = ask(createVscodeModel('scripted-large'), request, controller.signal);
    await started.promise;
    controller.abort();

    await assert.rejects(asked, { name: 'AbortError' });
    never.resolve();
  });

  it('solve a task without any key', async () => {
    const files = await openShop();
    await setSettings({ model: 'vscode/scripted-large', check: 'node check.mjs' });
    answer = async (_, say) => {
      if (greenTurn.text !== undefined) say(new vscode.LanguageModelTextPart(greenTurn.text));
      for (const [index, call] of (greenTurn.toolCalls ?? []).entries())
        say(new vscode.LanguageModelToolCallPart(`g${index}`, call.name, call.arguments as object));
    };
    using shown = stubWindow();

    await vscode.commands.executeCommand('codeforge.solveTask', shopTask);
    await untilReview(shopTask);
    await vscode.commands.executeCommand('codeforge.acceptAllChanges');

    assert.deepEqual(readShop(), withGreenChange(files));
    assert.deepEqual(shown.errors, []);
  });
});
