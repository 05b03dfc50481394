import { join } from 'node:path';
import { startScriptedServer } from '../servers/scripted-server.ts';
import { openForge } from './harness/open-forge.ts';
import { makeShop } from './harness/shop-folder.ts';
import { redTurn, reviewTurn } from './harness/shop-turns.ts';

// Takes the README's picture of a flow: a run in a real VS Code that went green after a repair, and was applied.
// Expects `dist/`. The picture of a review is one of those that review.e2e.ts takes.

using shop = makeShop();
await using server = await startScriptedServer('openai', [redTurn, reviewTurn]);
await using forge = await openForge({
  folder: shop.folder,
  server,
  settings: { 'codeforge.model': 'openai/gpt-4o', 'workbench.colorTheme': 'Default Dark Modern' },
});
await forge.runCommand('CodeForge: Solve Task');
await forge.answerInput('The total must count how often an item is in the cart');
await forge.notification('Nothing is written until you accept').waitFor();
await forge.runCommand('CodeForge: Accept All Changes');
await forge.notification('The change was written').waitFor();
const dashboard = await forge.openDashboard();
await forge.runCommand('View: Close Primary Side Bar');
await dashboard.getByText('check passed · ').waitFor();
await forge.runCommand('Notifications: Clear All Notifications');
await forge.page.mouse.move(600, 700);
await forge.screenshot(join(import.meta.dirname, '..', '..', 'docs', 'flow.png'));
