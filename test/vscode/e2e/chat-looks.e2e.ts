import assert from 'node:assert/strict';
import { join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { redTurn, reviewTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');

const looks = {
  dark: { theme: 'Default Dark Modern', size: { width: 900, height: 1400 } },
  light: { theme: 'Default Light Modern', size: { width: 900, height: 1400 } },
  'high-contrast': { theme: 'Default High Contrast', size: { width: 900, height: 1400 } },
  'high-contrast-light': { theme: 'Default High Contrast Light', size: { width: 900, height: 1400 } },
  // A window at 200 % has half as many pixels to lay out.
  'zoom-200': { theme: 'Default Dark Modern', size: { width: 640, height: 560 } },
} as const;

describe('the looks of the chat', () => {
  for (const [name, { theme, size }] of Object.entries(looks)) {
    it(`show a whole run with a repair, and none of it wider than the side bar (${name})`, async () => {
      using shop = makeShop();
      await using server = await startScriptedServer('openai', [
        { ...redTurn, reasoning: 'The sum leaves something out.', text: 'I count the items.' },
        reviewTurn,
      ]);
      const settings = { 'workbench.colorTheme': theme };
      await using forge = await openForge({ folder: shop.folder, server, settings, size });
      const chat = await forge.openChat();
      await chat.getByRole('textbox', { name: 'Task' }).fill('Fix the total of the cart');
      await forge.page.keyboard.press('Enter');
      await chat.getByRole('button', { name: 'Accept All' }).waitFor();
      await forge.runCommand('Notifications: Clear All Notifications');
      await forge.screenshot(join(out, `chat-${name}-end.png`));
      // The comparison scrolls by itself; nothing else may stick out.
      const main = chat.locator('main.conversation');
      assert.ok((await main.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)) <= 0);
      await chat.getByRole('article', { name: 'Review', exact: true }).scrollIntoViewIfNeeded();
      await forge.screenshot(join(out, `chat-${name}-repair.png`));
      await chat.getByRole('article', { name: 'You' }).scrollIntoViewIfNeeded();
      await forge.screenshot(join(out, `chat-${name}.png`));
    });
  }
});
