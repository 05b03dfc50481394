import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { greenTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const task = 'Fix the total of the cart';

describe('the chat', () => {
  it('shows a run while it works, and ends it at a click', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [
      { ...greenTurn, fault: { kind: 'stall', afterEvents: 1 } },
    ]);
    await using forge = await openForge({ folder: shop.folder, server });
    const chat = await forge.openChat();
    await chat.getByRole('button', { name: 'Solve Task' }).click();
    await forge.answerInput(task);
    await server.waitForRequests(1);
    await chat.getByText('asks openai/scripted').waitFor();
    await forge.screenshot(join(out, 'chat-working.png'));
    await chat.getByRole('button', { name: 'Cancel' }).click();
    await chat.getByText('Cancelled').first().waitFor();
    assert.equal(await server.requests[0]?.answered, false);
    await forge.screenshot(join(out, 'chat-cancelled.png'));
  });

  it('says why a run failed, with a button that helps', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', () => ({
      fault: { kind: 'status', status: 401, message: 'Incorrect API key provided.' },
    }));
    await using forge = await openForge({ folder: shop.folder, server });
    const chat = await forge.openChat();
    await forge.runCommand('CodeForge: Solve Task');
    await forge.answerInput(task);
    const failure = chat.getByRole('region', { name: 'What went wrong' });
    await failure.waitFor();
    await forge.screenshot(join(out, 'chat-failed.png'));
    await failure.getByRole('button', { name: 'Set API Key' }).click();
    await forge.page.locator('.quick-input-widget', { hasText: 'Set API Key' }).waitFor();
  });

  it('is the same after it was closed, and works with the keyboard alone', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [greenTurn]);
    await using forge = await openForge({ folder: shop.folder, server });
    const { page } = forge;
    const chat = await forge.openChat();
    await forge.runCommand('CodeForge: Solve Task');
    await forge.answerInput(task);
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
    await page.locator('.activitybar a[aria-label^="Explorer"]').click();
    await chat.getByRole('button', { name: 'Accept All' }).waitFor({ state: 'detached' });
    await forge.openChat();
    await chat.getByText('src/currency.mjs').waitFor();
    await chat.getByText('#1 passed').waitFor();
    await forge.screenshot(join(out, 'chat-reopened.png'));
    await chat.getByRole('button', { name: 'Accept All' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await forge.screenshot(join(out, 'chat-focus.png'));
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await chat.getByText('Completed').first().waitFor();
    assert.match(readFileSync(join(shop.folder, 'src/cart.mjs'), 'utf8'), /item\.price \* item\.count/);
  });

  it('has a change that waits for a decision again after the window was reloaded', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [greenTurn]);
    await using forge = await openForge({ folder: shop.folder, server });
    const chat = await forge.openChat();
    await forge.runCommand('CodeForge: Solve Task');
    await forge.answerInput(task);
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
    await forge.page.reload();
    await forge.notification('Nothing is written until you accept').waitFor();
    await forge.page.locator('.multiDiffEditor .view-line').first().waitFor();
    await forge.screenshot(join(out, 'reloaded-waiting.png'));
    assert.equal(await forge.page.locator('.tab', { hasText: task }).count(), 1);
    await forge.page.getByRole('button', { name: 'Accept All Changes' }).click();
    await forge.notification('written to 4 files').waitFor();
    assert.match(readFileSync(join(shop.folder, 'src/cart.mjs'), 'utf8'), /item\.price \* item\.count/);
    assert.equal(server.requests.length, 1);
  });

  it('offers to go on with a run that the reload interrupted', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [
      { ...greenTurn, fault: { kind: 'stall', afterEvents: 1 } },
      greenTurn,
    ]);
    await using forge = await openForge({ folder: shop.folder, server });
    const chat = await forge.openChat();
    await forge.runCommand('CodeForge: Solve Task');
    await forge.answerInput(task);
    await server.waitForRequests(1);
    await forge.page.reload();
    await chat.getByText('Can go on').waitFor();
    await forge.screenshot(join(out, 'reloaded-interrupted.png'));
    await chat.getByRole('button', { name: /was interrupted/ }).click();
    await chat.getByRole('button', { name: 'Reject All' }).click();
    await chat.getByText('Completed').first().waitFor();
    assert.match(readFileSync(join(shop.folder, 'src/cart.mjs'), 'utf8'), /item\.price, 0/);
  });
});
