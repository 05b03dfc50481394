import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { skipWithout } from '../../missing-component.ts';
import { type ScriptedServer, startScriptedServer } from '../../servers/scripted-server.ts';
import { greenTurn, redTurn, reviewTurn } from '../harness/shop-turns.ts';
import { hasDockerEngine, leftContainers } from './docker.ts';
import { openShop, pointToServer, readShop, resetSettings, shopTask, withGreenChange } from './shop.ts';
import { stubWindow, untilInfo } from './stub-window.ts';
import { untilNoTabs, untilReview } from './until.ts';

const { executeCommand } = vscode.commands;

for (const backend of ['embedded', 'docker'] as const) {
  describe(`solving a task in the ${backend} sandbox`, () => {
    before(async function () {
      if (backend === 'docker' && !(await hasDockerEngine())) skipWithout(this, 'Docker engine');
    });
    afterEach(async () => {
      await resetSettings();
      if (backend === 'docker') assert.deepEqual(await leftContainers(), []);
    });

    it('shows the change in one diff, and writes exactly what it shows once it is accepted', async () => {
      await using server = await startScriptedServer('openai', [greenTurn]);
      const { files, shown } = await solve(server, backend);
      assert.deepEqual(readShop(), files);
      await untilReview(shopTask);
      await untilInfo(shown, /4 files, \+4 −2/);
      assert.deepEqual(readShop(), files);
      await executeCommand('codeforge.acceptAllChanges');
      assert.deepEqual(readShop(), withGreenChange(files));
      await untilNoTabs();
      assert.deepEqual(shown.errors, []);
      assert.match(shown.infos.join('\n'), /4 files, \+4 −2[\s\S]*written to 4 files/);
      shown[Symbol.dispose]();
    });

    it('leaves every byte when the change is rejected', async () => {
      await using server = await startScriptedServer('openai', [greenTurn]);
      const { files, shown } = await solve(server, backend);
      await executeCommand('codeforge.rejectAllChanges');
      assert.deepEqual(readShop(), files);
      await untilNoTabs();
      assert.deepEqual(shown.errors, []);
      shown[Symbol.dispose]();
    });

    it('repairs a change whose check fails before it shows it', async () => {
      await using server = await startScriptedServer('openai', [redTurn, reviewTurn]);
      const { files, shown } = await solve(server, backend);
      await executeCommand('codeforge.acceptAllChanges');
      assert.match(readShop()['src/cart.mjs'] ?? '', /item\.price \* item\.count/);
      assert.deepEqual(Object.keys(readShop()), Object.keys(files));
      assert.equal(server.requests.length, 2);
      assert.deepEqual(shown.errors, []);
      shown[Symbol.dispose]();
    });
  });
}

async function solve(server: ScriptedServer, backend: 'embedded' | 'docker') {
  const files = await openShop();
  await pointToServer(server, { 'sandbox.backend': backend });
  const shown = stubWindow();
  await executeCommand('codeforge.solveTask', shopTask);
  return { files, shown };
}
