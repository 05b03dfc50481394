import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { greenTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');

describe('the folder of a task', () => {
  it('must be open', async () => {
    await using forge = await openForge({});
    await forge.runCommand('CodeForge: Solve Task');
    await forge.notification('No folder is open').getByRole('button', { name: 'Open Folder' }).waitFor();
  });

  it('must be trusted', async () => {
    using shop = makeShop();
    await using forge = await openForge({ folder: shop.folder, trust: 'on' });
    await forge.runCommand('CodeForge: Solve Task');
    await forge
      .notification('This folder is not trusted')
      .getByRole('button', { name: 'Manage Trust' })
      .click();
    await forge.page.locator('.workspace-trust-editor').waitFor();
  });

  it('is asked for where there are several', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [greenTurn]);
    const other = join(dirname(shop.folder), 'other');
    mkdirSync(other);
    const workspace = join(dirname(shop.folder), 'both.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'other' }, { path: 'shop' }] }));
    await using forge = await openForge({ folder: workspace, server });
    await forge.runCommand('CodeForge: Solve Task');
    await forge.page.getByRole('option', { name: /^shop,/ }).click();
    await forge.answerInput('Fix the total of the cart');
    await forge.notification('Nothing is written until you accept').waitFor();
  });

  it('is the one of the files that the chat points at, each named with its folder where that is needed', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [greenTurn]);
    const other = join(dirname(shop.folder), 'other');
    mkdirSync(join(other, 'src'), { recursive: true });
    writeFileSync(join(other, 'src', 'cart.mjs'), 'export const total = () => 0;\n');
    writeFileSync(join(other, 'src', 'legend.mjs'), 'export const legend = [];\n');
    const workspace = join(dirname(shop.folder), 'both.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'other' }, { path: 'shop' }] }));
    await using forge = await openForge({ folder: workspace, server });
    const { page } = forge;
    const chat = await forge.openChat();
    await chat.getByRole('textbox', { name: 'Task' }).focus();
    await page.keyboard.type('Compare @leg');
    await chat.getByRole('option', { name: 'src/legend.mjs' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('with @cart');
    await chat.getByRole('option', { name: 'other/src/cart.mjs' }).waitFor();
    await forge.screenshot(join(out, 'chat-mention-folders.png'));
    await chat.getByRole('option', { name: 'shop/src/cart.mjs' }).click();
    await page.keyboard.press('Enter');
    // Two folders are meant, so somebody has to say which one the task is about.
    await page.getByRole('option', { name: /^shop,/ }).click();
    await forge.notification('src/legend.mjs is left out').waitFor();
    await chat.getByRole('list', { name: 'Attached' }).getByText('src/cart.mjs', { exact: true }).waitFor();
    assert.match(JSON.stringify(server.requests[0]?.body), /sum \+ item\.price/);
  });

  it('is not asked for where the chat points at one', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [greenTurn]);
    mkdirSync(join(dirname(shop.folder), 'other'));
    const workspace = join(dirname(shop.folder), 'both.code-workspace');
    writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'other' }, { path: 'shop' }] }));
    await using forge = await openForge({ folder: workspace, server });
    const chat = await forge.openChat();
    await chat.getByRole('textbox', { name: 'Task' }).fill('Fix @src/cart.mjs');
    await forge.page.keyboard.press('Enter');
    await chat.getByRole('button', { name: 'Accept All' }).waitFor();
  });
});
