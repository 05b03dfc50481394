import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { findAxeProblems } from '../harness/find-axe-problems.ts';
import { type ForgeWorkbench, openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { redTurn, reviewTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const task = 'Fix the total of the cart';

const looks = {
  dark: { theme: 'Default Dark Modern', size: { width: 1280, height: 800 } },
  light: { theme: 'Default Light Modern', size: { width: 1280, height: 800 } },
  'high-contrast': { theme: 'Default High Contrast', size: { width: 1280, height: 800 } },
  // A window at 200 % has half as many pixels to lay out; a browser has no other zoom that a page could set.
  'zoom-200': { theme: 'Default Dark Modern', size: { width: 640, height: 400 } },
} as const;

/** Models with prices: the task is simple, and a dearer model stands for hard ones. */
const pricedTiers = {
  'codeforge.model': '',
  'codeforge.tiers.simple': ['openai/gpt-4o-mini'],
  'codeforge.tiers.medium': ['openai/gpt-4o-mini'],
  'codeforge.tiers.hard': ['openai/gpt-4o'],
};

const tabs = ['Flow', 'Terminal', 'Cost', 'History', 'Settings', 'Benchmarks'] as const;

describe('the dashboard', () => {
  for (const [name, { theme, size }] of Object.entries(looks)) {
    it(`shows each tab, empty and after a repaired run, and nothing in it bars anybody (${name})`, async () => {
      using shop = makeShop();
      await using server = await startScriptedServer('openai', [redTurn, reviewTurn]);
      const settings = { 'workbench.colorTheme': theme };
      await using forge = await openForge({ folder: shop.folder, server, settings, size });
      await forge.runCommand('View: Close Primary Side Bar');
      const dashboard = await forge.openDashboard();
      await eachTab(forge, dashboard, `${name}-empty`);

      await solve(forge);
      await forge.openDashboard();
      await eachTab(forge, dashboard, name);
    });
  }

  it('is used by keyboard alone, and is where it was after the window was reloaded', async () => {
    using shop = makeShop();
    const usage = { inputTokens: 100_000, outputTokens: 5_000 };
    await using server = await startScriptedServer('openai', [
      { ...redTurn, usage },
      { ...reviewTurn, usage },
    ]);
    await using forge = await openForge({ folder: shop.folder, server, settings: pricedTiers });
    const { page } = forge;
    await solve(forge);
    const dashboard = await forge.openDashboard();

    await dashboard.getByRole('button', { name: /^done: *Write/ }).focus();
    await page.keyboard.press('Enter');
    const written = dashboard.getByRole('complementary', { name: 'Write' });
    await written.getByText('openai/gpt-4o-mini').waitFor();
    await written.getByText(/^100\.0k in, 5\.0k out, \$0\.02/u).waitFor();
    await written.getByText('Prompt', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await written.getByText(/^You are CodeForge's coder agent/u).waitFor();
    await forge.screenshot(join(out, 'dashboard-node-model.png'));

    await dashboard.getByRole('button', { name: /^check passed: *Check/ }).focus();
    await page.keyboard.press('Enter');
    const detail = dashboard.getByRole('complementary', { name: 'Check' });
    await detail.getByText('Attempt 2 passed').waitFor();
    await forge.screenshot(join(out, 'dashboard-node.png'));
    await detail.getByText('Show Output of Attempt 2').focus();
    await page.keyboard.press('Enter');

    await dashboard.getByRole('tab', { name: 'Attempt 2' }).focus();
    await page.keyboard.press('ArrowLeft');
    await dashboard.getByText('Attempt 1 failed').waitFor();
    await dashboard.getByRole('searchbox', { name: 'Find in output' }).fill('not 400');
    await dashboard.getByText(/^1 of \d/).waitFor();
    await forge.screenshot(join(out, 'dashboard-output-found.png'));

    await dashboard.getByRole('tab', { name: 'Terminal' }).focus();
    await page.keyboard.press('ArrowRight');
    await dashboard.getByText(/saved against the most expensive tier/u).waitFor();
    const days = dashboard.getByRole('region', { name: 'By day' });
    await days.locator('.recharts-bar-rectangle path').first().waitFor({ state: 'attached' });
    assert.ok(((await days.locator('.recharts-bar-rectangle path').first().boundingBox())?.height ?? 0) > 20);
    await forge.screenshot(join(out, 'dashboard-cost-priced.png'));
    await dashboard.getByRole('tab', { name: 'Cost' }).focus();
    await page.keyboard.press('ArrowRight');
    await dashboard.getByRole('searchbox', { name: 'Search' }).fill('no such words');
    await dashboard.getByText('No run fits').waitFor();
    await dashboard.getByRole('searchbox', { name: 'Search' }).fill('total cart');
    await dashboard.getByRole('button', { name: task }).focus();
    await page.keyboard.press('Enter');
    await dashboard.getByRole('heading', { name: task }).waitFor();
    await dashboard.getByText('item.price * item.count').first().waitFor();
    await forge.screenshot(join(out, 'dashboard-stored-run.png'));

    await page.reload();
    await dashboard.getByRole('heading', { name: task }).waitFor();
    assert.equal(await dashboard.getByRole('tab', { name: 'History', selected: true }).count(), 1);
  });

  it('writes settings into those of VS Code, and shows what a connection test finds', async () => {
    await using server = await startScriptedServer('openai', []);
    await using forge = await openForge({ server });
    const dashboard = await forge.openDashboard();
    await dashboard.getByRole('tab', { name: 'Settings' }).click();
    await dashboard.getByText(/^key …7f31/).waitFor();
    const memory = dashboard.getByRole('spinbutton', { name: 'Sandbox: memory (MB)' });
    await memory.fill('1024');
    await memory.press('Enter');
    const reset = dashboard.getByRole('button', { name: 'Reset Sandbox: memory (MB)' });
    await reset.waitFor();
    await reset.click();
    await reset.waitFor({ state: 'detached' });
    assert.equal(await memory.inputValue(), '512');
    await dashboard.getByRole('button', { name: /^Test OpenAI/ }).click();
    await dashboard.getByText(/Answers\.|Does not work/).waitFor();
    await forge.screenshot(join(out, 'dashboard-settings-tested.png'));
  });

  it('shows hostile text as text, and reaches nothing for it', async () => {
    using shop = makeShop();
    const bomb = '\\u001b[2J\\u001b]8;;http://beacon.invalid/\\u001b\\\\ \\u202e';
    writeFileSync(
      join(shop.folder, 'check.mjs'),
      `console.log("<img src=http://beacon.invalid/x onerror=alert(1)> ${bomb} end");\nconsole.log("x".repeat(1000000));\n`,
    );
    await using server = await startScriptedServer('openai', [redTurn]);
    await using forge = await openForge({ folder: shop.folder, server });
    const asked: string[] = [];
    forge.page.on('request', request => asked.push(request.url()));
    await forge.runCommand('CodeForge: Solve Task');
    await forge.answerInput(
      'Total of <img src=http://beacon.invalid/y> ![](http://beacon.invalid/z) \u202Ecart',
    );
    await forge.notification('Nothing is written until you accept').waitFor();
    const dashboard = await forge.openDashboard();
    await dashboard
      .getByRole('option', { name: /<img src=http:..beacon.invalid.y>/ })
      .waitFor({ state: 'attached' });
    await dashboard.getByRole('tab', { name: 'Terminal' }).click();
    await dashboard.locator('.xterm-rows', { hasText: 'xxx' }).waitFor();
    await dashboard.getByRole('textbox', { name: 'Terminal input' }).focus();
    await forge.page.keyboard.press('Home');
    await dashboard.locator('.xterm-rows', { hasText: '⟨U+001B⟩[2J' }).waitFor();
    await forge.screenshot(join(out, 'dashboard-hostile.png'));
    assert.deepEqual(
      asked.filter(url => url.includes('beacon.invalid')),
      [],
    );
  });
});

/** Goes through the tabs by keyboard, takes a picture of each, and lets axe look for what bars people. */
async function eachTab(forge: ForgeWorkbench, dashboard: FrameLocator, name: string): Promise<void> {
  const problems: string[] = [];
  await dashboard.getByRole('tab', { name: 'Flow' }).click();
  for (const title of tabs) {
    await dashboard.locator(`[role=tab][aria-selected=true]`, { hasText: title }).first().waitFor();
    await dashboard.getByText(/^Reading /).waitFor({ state: 'detached' });
    await forge.screenshot(join(out, `dashboard-${name}-${title.toLowerCase()}.png`));
    problems.push(...(await findAxeProblems(forge)).map(problem => `${title}: ${problem}`));
    await forge.page.keyboard.press('ArrowRight');
  }
  assert.deepEqual(problems, []);
}

async function solve(forge: ForgeWorkbench): Promise<void> {
  await forge.runCommand('CodeForge: Solve Task');
  await forge.answerInput(task);
  await forge.notification('Nothing is written until you accept').waitFor();
  await forge.runCommand('CodeForge: Accept All Changes');
  await forge.notification('written to 1 file').waitFor();
}
