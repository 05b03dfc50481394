import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openShop, pointToServer, resetSettings, shopFolder, shopTask } from './shop.ts';
import { stubWindow } from './stub-window.ts';
import { until, untilReview } from './until.ts';

const { executeCommand } = vscode.commands;

// One pixel. Bytes that are no UTF-8 stand in it.
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const label = 'logo.png ↔ logo.png';

describe('the review of a picture', () => {
  afterEach(async () => {
    await executeCommand('workbench.action.closeAllEditors');
    rmSync(join(shopFolder(), 'media'), { recursive: true });
    await resetSettings();
  });

  it('closes its diff once it is decided, and no comparison of the person’s own that looks the same', async () => {
    await using server = await startScriptedServer('openai', [
      {
        toolCalls: [
          { name: 'write_file', arguments: { path: 'media/logo.png', content: '\0 no picture any more' } },
          { name: 'submit_work', arguments: { summary: 'Another one.' } },
        ],
      },
    ]);
    await openShop();
    const [mine, logo] = [lay('media/old/logo.png', picture), lay('media/logo.png', picture)];
    lay('media/green.mjs', "console.log('ok');\n");
    await pointToServer(server, { check: 'node media/green.mjs', 'sandbox.backend': 'embedded' });
    using shown = stubWindow();
    await executeCommand('codeforge.solveTask', shopTask);
    await untilReview(shopTask);
    await executeCommand('vscode.diff', mine, logo, undefined, { preview: false });
    await untilPictures(1);
    const [own] = pictureTabs();
    await executeCommand('codeforge.openProposal', logo);
    await untilPictures(2);

    await executeCommand('codeforge.acceptFile', logo);

    await untilPictures(1);
    assert.deepEqual(pictureTabs(), [own]);
    assert.deepEqual(shown.errors, []);
  });
});

function lay(path: string, content: Uint8Array | string): vscode.Uri {
  const file = join(shopFolder(), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return vscode.Uri.file(file);
}

function pictureTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(tab => tab.label === label);
}

function untilPictures(count: number): Promise<void> {
  return until(vscode.window.tabGroups.onDidChangeTabs, () => pictureTabs().length === count);
}
