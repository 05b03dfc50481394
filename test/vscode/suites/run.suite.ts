import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { greenTurn } from '../harness/shop-turns.ts';
import {
  openShop,
  pointToServer,
  readShop,
  resetSettings,
  setSettings,
  shopTask,
  withGreenChange,
} from './shop.ts';
import { stubWindow } from './stub-window.ts';
import { untilReview } from './until.ts';

const { executeCommand } = vscode.commands;

describe('a run', () => {
  afterEach(resetSettings);

  it('ends at once when it is cancelled, and hangs up on the model', async () => {
    await using server = await startScriptedServer('openai', [
      { ...greenTurn, fault: { kind: 'stall', afterEvents: 2 } },
    ]);
    const files = await openShop();
    await pointToServer(server);
    using shown = stubWindow();
    const solving = executeCommand('codeforge.solveTask', shopTask);
    await server.waitForRequests(1);
    await executeCommand('codeforge.cancelRun');
    await solving;
    assert.equal(await server.requests[0]?.answered, false);
    assert.deepEqual(readShop(), files);
    assert.deepEqual([...shown.errors, ...shown.warnings, ...shown.infos], []);
  });

  it('takes the active file and the selection along', async () => {
    await using server = await startScriptedServer('openai', [greenTurn]);
    await openShop();
    await pointToServer(server);
    const [file] = await vscode.workspace.findFiles('src/cart.mjs');
    assert.ok(file);
    const editor = await vscode.window.showTextDocument(file);
    editor.selection = new vscode.Selection(2, 2, 2, 20);
    using _ = stubWindow();
    await executeCommand('codeforge.solveTask', shopTask);
    const sent = JSON.stringify(server.requests[0]?.body);
    assert.match(sent, /src\/cart\.mjs/);
    assert.match(sent, /return items\.reduc/);
    await executeCommand('codeforge.rejectAllChanges');
  });

  it('writes the change at once where that was asked for', async () => {
    await using server = await startScriptedServer('openai', [greenTurn]);
    const files = await openShop();
    await pointToServer(server);
    await setSettings({ autoApply: true });
    const written = Promise.withResolvers<void>();
    using shown = stubWindow();
    shown.onMessage = message => {
      if (/written/.test(message)) written.resolve();
    };
    await executeCommand('codeforge.solveTask', shopTask);
    await written.promise;
    assert.deepEqual(readShop(), withGreenChange(files));
    assert.deepEqual(shown.errors, []);
  });

  it('that waits for a decision can be left, and taken up again', async () => {
    await using server = await startScriptedServer('openai', [
      greenTurn,
      { fault: { kind: 'stall', afterEvents: 0 } },
    ]);
    const files = await openShop();
    await pointToServer(server);
    using shown = stubWindow({ buttons: ['Decide Later'], showQuickPick: [shopTask] });
    await executeCommand('codeforge.solveTask', shopTask);
    const other = executeCommand('codeforge.solveTask', 'Another task');
    await server.waitForRequests(2);
    await executeCommand('codeforge.cancelRun');
    await other;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await executeCommand('codeforge.resumeRun');
    await untilReview(shopTask);
    await executeCommand('codeforge.acceptAllChanges');
    assert.deepEqual(readShop(), withGreenChange(files));
    assert.equal(server.requests.length, 2);
    assert.deepEqual(shown.errors, []);
  });

  it('pauses when the model cannot be reached, and goes on when it can', async () => {
    let isDown = true;
    await using server = await startScriptedServer('openai', () =>
      isDown ? { fault: { kind: 'status', status: 401, message: 'Wrong key.' } } : greenTurn,
    );
    await openShop();
    await pointToServer(server);
    using shown = stubWindow();
    await executeCommand('codeforge.solveTask', shopTask);
    assert.match(shown.errors.join(), /key/i);
    isDown = false;
    await executeCommand('codeforge.solveTask', shopTask);
    await executeCommand('codeforge.rejectAllChanges');
    assert.equal(shown.errors.length, 1);
  });
});
