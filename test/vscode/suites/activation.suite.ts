import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandTitles } from '../../../src/extension/command-ids.ts';

const extensionId = 'codeforge.codeforge';

describe('the extension', () => {
  it('is not active before anybody uses it', () => {
    assert.equal(extension().isActive, false);
  });

  it('is activated by its first command, and then has all of them', async () => {
    await vscode.commands.executeCommand('codeforge.showLog');
    assert.equal(extension().isActive, true);
    const all = await vscode.commands.getCommands(true);
    const ours = all.filter(id => Object.hasOwn(commandTitles, id));
    assert.deepEqual(ours.sort(), Object.keys(commandTitles).sort());
  });
});

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(extensionId);
  assert.ok(found, `${extensionId} is not installed`);
  return found;
}
