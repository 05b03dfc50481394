import { join } from 'node:path';
import { startScriptedServer } from '../servers/scripted-server.ts';
import { openForge } from './harness/open-forge.ts';
import { makeShop } from './harness/shop-folder.ts';
import { greenTurn, redTurn, reviewTurn } from './harness/shop-turns.ts';

// Takes the README's picture: a run in a real VS Code that went green after a repair. Expects `dist/`.

const picture = join(import.meta.dirname, '..', '..', 'docs', 'screenshot.png');

using shop = makeShop();
const others =
  greenTurn.toolCalls?.filter(({ name }) => name !== 'edit_file' && name !== 'submit_work') ?? [];
const coder = { ...redTurn, toolCalls: [...others, ...(redTurn.toolCalls ?? [])] };
await using server = await startScriptedServer('openai', [coder, reviewTurn]);
await using forge = await openForge({
  folder: shop.folder,
  server,
  settings: { 'codeforge.model': 'openai/gpt-4o', 'diffEditor.renderSideBySide': false },
});
const chat = await forge.openChat();
await forge.runCommand('CodeForge: Solve Task');
await forge.answerInput('The total must count how often an item is in the cart');
await chat.getByRole('button', { name: 'Accept All' }).waitFor();
await forge.page.locator('.multiDiffEditor .view-line').first().waitFor();
await forge.notification('Nothing is written until you accept').waitFor();
await forge.page.keyboard.press('Escape');
await forge.screenshot(picture);
