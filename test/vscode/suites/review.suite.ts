import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { type ScriptedServer, startScriptedServer } from '../../servers/scripted-server.ts';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { shopFiles } from '../harness/shop-folder.ts';
import { greenTurn } from '../harness/shop-turns.ts';
import {
  openShop,
  pointToServer,
  readShop,
  resetSettings,
  shopFolder,
  shopTask,
  withGreenChange,
} from './shop.ts';
import { type ShownMessages, stubWindow, untilInfo } from './stub-window.ts';
import { until, untilReview } from './until.ts';

const { executeCommand } = vscode.commands;
const cart = 'src/cart.mjs';

describe('deciding about parts of a change', () => {
  let files: Readonly<Record<string, string>>;
  let shown: ShownMessages & Disposable;

  afterEach(async () => {
    shown[Symbol.dispose]();
    await resetSettings();
  });

  async function review(server: ScriptedServer): Promise<void> {
    files = await openShop();
    await pointToServer(server, { 'sandbox.backend': 'embedded' });
    shown = stubWindow({ showQuickPick: [shopTask], buttons: ['Restore', 'Check Again'] });
    await executeCommand('codeforge.solveTask', shopTask);
    await untilReview(shopTask);
  }

  it('can be checked again, and says that the check passes with the accepted part', async () => {
    await using server = await startScriptedServer('openai', [greenTurn]);
    await review(server);
    const checked = untilInfo(shown, /The check passes with what you accepted alone \(node check\.mjs/u);
    await executeCommand('codeforge.rejectFile', file('src/unused.mjs'));
    await executeCommand('codeforge.rejectFile', file('src/currency.mjs'));
    await executeCommand('codeforge.rejectFile', file('docs/total.md'));
    // The button of the message about the outcome asks for it.
    await executeCommand('codeforge.acceptFile', file(cart));
    await checked;
    assert.match(
      shown.infos.join('\n'),
      /written to 1 file, without the \d hunks that you rejected\. The evidence/u,
    );
    assert.deepEqual(shown.warnings, []);
  });

  it('leaves the files that were decided one by one as they are when the rest is accepted', async () => {
    await using server = await startScriptedServer('openai', [greenTurn]);
    await review(server);
    const told = untilInfo(
      shown,
      /^The change was written to 3 files, without the hunk that you rejected\./u,
    );
    await executeCommand('codeforge.rejectFile', file('docs/total.md'));
    await executeCommand('codeforge.acceptAllChanges');
    await told;
    const { 'docs/total.md': _, ...rest } = withGreenChange(files);
    assert.deepEqual(readShop(), rest);
  });

  it('can be checked again, and says that the check fails without the rejected part', async () => {
    await using server = await startScriptedServer('openai', [greenTurn]);
    await review(server);
    await executeCommand('codeforge.acceptFile', file('docs/total.md'));
    await executeCommand('codeforge.rejectFile', file(cart));
    await executeCommand('codeforge.checkAccepted');
    assert.match(shown.warnings.join(), /fails with what you accepted alone: exit code 1\. It was green/u);
    // The review is still open: the rest can be taken after all.
    await executeCommand('codeforge.acceptFile', file(cart));
    assert.equal(readShop()[cart], withGreenChange(files)[cart]);
    await executeCommand('codeforge.rejectAllChanges');
  });

  it('takes decisions that follow each other faster than they are written', async () => {
    await using server = await startScriptedServer('openai', [greenTurn]);
    await review(server);
    await Promise.all([
      executeCommand('codeforge.acceptFile', file(cart)),
      executeCommand('codeforge.acceptFile', file('docs/total.md')),
      executeCommand('codeforge.acceptAllChanges'),
    ]);
    assert.deepEqual(readShop(), withGreenChange(files));
    assert.deepEqual(shown.errors, []);
  });

  it('tries again what could not be written, and nothing that was not decided', async () => {
    await using server = await startScriptedServer('openai', [greenTurn]);
    await review(server);
    shown[Symbol.dispose]();
    shown = stubWindow({ buttons: ['Try Again'] });
    const inTheWay = join(shopFolder(), 'docs');
    writeFileSync(inTheWay, 'no folder');
    shown.onMessage = message => {
      if (/docs\/total\.md/u.test(message)) rmSync(inTheWay);
    };
    const watcher = vscode.workspace.createFileSystemWatcher('**/total.md');
    await executeCommand('codeforge.rejectFile', file('src/unused.mjs'));
    await executeCommand('codeforge.acceptFile', file('docs/total.md'));
    assert.equal(shown.errors.length, 1);

    await until(watcher.onDidCreate, () => existsSync(join(inTheWay, 'total.md')));
    watcher.dispose();
    await executeCommand('codeforge.rejectFile', file(cart));
    await executeCommand('codeforge.rejectFile', file('src/currency.mjs'));
    const { 'docs/total.md': made = '' } = withGreenChange(files);
    assert.deepEqual(readShop(), { ...files, 'docs/total.md': made });
  });

  it('sends what a person says of a hunk back to the run, which goes on from what was accepted', async () => {
    const again: ScriptedTurn = {
      toolCalls: [
        { name: 'write_file', arguments: { path: 'docs/total.md', content: '# Total\n' } },
        { name: 'submit_work', arguments: { summary: 'A shorter title.' } },
      ],
    };
    await using server = await startScriptedServer('openai', [greenTurn, again]);
    await review(server);
    await executeCommand('codeforge.acceptFile', file(cart));
    const proposal = await openProposal('docs/total.md');
    assert.match(proposal.getText(), /Price times count/u);

    await executeCommand('codeforge.reviseHunk', undefined, 'Only a title, please.');

    assert.match(JSON.stringify(server.requests[1]?.body), /Only a title, please/u);
    assert.deepEqual(shown.errors, []);
    assert.deepEqual(readShop(), { ...files, [cart]: withGreenChange(files)[cart] });
    await executeCommand('codeforge.acceptAllChanges');
    assert.equal(readShop()['docs/total.md'], '# Total\n');
    assert.equal(readShop()[cart], withGreenChange(files)[cart]);
  });

  it('can be taken back from a checkpoint, shown first, under what the person wrote since', async () => {
    await using server = await startScriptedServer('openai', [greenTurn]);
    await review(server);
    await executeCommand('codeforge.acceptAllChanges');
    writeFileSync(join(shopFolder(), cart), `${withGreenChange(files)[cart]}\n// mine\n`);
    const tabs: string[] = [];
    shown.onMessage = message => {
      if (!message.startsWith('Restore')) return;
      tabs.push(...vscode.window.tabGroups.all.flatMap(group => group.tabs.map(({ label }) => label)));
      assert.match(readShop()[cart] ?? '', /item\.count/u);
    };
    await executeCommand('codeforge.restoreCheckpoint');
    assert.match(tabs.join(), /Restore before/u);
    assert.deepEqual(readShop(), { ...files, [cart]: `${shopFiles[cart]}\n// mine\n` });
  });
});

function file(path: string): vscode.Uri {
  return vscode.Uri.file(join(shopFolder(), path));
}

/** Opens a proposed file with the cursor on its first line. */
async function openProposal(path: string): Promise<vscode.TextDocument> {
  await executeCommand('codeforge.openProposedFile', file(path));
  const shows = () => vscode.window.activeTextEditor?.document.uri.path === `/${path}`;
  await until(vscode.window.onDidChangeActiveTextEditor, shows);
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  editor.selection = new vscode.Selection(0, 0, 0, 0);
  return editor.document;
}
