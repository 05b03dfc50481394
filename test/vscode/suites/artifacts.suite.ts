import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { greenTurn } from '../harness/shop-turns.ts';
import { openShop, pointToServer, readShop, resetSettings, shopFolder, shopTask } from './shop.ts';
import { stubWindow } from './stub-window.ts';
import { untilReview } from './until.ts';

const { executeCommand } = vscode.commands;

// Passes with the change alone, and makes a file of what it has found.
const report = [
  "import { writeFileSync } from 'node:fs';",
  "import { total } from './src/cart.mjs';",
  "writeFileSync('total.txt', String(total([{ price: 150, count: 2 }])));",
  "await import('./check.mjs');",
  '',
].join('\n');

describe('artifacts of a run', () => {
  let chosen: string;

  beforeEach(async () => {
    await openShop();
    chosen = mkdtempSync(join(tmpdir(), 'chosen-'));
  });

  afterEach(async () => {
    rmSync(chosen, { recursive: true });
    await resetSettings();
  });

  it('are made with its change, and land in the chosen folder and nowhere else', async () => {
    await solveWithReport();
    const before = readShop();
    using shown = stubWindow({ showOpenDialog: [chosen] });
    await executeCommand('codeforge.fetchArtifacts');
    assert.deepEqual(shown.errors, []);
    const [name = ''] = readdirSync(chosen);
    assert.match(name, /^artifacts-\w+$/);
    assert.deepEqual(readdirSync(join(chosen, name)), ['total.txt']);
    assert.equal(readFileSync(join(chosen, name, 'total.txt'), 'utf8'), '300');
    assert.match(shown.infos.at(-1) ?? '', /^Saved 1 artifact in .*artifacts-/);
    assert.deepEqual(readShop(), before);
  });

  it('stay away from the folder that is worked on, and from what was fetched before', async () => {
    await solveWithReport();
    const before = readShop();
    using shown = stubWindow({ showOpenDialog: [shopFolder(), chosen, chosen] });
    await executeCommand('codeforge.fetchArtifacts');
    await executeCommand('codeforge.fetchArtifacts');
    await executeCommand('codeforge.fetchArtifacts');
    assert.match(shown.errors[0] ?? '', /for artifacts is part of the workspace/);
    assert.match(shown.errors[1] ?? '', /for artifacts is not empty/);
    assert.equal(shown.infos.filter(message => message.startsWith('Saved')).length, 1);
    assert.deepEqual(readShop(), before);
  });
});

/** Until its change is shown. */
async function solveWithReport(): Promise<void> {
  await using server = await startScriptedServer('openai', [greenTurn]);
  writeFileSync(join(shopFolder(), 'report.mjs'), report);
  await pointToServer(server, { check: 'node report.mjs', 'sandbox.backend': 'embedded' });
  using _ = stubWindow();
  await executeCommand('codeforge.solveTask', shopTask);
  await untilReview(shopTask);
}
