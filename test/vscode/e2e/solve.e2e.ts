import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { redTurn, reviewTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
} as const;

describe('a person with a keyboard', () => {
  for (const [name, theme] of Object.entries(themes)) {
    it(`solves a task and accepts the change (${name})`, async () => {
      using shop = makeShop();
      await using server = await startScriptedServer('openai', [redTurn, reviewTurn]);
      await using forge = await openForge({
        folder: shop.folder,
        server,
        settings: { 'workbench.colorTheme': theme },
      });
      const { page } = forge;
      const chat = await forge.openChat();
      await chat.getByRole('heading', { name: /State a task/ }).waitFor();
      await forge.screenshot(join(out, `${name}-1-empty.png`));

      await forge.runCommand('CodeForge: Solve Task');
      await forge.answerInput('Fix the total of the cart');
      await chat.getByRole('button', { name: 'Accept All' }).waitFor();
      await page.locator('.multiDiffEditor .view-line').first().waitFor();
      await forge.notification('Nothing is written until you accept').waitFor();
      await forge.screenshot(join(out, `${name}-2-green.png`));
      const before = readFileSync(join(shop.folder, 'src/cart.mjs'), 'utf8');
      assert.match(before, /item\.price, 0/);

      await forge.runCommand('CodeForge: Accept All Changes');
      await forge.notification('written to 1 file').waitFor();
      await chat.getByText('Completed').first().waitFor();
      assert.match(readFileSync(join(shop.folder, 'src/cart.mjs'), 'utf8'), /item\.price \* item\.count/);
      await forge.screenshot(join(out, `${name}-3-applied.png`));
    });
  }
});
