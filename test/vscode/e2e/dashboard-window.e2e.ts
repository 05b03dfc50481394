import { join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { redTurn, reviewTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');

describe('the dashboard', () => {
  it('loses nothing when it is moved into a window of its own', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', [redTurn, reviewTurn]);
    await using forge = await openForge({ folder: shop.folder, server });
    const { page } = forge;
    await forge.runCommand('CodeForge: Solve Task');
    await forge.answerInput('Fix the total of the cart');
    await forge.notification('Nothing is written until you accept').waitFor();
    const dashboard = await forge.openDashboard();
    await dashboard.getByRole('tab', { name: 'Terminal' }).click();
    await dashboard.getByRole('tab', { name: 'Attempt 1' }).click();
    await dashboard.getByText('Attempt 1 failed').waitFor();

    const opened = page.context().waitForEvent('page');
    await forge.runCommand('View: Move Editor into New Window');
    const window = await opened;
    const moved = window
      .frameLocator('iframe.webview.ready[src*="extensionId=codeforge.codeforge"]')
      .first()
      .frameLocator('#active-frame');
    await moved.getByText('Attempt 1 failed').waitFor();
    await moved.locator('.xterm-rows', { hasText: 'the total is' }).waitFor();
    await window.screenshot({ path: join(out, 'dashboard-moved.png') });
    await moved.getByRole('tab', { name: 'Flow' }).click();
    await moved.getByRole('button', { name: /^check passed: *Check/ }).waitFor();
  });
});
