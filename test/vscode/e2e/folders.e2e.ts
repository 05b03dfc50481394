import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { greenTurn } from '../harness/shop-turns.ts';

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
});
