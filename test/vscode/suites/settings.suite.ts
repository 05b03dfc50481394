import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { greenTurn } from '../harness/shop-turns.ts';
import { openShop, pointToServer, readShop, resetSettings, setSettings, shopTask } from './shop.ts';
import { stubWindow } from './stub-window.ts';

const { executeCommand } = vscode.commands;

describe('bad input', () => {
  afterEach(resetSettings);

  const refused: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
    [
      'a number outside its range',
      { maxRepairs: 11 },
      /codeforge\.maxRepairs is 11, but must be a whole number from 0 to 10/,
    ],
    [
      'too little memory',
      { 'sandbox.memoryMb': 64 },
      /memoryMb is 64, but must be a whole number from 128 to 2048/,
    ],
    [
      'a short time-out',
      { checkTimeoutSeconds: 1 },
      /checkTimeoutSeconds is 1, but must be a whole number from 5 to 3600/,
    ],
    ['thresholds that cross', { 'complexity.simpleBelow': 0.8 }, /simpleBelow smaller than hardAbove/],
    ['a tier of no models', { 'tiers.hard': ['gpt'] }, /tiers\.hard\[0\] must be provider\/name/],
    ['a tier that is no list', { 'tiers.hard': 'openai/x' }, /codeforge\.tiers\.hard is .* must be a list/],
    ['a price that is none', { prices: { 'openai/x': 'cheap' } }, /prices\.openai\/x must be "free" or/],
    ['an unknown soft check', { 'sandbox.softCheck': 'loud' }, /must be one of off, warn, block/],
    [
      'an unknown sandbox',
      { 'sandbox.backend': 'vm' },
      /must be one of auto, docker, devcontainer, embedded/,
    ],
    [
      'a model without a provider',
      { model: 'gpt' },
      /codeforge\.model is "gpt", but must be text like provider\/name/,
    ],
    ['an unknown provider', { model: 'nobody/gpt' }, /nobody/],
    ['an unknown workflow', { workflow: 'nope' }, /There is no workflow 'nope'/],
    ['a workflow file that is not there', { workflow: 'flows/nope.yaml' }, /nope\.yaml cannot be read/],
  ];
  for (const [what, settings, message] of refused) {
    it(`refuses ${what} with one sentence, and runs nothing`, async () => {
      await using server = await startScriptedServer('openai', [greenTurn]);
      const files = await openShop();
      await pointToServer(server);
      await setSettings(settings);
      using shown = stubWindow();
      await executeCommand('codeforge.solveTask', shopTask);
      assert.equal(shown.errors.length, 1);
      assert.match(shown.errors[0] ?? '', message);
      assert.equal(server.requests.length, 0);
      assert.deepEqual(readShop(), files);
    });
  }

  for (const [what, task, message] of [
    ['an empty task', '  \n', /Say in a sentence or two/],
    ['a task of 100,000 characters', 'x'.repeat(100_000), /100,000 characters; at most 50,000/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await using server = await startScriptedServer('openai', [greenTurn]);
      await openShop();
      await pointToServer(server);
      using shown = stubWindow();
      await executeCommand('codeforge.solveTask', task);
      assert.match(shown.errors.join(), message);
      assert.equal(server.requests.length, 0);
    });
  }

  it('says what to do when there is no model at all', async () => {
    await openShop();
    using shown = stubWindow({
      showQuickPick: ['OpenAI, or a server that speaks like it'],
      showInputBox: [''],
    });
    await executeCommand('codeforge.setApiKey');
    assert.match(shown.infos.join(), /was removed/);
    await executeCommand('codeforge.solveTask', shopTask);
    assert.match(shown.errors.join(), /no model to ask.*Set API Key/);
  });

  it('starts nothing when the person presses Escape', async () => {
    await openShop();
    using shown = stubWindow({ showInputBox: [undefined] });
    await executeCommand('codeforge.solveTask');
    assert.deepEqual(shown.errors, []);
  });
});
