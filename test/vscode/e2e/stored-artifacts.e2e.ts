import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { type ForgeWorkbench, openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';
import { greenTurn } from '../harness/shop-turns.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const task = 'Fix the total of the cart';

// Passes with the change alone, and makes a file of every byte there is and of what it has found.
const report = [
  "import { mkdirSync, writeFileSync } from 'node:fs';",
  "import { total } from './src/cart.mjs';",
  "mkdirSync('report');",
  'const found = total([{ price: 150, count: 2 }]);',
  "writeFileSync('report/total.bin', Uint8Array.from([...Array(256).keys(), ...Buffer.from(String(found))]));",
  "await import('./check.mjs');",
  '',
].join('\n');

describe('the artifacts of a run of an earlier session', () => {
  it('are fetched from its page in the history, byte by byte as the check makes them with its change', async () => {
    using shop = makeShop();
    writeFileSync(join(shop.folder, 'report.mjs'), report);
    const chosen = mkdtempSync(join(tmpdir(), 'chosen-'));
    await using server = await startScriptedServer('openai', [greenTurn]);
    await using forge = await openForge({
      folder: shop.folder,
      server,
      settings: { 'codeforge.check': 'node report.mjs' },
    });
    await solveAndReject(forge);
    const before = readdirSync(shop.folder, { recursive: true });

    await forge.page.reload();
    const dashboard = await forge.openDashboard();
    await dashboard.getByRole('tab', { name: 'History' }).click();
    await dashboard.getByRole('button', { name: task }).click();
    await dashboard.getByRole('heading', { name: task }).waitFor();
    await dashboard.getByRole('button', { name: 'Fetch Artifacts…' }).click();
    await forge.answerFileDialog('CodeForge: Fetch Artifacts', chosen);
    await forge.notification('Saved 1 artifact in').waitFor();
    // What was said before the reload is not said again.
    assert.equal(await forge.notification('No file was touched').count(), 0);
    await forge.screenshot(join(out, 'dashboard-history-artifacts.png'));

    const [folder = '', ...others] = readdirSync(chosen);
    assert.deepEqual(others, []);
    assert.deepEqual(readdirSync(join(chosen, folder), { recursive: true }).map(String).sort(), [
      'report',
      join('report', 'total.bin'),
    ]);
    const made = Buffer.from([...Array(256).keys(), ...Buffer.from('300')]);
    assert.deepEqual(readFileSync(join(chosen, folder, 'report', 'total.bin')), made);
    assert.deepEqual(readdirSync(shop.folder, { recursive: true }), before);
    // It cost no model anything.
    assert.equal(server.requests.length, 1);
    rmSync(chosen, { recursive: true });
  });
});

async function solveAndReject(forge: ForgeWorkbench): Promise<void> {
  await forge.runCommand('CodeForge: Solve Task');
  await forge.answerInput(task);
  await forge.notification('Nothing is written until you accept').waitFor();
  await forge.runCommand('CodeForge: Reject All Changes');
  await forge.notification('No file was touched').waitFor();
}
