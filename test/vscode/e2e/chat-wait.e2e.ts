import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type ScriptedServer, startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { greenTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');

const looks = [
  { name: 'dark', theme: 'Default Dark Modern' },
  { name: 'light', theme: 'Default Light Modern' },
  { name: 'high-contrast', theme: 'Default High Contrast' },
] as const;

describe('a wait for a model in the chat', () => {
  for (const { name, theme } of looks) {
    it(`shows the provider, the status and when the next try is, and goes on by itself (${name})`, async () => {
      using shop = makeShop();
      await using server = await busyAtFirst();
      await using forge = await openForge({
        folder: shop.folder,
        server,
        settings: { 'workbench.colorTheme': theme },
      });
      const chat = await forge.openChat();
      await chat.getByRole('textbox', { name: 'Task' }).fill('Fix the total of the cart');
      await forge.page.keyboard.press('Enter');

      const wait = (nextTry: RegExp) =>
        chat.locator('.wait', { hasText: 'openai · status 503' }).filter({ hasText: nextTry });
      await wait(/next try in \d+\ss/u).waitFor();
      const bar = forge.page.locator('.statusbar-item', {
        hasText: /openai · status 503 · next try in \d+ s/u,
      });
      const isWhole = await bar
        .locator('a')
        .first()
        .evaluate(label => label.scrollWidth <= label.clientWidth);
      assert.ok(isWhole, 'the status bar has room for the countdown');
      await forge.page.mouse.move(700, 300);
      await forge.screenshot(join(out, `chat-wait-${name}.png`));
      await wait(/next try in \d\ss/u).waitFor();
      await chat.getByRole('button', { name: 'Accept All' }).waitFor();
      assert.equal(server.requests.length, 2);
      assert.ok(waitedMs(server) >= 15_000, `${waitedMs(server)} ms`);
    });
  }
});

function busyAtFirst(): Promise<ScriptedServer> {
  const message = 'The engine is currently overloaded.';
  const headers = { 'retry-after': '15' };
  return startScriptedServer('openai', [
    { fault: { kind: 'status', status: 503, headers, message } },
    greenTurn,
  ]);
}

function waitedMs({ requests }: ScriptedServer): number {
  const [first, second] = requests;
  return (second?.at ?? 0) - (first?.at ?? 0);
}
