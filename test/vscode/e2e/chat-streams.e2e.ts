import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { greenTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const reasoning = 'The total leaves the count out of the sum. Each price has to be multiplied by it.';
const text = 'I multiply each price by its count.';

describe('what streams into the chat', () => {
  it('is seen while it comes, and is there again after the window was reloaded', async () => {
    using shop = makeShop();
    writeFileSync(join(shop.folder, 'check.mjs'), "console.log('every total is right');\n");
    await using server = await startScriptedServer('openai', [
      // In the middle of the second sentence.
      { reasoning, text, deltaLength: 4, fault: { kind: 'stall', afterEvents: 14 } },
      { ...greenTurn, reasoning, text },
    ]);
    await using forge = await openForge({ folder: shop.folder, server });
    const chat = await forge.openChat();
    await chat.getByRole('textbox', { name: 'Task' }).fill('Fix the total of the cart');
    await forge.page.keyboard.press('Enter');
    const code = chat.getByRole('article', { name: 'Write', exact: true });
    await code.getByText('The total leaves the count out of the sum. Each').waitFor();
    await code.getByText('has to be multiplied').waitFor({ state: 'detached' });
    await forge.screenshot(join(out, 'chat-streaming.png'));

    await forge.runCommand('Developer: Reload Window');
    await chat.getByRole('heading', { name: 'Interrupted', exact: true }).waitFor();
    await unfold(chat, 'Write', 'Reasoning');
    await code.getByText('The total leaves the count out of the sum. Each').waitFor();
    await forge.screenshot(join(out, 'chat-streamed-interrupted.png'));

    await chat.getByRole('button', { name: 'Resume' }).click();
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
    await forge.page.reload();
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
    await unfold(chat, 'Write', 'Reasoning');
    await code.getByText('Each price has to be multiplied by it.').waitFor();
    await code.getByText(text).waitFor();
    await unfold(chat, 'Check', 'Output of the check');
    await chat.getByText('every total is right').waitFor();
    await forge.screenshot(join(out, 'chat-streamed-reloaded.png'));
  });
});

/** By keyboard, the card first where it is folded itself. */
async function unfold(chat: FrameLocator, card: string, fold: string): Promise<void> {
  const article = chat.getByRole('article', { name: card, exact: true });
  const head = article.getByRole('button', { name: card }).first();
  await head.waitFor();
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.press('Enter');
  await article.locator('summary', { hasText: fold }).press('Enter');
}
