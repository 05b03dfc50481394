import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { greenTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const task = 'Fix the total of the cart';

describe('the states of the chat', () => {
  it('lead a newcomer without a model to the sample, and through it', async () => {
    using shop = makeShop();
    await using forge = await openForge({ folder: shop.folder, settings: { 'codeforge.model': '' } });
    const chat = await forge.openChat();
    await chat.getByText('There is no model to ask yet.').waitFor();
    await forge.screenshot(join(out, 'chat-no-model.png'));
    await chat.getByRole('button', { name: 'Try the Sample' }).click();
    await chat.getByText('#1 failed').waitFor({ timeout: 120_000 });
    await chat.getByText('#2 passed').waitFor({ timeout: 120_000 });
    await chat.getByRole('button', { name: 'Reject All' }).click();
    await chat.getByText('Completed: no file was touched').waitFor();
    await forge.notification('That was the sample').waitFor();
    await forge.screenshot(join(out, 'chat-sample.png'));
    await forge.runCommand('CodeForge: New Chat');
    await chat.getByRole('button', { name: 'Open the Walkthrough' }).click();
    await forge.page.getByText('Get Started with CodeForge').first().waitFor();
    await forge.screenshot(join(out, 'walkthrough.png'));
  });

  it('give a task back that could not begin', async () => {
    using shop = makeShop();
    await using forge = await openForge({ folder: shop.folder, settings: { 'codeforge.model': '' } });
    const chat = await forge.openChat();
    const input = chat.getByRole('textbox', { name: 'Task' });
    await input.fill(task);
    await forge.page.keyboard.press('Enter');
    await forge.page.locator('.notification-list-item').first().waitFor();
    await input.and(chat.getByText(task)).waitFor();
    assert.equal(await input.inputValue(), task);
    await forge.screenshot(join(out, 'chat-not-begun.png'));
  });

  it('show a run while it works, and end it at a click', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [
      { ...greenTurn, fault: { kind: 'stall', afterEvents: 1 } },
    ]);
    await using forge = await openForge({ folder: shop.folder, server });
    const chat = await forge.openChat();
    await chat.getByRole('textbox', { name: 'Task' }).fill(task);
    await forge.page.keyboard.press('Enter');
    await server.waitForRequests(1);
    await chat.getByText('asks openai/scripted').waitFor();
    await forge.screenshot(join(out, 'chat-working.png'));
    await chat.getByRole('button', { name: 'Cancel' }).click();
    await chat.getByRole('heading', { name: 'Cancelled', exact: true }).waitFor();
    assert.equal(await server.requests[0]?.answered, false);
    await forge.screenshot(join(out, 'chat-cancelled.png'));
  });

  it('say why a run failed, with a button that helps', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', () => ({
      fault: { kind: 'status', status: 401, message: 'Incorrect API key provided.' },
    }));
    await using forge = await openForge({ folder: shop.folder, server });
    const chat = await forge.openChat();
    await chat.getByRole('textbox', { name: 'Task' }).fill(task);
    await forge.page.keyboard.press('Enter');
    const failure = chat.getByRole('region', { name: 'What went wrong' });
    await failure.waitFor();
    await forge.screenshot(join(out, 'chat-failed.png'));
    await failure.getByRole('button', { name: 'Set API Key' }).click();
    await forge.page.locator('.quick-input-widget', { hasText: 'Set API Key' }).waitFor();
  });

  it('are the same after the chat was closed, with what was typed', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [greenTurn]);
    await using forge = await openForge({ folder: shop.folder, server });
    const { page } = forge;
    const chat = await forge.openChat();
    const input = chat.getByRole('textbox', { name: 'Task' });
    await input.fill(task);
    await page.keyboard.press('Enter');
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
    await input.fill('half a thought');
    await page.locator('.activitybar a[aria-label^="Explorer"]').click();
    await chat.getByRole('button', { name: 'Accept All' }).waitFor({ state: 'detached' });
    await forge.openChat();
    await chat.getByText('#1 passed').waitFor();
    assert.equal(await input.inputValue(), 'half a thought');
    await forge.screenshot(join(out, 'chat-reopened.png'));
    await chat.getByRole('button', { name: 'Accept All' }).focus();
    await page.keyboard.press('Enter');
    await chat.getByText('Completed: 4 files written').waitFor();
  });

  it('have a change that waits for a decision again after the window was reloaded', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [greenTurn]);
    await using forge = await openForge({ folder: shop.folder, server });
    const chat = await forge.openChat();
    await chat.getByRole('textbox', { name: 'Task' }).fill(task);
    await forge.page.keyboard.press('Enter');
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
    await forge.page.reload();
    await chat.getByRole('button', { name: 'Accept All' }).click();
    await forge.notification('written to 4 files').waitFor();
    assert.match(readFileSync(join(shop.folder, 'src/cart.mjs'), 'utf8'), /item\.price \* item\.count/);
    assert.equal(server.requests.length, 1);
  });

  it('offer to go on with a run that the reload interrupted', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [
      { ...greenTurn, fault: { kind: 'stall', afterEvents: 1 } },
      greenTurn,
    ]);
    await using forge = await openForge({ folder: shop.folder, server });
    const chat = await forge.openChat();
    await chat.getByRole('textbox', { name: 'Task' }).fill(task);
    await forge.page.keyboard.press('Enter');
    await server.waitForRequests(1);
    await chat.getByText('asks openai/scripted').waitFor();
    await forge.runCommand('Developer: Reload Window');
    await chat.getByRole('heading', { name: 'Interrupted', exact: true }).waitFor();
    await forge.screenshot(join(out, 'chat-interrupted.png'));
    await chat.getByRole('button', { name: 'Resume' }).click();
    await chat.getByRole('button', { name: 'Reject All' }).click();
    await chat.getByText('Completed: no file was touched').waitFor();
    assert.match(readFileSync(join(shop.folder, 'src/cart.mjs'), 'utf8'), /item\.price, 0/);
  });
});
