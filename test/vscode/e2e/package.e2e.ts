import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageExtension } from '../../../package-extension.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');

describe('the package', () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'forge-package-'));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  it('is installed, tells what it is, and has in it all that the sample takes', async () => {
    const file = join(directory, 'codeforge.vsix');
    await packageExtension(file);
    using shop = makeShop();
    await using forge = await openForge({
      package: file,
      folder: shop.folder,
      settings: { 'codeforge.model': '' },
    });
    const { page } = forge;
    await page.locator('.activitybar a[aria-label^="Extensions"]').click({ force: true });
    await page.locator('.extension-list-item', { hasText: 'CodeForge' }).click();
    await page.locator('.extension-editor .name', { hasText: 'CodeForge' }).waitFor();
    const readme = page.frameLocator('iframe.webview.ready').first().frameLocator('#active-frame');
    await readme.getByText('Agents in VS Code whose work has already run green').waitFor();
    assert.equal(await readme.getByRole('img').count(), 0, 'VS Code shows none');
    await forge.screenshot(join(out, 'extension-page.png'));

    const chat = await forge.openChat();
    await chat.getByRole('button', { name: 'Try the Sample' }).click();
    await chat.getByText('#1 failed').waitFor({ timeout: 120_000 });
    await chat.getByText('#2 passed').waitFor({ timeout: 120_000 });
    await chat.getByRole('button', { name: 'Accept All' }).click();
    await chat.getByText('Completed:').waitFor({ timeout: 120_000 });
  });
});
