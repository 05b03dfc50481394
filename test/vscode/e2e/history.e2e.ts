import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { type ForgeWorkbench, openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { greenTurn } from '../harness/shop-turns.ts';
import { writeStoredRuns } from '../harness/write-stored-runs.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const task = 'Fix the total of the cart';
// More than a page of them, and as many of each way to end.
const storedRuns = 60;

describe('the history in the dashboard', () => {
  it('finds, sorts and turns the pages of many runs, exports one to a file, and runs its task again', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [greenTurn, greenTurn]);
    await using forge = await openForge({
      folder: shop.folder,
      server,
      layOutHome: home => writeStoredRuns(home, shop.folder, storedRuns),
    });
    await solveAndReject(forge);
    const dashboard = await forge.openDashboard();
    await dashboard.getByRole('tab', { name: 'History' }).click();
    await narrowSortAndTurn(forge, dashboard);
    await dashboard.getByRole('button', { name: task }).click();
    await dashboard.getByRole('heading', { name: task }).waitFor();

    await dashboard.getByRole('button', { name: 'Export…' }).click();
    await forge.answerFileDialog('Export Run', join(shop.folder, 'told.md'));
    await forge.notification('The run was saved to told.md').waitFor();
    const told = readFileSync(join(shop.folder, 'told.md'), 'utf8');
    assert.match(told, /Fix the total of the cart/u);
    assert.match(told, /item\.price \* item\.count/u);

    await dashboard.getByRole('button', { name: 'Run Again' }).click();
    await server.waitForRequests(2);
    assert.match(JSON.stringify(server.requests[1]?.body), /Task: Fix the total of the cart/u);
    // The change of the run opens over the dashboard.
    await forge.page.locator('.tab', { hasText: `CodeForge: ${task} (` }).waitFor();
    await forge.openDashboard();
    await dashboard.getByRole('button', { name: 'Back to the List' }).click();
    await dashboard.getByText(`1–50 of ${storedRuns + 2} runs`).waitFor();
    await forge.screenshot(join(out, 'dashboard-history-two.png'));
  });

  it('says that it cannot be read, and is read again once it can be', async () => {
    using shop = makeShop();
    let home = '';
    await using forge = await openForge({
      folder: shop.folder,
      layOutHome(directory) {
        home = directory;
        mkdirSync(directory, { recursive: true });
        writeFileSync(join(directory, 'codeforge.db'), 'This is no database, and never was one. '.repeat(40));
      },
    });
    const chat = await forge.openChat();
    await chat.getByRole('textbox', { name: 'Task' }).fill(task);
    await forge.page.keyboard.press('Enter');
    await forge.notification('codeforge.db').waitFor();
    await forge.screenshot(join(out, 'chat-store-broken.png'));
    const dashboard = await forge.openDashboard();
    await dashboard.getByRole('tab', { name: 'History' }).click();
    const alert = dashboard.getByRole('alert');
    await alert.getByText(/codeforge\.db/u).waitFor();
    await forge.screenshot(join(out, 'dashboard-history-broken.png'));

    rmSync(join(home, 'codeforge.db'));
    await alert.getByRole('button', { name: 'Read Again' }).click();
    await dashboard.getByText('No runs here yet').waitFor();
  });
});

/** By the mouse, from the list of every run to the list of every run, newest first. */
async function narrowSortAndTurn(
  { page, screenshot }: ForgeWorkbench,
  dashboard: FrameLocator,
): Promise<void> {
  const shown = (text: string) => dashboard.getByRole('status').getByText(text, { exact: true }).waitFor();
  const rows = dashboard.getByRole('table', { name: 'Runs' }).locator('tbody tr');
  await shown(`1–50 of ${storedRuns + 1} runs`);

  await dashboard.getByRole('combobox', { name: 'Status' }).selectOption('failed');
  await shown('1–20 of 20 runs');
  const statuses = await rows.locator('td:nth-of-type(1)').allInnerTexts();
  assert.deepEqual([...new Set(statuses.map(text => text.trim()))], ['Failed']);
  await dashboard.getByRole('combobox', { name: 'Repaired' }).selectOption('yes');
  await shown('1–10 of 10 runs');
  await dashboard.getByRole('button', { name: 'Clear' }).click();

  const cost = dashboard.getByRole('columnheader', { name: 'Cost' });
  await cost.getByRole('button').click();
  await rows.nth(0).getByText(`Stored task ${storedRuns}`, { exact: true }).waitFor();
  assert.equal(await cost.getAttribute('aria-sort'), 'descending');
  await cost.getByRole('button').click();
  await rows.getByText('Stored task 2', { exact: true }).waitFor();
  assert.equal(await cost.getAttribute('aria-sort'), 'ascending');

  await dashboard.getByRole('button', { name: 'Next' }).click();
  await shown(`51–${storedRuns + 1} of ${storedRuns + 1} runs`);
  await dashboard.getByText('Page 2 of 2').waitFor();
  await rows.last().getByText(`Stored task ${storedRuns}`, { exact: true }).waitFor();
  await page.mouse.move(700, 300);
  await screenshot(join(out, 'dashboard-history-page-2.png'));
  await dashboard.getByRole('button', { name: 'Previous' }).click();
  await dashboard.getByText('Page 1 of 2').waitFor();
  await dashboard.getByRole('button', { name: 'Clear' }).click();
  await rows.nth(0).getByText(task).waitFor();
}

async function solveAndReject(forge: ForgeWorkbench): Promise<void> {
  await forge.runCommand('CodeForge: Solve Task');
  await forge.answerInput(task);
  await forge.notification('Nothing is written until you accept').waitFor();
  await forge.runCommand('CodeForge: Reject All Changes');
  await forge.notification('No file was touched').waitFor();
}
