import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { greenTurn } from '../harness/shop-turns.ts';
import { openShop, pointToServer, resetSettings, setSettings, shopTask } from './shop.ts';
import { stubWindow } from './stub-window.ts';

const { executeCommand } = vscode.commands;

describe('Test Connection', () => {
  afterEach(resetSettings);

  it('shows a provider that answers, and asks no model', async () => {
    await using server = await startScriptedServer('openai', []);
    await openShop();
    await pointToServer(server);
    using shown = stubWindow({ showQuickPick: ['$(pass) OpenAI', undefined] });

    await executeCommand('codeforge.testConnection');

    assert.deepEqual(shown.errors, []);
    assert.equal(server.requests.length, 0);
  });

  it('shows a provider that does not', async () => {
    const server = await startScriptedServer('openai', []);
    await openShop();
    await pointToServer(server);
    await server[Symbol.asyncDispose]();
    using shown = stubWindow({ showQuickPick: ['$(error) OpenAI', undefined] });

    await executeCommand('codeforge.testConnection');

    assert.deepEqual(shown.errors, []);
  });
});

describe('a run that a cap has stopped', () => {
  afterEach(resetSettings);

  it('goes on once the cap is raised in the settings', async () => {
    await using server = await startScriptedServer('openai', [greenTurn]);
    await openShop();
    const prices = { 'openai/scripted': { input: 1, output: 10 } };
    await pointToServer(server, { maxCostUsd: 0.000_1, prices });
    using stopped = stubWindow();
    await executeCommand('codeforge.solveTask', shopTask);
    assert.match(
      [...stopped.errors, ...stopped.warnings, ...stopped.infos].join(' '),
      /codeforge\.maxCostUsd/,
    );
    assert.equal(server.requests.length, 0);

    await setSettings({ maxCostUsd: 5 });
    using resumed = stubWindow({ showQuickPick: [shopTask] });
    await executeCommand('codeforge.resumeRun');

    assert.deepEqual(resumed.errors, []);
    assert.equal(server.requests.length, 1);
    await executeCommand('codeforge.cancelRun');
  });
});
