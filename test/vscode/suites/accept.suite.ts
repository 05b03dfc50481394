import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { startScriptedServer } from '../../servers/scripted-server.ts';
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
import { type ShownMessages, stubWindow } from './stub-window.ts';
import { until, untilReview } from './until.ts';

const { executeCommand } = vscode.commands;
const cart = shopFiles['src/cart.mjs'] ?? '';

describe('accepting a change while its files are open', () => {
  let files: Readonly<Record<string, string>>;
  let shown: ShownMessages & Disposable;

  beforeEach(async () => {
    await using server = await startScriptedServer('openai', [greenTurn]);
    files = await openShop();
    await pointToServer(server);
    shown = stubWindow();
    await executeCommand('codeforge.solveTask', shopTask);
    await untilReview(shopTask);
  });

  afterEach(async () => {
    shown[Symbol.dispose]();
    await vscode.workspace.getConfiguration('files').update('trimTrailingWhitespace', undefined, true);
    await resetSettings();
  });

  it('leaves the editor saved, with exactly what was shown, as one undo step', async () => {
    const editor = await openEditor('src/cart.mjs');
    await executeCommand('codeforge.acceptAllChanges');
    assert.equal(editor.document.getText(), withGreenChange(files)['src/cart.mjs']);
    assert.equal(editor.document.isDirty, false);
    assert.deepEqual(readShop(), withGreenChange(files));
    await vscode.window.showTextDocument(editor.document);
    await executeCommand('undo');
    assert.equal(editor.document.getText(), cart);
    await executeCommand('redo');
    assert.equal(editor.document.getText(), withGreenChange(files)['src/cart.mjs']);
  });

  it('merges with unsaved edits, which stay unsaved, as one undo step in the editor', async () => {
    const editor = await openEditor('src/cart.mjs');
    await type(editor, 'mine');
    await executeCommand('codeforge.acceptAllChanges');
    assert.deepEqual(shown.errors, []);
    const accepted = withGreenChange(files);
    assert.equal(editor.document.getText(), `mine${accepted['src/cart.mjs']}`);
    assert.equal(editor.document.isDirty, true);
    assert.deepEqual(readShop(), { ...accepted, 'src/cart.mjs': cart });
    await vscode.window.showTextDocument(editor.document);
    await executeCommand('undo');
    assert.equal(editor.document.getText(), `mine${cart}`);
    await executeCommand('redo');
    await editor.document.save();
    assert.equal(readShop()['src/cart.mjs'], `mine${accepted['src/cart.mjs']}`);
  });

  it('writes nothing at all where unsaved edits contradict, and both between marks when asked to', async () => {
    const editor = await openEditor('src/cart.mjs');
    const line = cart.split('\n').findIndex(text => text.includes('item.price'));
    await editor.edit(edit => edit.insert(new vscode.Position(line, 0), '/* mine */'));
    await executeCommand('codeforge.acceptAllChanges');
    assert.match(shown.errors.join(), /Your own edits of src\/cart\.mjs contradict/);
    assert.deepEqual(readShop(), files);
    shown[Symbol.dispose]();
    shown = stubWindow({ buttons: ['Take Both with Markers'] });
    await executeCommand('codeforge.acceptAllChanges');
    const marked = () => /<<<<<<< Yours.*mine.*>>>>>>> CodeForge/s.test(editor.document.getText());
    await until(vscode.workspace.onDidChangeTextDocument, marked);
    assert.equal(editor.document.isDirty, true);
    await vscode.window.showTextDocument(editor.document);
    await executeCommand('workbench.action.files.revert');
  });

  it('minds no edits that were taken back', async () => {
    const editor = await openEditor('src/cart.mjs');
    await type(editor, 'x');
    await editor.edit(edit => edit.delete(new vscode.Range(0, 0, 0, 1)));
    assert.equal(editor.document.isDirty, true);
    await executeCommand('codeforge.acceptAllChanges');
    assert.deepEqual(shown.errors, []);
    assert.deepEqual(readShop(), withGreenChange(files));
    assert.equal(editor.document.isDirty, false);
    assert.equal(editor.document.getText(), withGreenChange(files)['src/cart.mjs']);
  });

  it('writes nothing at all where a file to delete was changed on disk, and says which', async () => {
    const path = join(shopFolder(), 'src/unused.mjs');
    writeFileSync(path, 'export const unused = false;\n');
    const changed = readShop();
    await executeCommand('codeforge.acceptAllChanges');
    assert.match(shown.errors.join(), /Your own edits of src\/unused\.mjs contradict/);
    assert.deepEqual(readShop(), changed);
    writeFileSync(path, shopFiles['src/unused.mjs'] ?? '');
    await executeCommand('codeforge.acceptAllChanges');
    assert.deepEqual(readShop(), withGreenChange(files));
  });

  it('shows both sides of each file, also of the moved one', async () => {
    const documents = () =>
      vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme.startsWith('codeforge'));
    await until(vscode.workspace.onDidOpenTextDocument, () => documents().length === 6);
    const texts = documents().map(({ uri, getText }) => [uri.path, getText()]);
    const moved = readFileSync(join(shopFolder(), 'src/old-name.mjs'), 'utf8');
    assert.deepEqual(
      texts.sort(),
      [
        ['/docs/total.md', '# The total\n\nPrice times count.\n'],
        ['/src/cart.mjs', cart],
        ['/src/cart.mjs', withGreenChange(files)['src/cart.mjs']],
        ['/src/currency.mjs', moved],
        ['/src/old-name.mjs', moved],
        ['/src/unused.mjs', shopFiles['src/unused.mjs']],
      ].sort(),
    );
    await executeCommand('codeforge.rejectAllChanges');
  });
});

describe('accepting a part of a change of a file that is not UTF-8', () => {
  afterEach(resetSettings);

  it('shows it in the open editor at once, and keeps the bytes of every other line', async () => {
    const legacy = join(shopFolder(), 'legacy.txt');
    const wanted = 'größe\nEINS\nzwei\nDREI\n';
    await using server = await startScriptedServer('openai', [
      {
        toolCalls: [
          { name: 'write_file', arguments: { path: 'legacy.txt', content: wanted } },
          { name: 'submit_work', arguments: { summary: 'Louder.' } },
        ],
      },
    ]);
    await openShop();
    writeFileSync(legacy, 'größe\neins\nzwei\ndrei\n', 'latin1');
    writeFileSync(join(shopFolder(), 'green.mjs'), "console.log('ok');\n");
    await pointToServer(server, { check: 'node green.mjs' });
    using shown = stubWindow();
    await executeCommand('codeforge.solveTask', shopTask);
    await untilReview(shopTask);
    const editor = await vscode.window.showTextDocument(vscode.Uri.file(legacy), { preview: false });
    editor.selection = new vscode.Selection(3, 0, 3, 0);
    const before = performance.now();
    await executeCommand('codeforge.acceptHunk');

    assert.ok(performance.now() - before < 8_000, 'it was waited for in vain');
    assert.deepEqual(shown.errors, []);
    assert.match(editor.document.getText(), /eins\nzwei\nDREI\n$/u);
    assert.equal(editor.document.isDirty, false);
    assert.equal(readFileSync(legacy, 'latin1'), 'größe\neins\nzwei\nDREI\n');
    await executeCommand('codeforge.rejectAllChanges');
  });
});

/** Opens a file, and waits until its editor shows what is on disk: an earlier test may have left another text. */
async function openEditor(path: string): Promise<vscode.TextEditor> {
  const file = join(shopFolder(), path);
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(file), { preview: false });
  const text = readFileSync(file, 'utf8');
  await until(vscode.workspace.onDidChangeTextDocument, () => editor.document.getText() === text);
  return editor;
}

async function type(editor: vscode.TextEditor, text: string): Promise<void> {
  await editor.edit(edit => edit.insert(new vscode.Position(0, 0), text));
}
