import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { hasDockerEngine } from './docker.ts';
import { openShop, resetSettings, setSettings, shopFolder } from './shop.ts';
import { stubWindow } from './stub-window.ts';
import { until } from './until.ts';

const { executeCommand } = vscode.commands;

describe('sandboxes in the window', () => {
  beforeEach(async () => {
    await openShop();
    await setSettings({ 'sandbox.backend': 'embedded' });
  });

  afterEach(resetSettings);

  it('run the file in the editor, with its folder, as it is there and not as it was saved', async () => {
    await open('check.mjs');
    await executeCommand('codeforge.runFileInSandbox');
    await untilOutput(/check\.mjs in the sandbox[\s\S]*the total is 250[\s\S]*Exit code 1\./);

    const editor = await open('src/unused.mjs');
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), "console.log('not saved yet');\n"));
    await executeCommand('codeforge.runFileInSandbox');
    await untilOutput(/not saved yet\n\nExit code 0\. \(.* s, .*embedded\)/);
    await executeCommand('workbench.action.files.revert');
  });

  it('never hold files that a person calls secret', async () => {
    const look = "import { readdirSync } from 'node:fs';\nconsole.log(readdirSync('.').sort().join());\n";
    for (const [name, text] of Object.entries({ 'look.mjs': look, '.env': 'A=1', 'plan.private': 'x' })) {
      writeFileSync(join(shopFolder(), name), text);
    }
    await open('look.mjs');
    await executeCommand('codeforge.runFileInSandbox');
    await untilOutput(/^check\.mjs,look\.mjs,notes\.txt,plan\.private,src\n/m);
    await setSettings({ 'workspace.secretFiles': ['*.private', 'notes.*'] });
    await executeCommand('codeforge.runFileInSandbox');
    await untilOutput(/^\.env,check\.mjs,look\.mjs,src\n/m);
  });

  it('end a file that runs for too long', async () => {
    await setSettings({ 'sandbox.timeoutSeconds': 5 });
    writeFileSync(join(shopFolder(), 'loop.mjs'), "console.log('looping');\nfor (;;);\n");
    await open('loop.mjs');
    await executeCommand('codeforge.runFileInSandbox');
    await untilOutput(/looping\n\nEnded after 5 seconds/);
  });

  it('say what a file must be to be run', async () => {
    await open('notes.txt');
    using shown = stubWindow();
    await executeCommand('codeforge.runFileInSandbox');
    assert.match(shown.errors.join(), /no program in the active editor/);
  });

  it('refuse limits outside their ranges', async () => {
    await open('check.mjs');
    using shown = stubWindow();
    for (const [id, value] of [
      ['sandbox.timeoutSeconds', 121],
      ['sandbox.cpus', 0],
      ['sandbox.packageSource', 'conda'],
    ] as const) {
      await setSettings({ [id]: value });
      await executeCommand('codeforge.runFileInSandbox');
      await setSettings({ [id]: undefined });
    }
    assert.deepEqual(
      shown.errors.map(message => /must be (.*)\. Correct/.exec(message)?.[1]),
      ['a whole number from 5 to 120', 'a number from 0.25 to 16', 'one of auto, pip, apt'],
    );
  });

  it('are shown, with what there is of Docker', async () => {
    await executeCommand('codeforge.sandboxStatus');
    await untilOutput(/✔ Embedded sandbox: Deno[\s\S]*512 MB of memory, 1 processor and no network/);
    if (await hasDockerEngine()) await untilOutput(/codeforge-sandbox-python:latest: /);
  });

  it('have their images built and tested', async function () {
    if (!(await hasDockerEngine())) this.skip();
    this.timeout(300_000);
    using shown = stubWindow();
    await executeCommand('codeforge.buildSandboxImage', 'node');
    assert.deepEqual(shown.errors, []);
    assert.match(shown.infos.join(), /image for Node is ready, and has passed its test/);
  });

  it('are removed only when a person agrees', async function () {
    if (!(await hasDockerEngine())) this.skip();
    using shown = stubWindow();
    await executeCommand('codeforge.pruneSandboxes');
    assert.match(shown.warnings.join(), /Remove what CodeForge has made in Docker\?/);
    assert.deepEqual(shown.infos, []);
  });
});

async function open(path: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.file(join(shopFolder(), path));
  return vscode.window.showTextDocument(uri, { preview: false });
}

/** Resolves when the output channel says this: it is a document like any other. */
async function untilOutput(pattern: RegExp): Promise<void> {
  const channel = () =>
    vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === 'output' && /CodeForge.Sandbox/.test(uri.path),
    );
  await until(vscode.workspace.onDidChangeTextDocument, () => pattern.test(channel()?.getText() ?? ''));
}
