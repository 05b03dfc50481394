import assert from 'node:assert/strict';
import { join } from 'node:path';
import { runInTerminal } from '../../e2e/cli/support/run-in-terminal.ts';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeOrderFolder } from '../harness/order-folder.ts';
import { labelsWith, orderPieces, orderTurn } from '../harness/order-turn.ts';
import { untilFiles } from '../harness/until-files.ts';
import type { WorkbenchWindow } from '../harness/workbench.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const task = 'Count items';
/** Leaves the question open. */
const ctrlC = '\u0003';
const { firstHunk, created, deleted, renamed } = orderPieces;
const everything = {
  ...labelsWith("'Sum'"),
  ...created,
  ...deleted,
  ...renamed,
  'src/order.mjs': firstHunk['src/order.mjs'].replace(
    '  return sum > 50 ? 0 : 5;\n',
    '  if (sum > 80) return 0;\n  return sum > 50 ? 3 : 5;\n',
  ),
};

describe('a change that waits', () => {
  it('is told in a window that was open before a terminal proposed it, which leads to its review', async () => {
    using order = makeOrderFolder();
    await using server = await startScriptedServer('openai', [orderTurn]);
    let home = '';
    await using forge = await openForge({
      folder: order.folder,
      server,
      layOutHome: directory => {
        home = directory;
      },
    });
    const { page } = forge;
    const chat = await forge.openChat();
    await chat.getByRole('textbox', { name: 'Task' }).waitFor();
    await forge.openFile('src/labels.mjs');

    const options = ['--sandbox', 'embedded', '--check', 'node check.mjs', '--model', 'openai/scripted'];
    await runInTerminal(['solve', task, ...options], {
      cwd: order.folder,
      env: { PATH: process.env['PATH'] ?? '', CODEFORGE_HOME: home, ...server.env },
      at: 'Apply these changes?',
      type: ctrlC,
    });

    await notice(forge, '1 run waits for you').waitFor();
    await chat.getByRole('button', { name: task }).getByText('waits for your decision').waitFor();
    await forge.screenshot(join(out, 'waiting-elsewhere.png'));
    // Whoever is at work here goes on.
    assert.equal(await page.locator('.tab.active', { hasText: 'labels.mjs' }).count(), 1);
    assert.equal(await page.locator('.notification-toast').count(), 0);

    await notice(forge, '1 run waits for you').click();
    await page.locator('.tab.active', { hasText: `CodeForge: ${task}` }).waitFor();
    await notice(forge, '1 run waits for you').waitFor({ state: 'detached' });
    await chat.getByRole('button', { name: 'Accept All' }).click();
    await untilFiles(order, order.with(everything));
  });

  it('is told in a window that was open before another one proposed it, until it is decided there', async () => {
    using order = makeOrderFolder();
    await using server = await startScriptedServer('openai', [orderTurn]);
    await using forge = await openForge({ folder: order.folder, server });
    const second = await forge.openAnother();
    await second.openFile('src/labels.mjs');

    await forge.runCommand('CodeForge: Solve Task');
    await forge.answerInput(task);
    await notice(second, '1 run waits for you').waitFor();
    await second.screenshot(join(out, 'waiting-elsewhere-window.png'));
    assert.equal(await second.page.locator('.tab.active', { hasText: 'labels.mjs' }).count(), 1);
    assert.equal(await notice(forge, '1 run waits for you').count(), 0);

    await forge.runCommand('CodeForge: Accept All Changes');
    await untilFiles(order, order.with(everything));
    await notice(second, '1 run waits for you').waitFor({ state: 'detached' });
  });
});

const notice = ({ page }: Pick<WorkbenchWindow, 'page'>, text: string) =>
  page.locator('.statusbar-item', { hasText: text });
