import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { comes } from '../harness/workbench.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
} as const;

const file = 'src/price.ts';
const wrong = 'export const price: number = "4";\n';
const mending: ScriptedTurn = {
  toolCalls: [
    { name: 'edit_file', arguments: { path: file, search: '"4"', replace: '4' } },
    { name: 'submit_work', arguments: { summary: 'A number.' } },
  ],
};

describe('a person who meets an error', () => {
  for (const [name, theme] of Object.entries(themes)) {
    it(`has it fixed from the light bulb, by keyboard (${name})`, async () => {
      using shop = makeShop();
      layOut(shop.folder);
      await using server = await startScriptedServer('openai', [mending]);
      await using forge = await openForge({
        folder: shop.folder,
        server,
        settings: { 'workbench.colorTheme': theme, 'codeforge.check': '' },
      });
      const { page } = forge;
      await forge.openFile(file);
      await page.locator('.squiggly-error').first().waitFor({ timeout: 180_000 });
      await page.keyboard.press('F8');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+.');
      const row = page.locator('.action-widget .monaco-list-row', { hasText: /^Fix with CodeForge$/ });
      await row.waitFor();
      await forge.screenshot(join(out, `fix-${name}-1-bulb.png`));
      await row.click();
      await forge.notification('The problem is gone and no new one came').waitFor({ timeout: 180_000 });
      await page.locator('.multiDiffEditor .view-line').first().waitFor();
      await forge.screenshot(join(out, `fix-${name}-2-proposed.png`));
      assert.equal(readFileSync(join(shop.folder, file), 'utf8'), wrong);

      await forge.runCommand('CodeForge: Accept All Changes');
      await forge.notification('the editor shows it in your files no more').waitFor({ timeout: 120_000 });
      assert.equal(readFileSync(join(shop.folder, file), 'utf8'), wrong.replace('"4"', '4'));
      await forge.screenshot(join(out, `fix-${name}-3-gone.png`));
    });
  }

  it('finds it in the editor’s menu and in the Problems view, and has it explained', async () => {
    using shop = makeShop();
    layOut(shop.folder);
    await using server = await startScriptedServer('openai', [
      { text: 'The text "4" is no number. Leave the quotes out.' },
      mending,
    ]);
    await using forge = await openForge({
      folder: shop.folder,
      server,
      settings: { 'codeforge.check': '' },
    });
    const { page } = forge;
    await forge.openFile(file);
    await page.locator('.squiggly-error').first().waitFor({ timeout: 180_000 });
    await rightClick(page, '.view-line span:text("price")', 'Explain This Error');
    await forge.screenshot(join(out, 'fix-menu.png'));
    await menuItem(page, 'Explain This Error').click();
    // The rest of the sentence is in the line before, as the document is narrow.
    await page.locator('.view-line', { hasText: 'quotes out.' }).waitFor({ timeout: 120_000 });
    await forge.screenshot(join(out, 'fix-explained.png'));

    await page.keyboard.press('Control+Shift+KeyM');
    const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'not assignable' });
    await problem.first().click();
    await problem.first().click({ button: 'right' });
    await menuItem(page, 'Fix with CodeForge').waitFor();
    await forge.screenshot(join(out, 'fix-problems-view.png'));
    await menuItem(page, 'Fix with CodeForge').click();
    await forge.notification('The problem is gone and no new one came').waitFor({ timeout: 180_000 });
  });

  it('has a failing test fixed from its menu, with what the test says', async () => {
    using shop = makeShop();
    const cart = 'src/cart.mjs';
    await using server = await startScriptedServer('openai', [
      {
        toolCalls: [
          {
            name: 'edit_file',
            arguments: { path: cart, search: 'item.price, 0', replace: 'item.price * item.count, 0' },
          },
          { name: 'submit_work', arguments: { summary: 'Counts.' } },
        ],
      },
    ]);
    await using forge = await openForge({ folder: shop.folder, server, installed: ['problem-extension'] });
    const { page } = forge;
    await forge.openFile(cart);
    await forge.runCommand('Test: Run All Tests');
    await forge.runCommand('Testing: Focus on Test Explorer View');
    const test = page.locator('.test-explorer .monaco-list-row', { hasText: 'the cart' }).first();
    await test.waitFor({ timeout: 120_000 });
    await test.click();
    await page.keyboard.press('ArrowRight');
    const item = page.locator('.test-explorer .monaco-list-row', { hasText: 'counts every item' }).first();
    await item.click({ button: 'right' });
    await menuItem(page, 'Fix Failing Test').waitFor();
    await forge.screenshot(join(out, 'fix-test-menu.png'));
    await menuItem(page, 'Fix Failing Test').click();
    await forge.notification('The check passed').waitFor({ timeout: 180_000 });
    assert.match(JSON.stringify(server.requests[0]?.body), /The test the cart > counts every item fails/);
  });
});

function layOut(folder: string): void {
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, file), wrong);
}

function menuItem(page: Page, label: string) {
  return page.locator('.monaco-menu .action-item', { hasText: label }).first();
}

/** The cursor moves to where the button goes down, and the menu asks right then where it is: the second time is sure. */
async function rightClick(page: Page, selector: string, expected: string): Promise<void> {
  for (let tries = 1; tries <= 3; tries++) {
    await page.locator(selector).first().click({ button: 'right' });
    if (await comes(menuItem(page, expected), 5_000)) return;
    await page.keyboard.press('Escape');
  }
  throw new Error(`There is no '${expected}' in the menu.`);
}
