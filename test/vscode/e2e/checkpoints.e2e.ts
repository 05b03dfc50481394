import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { type ForgeWorkbench, openForge } from '../harness/open-forge.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const lines = 'one\ntwo\nthree\nfour\nfive\n';

/** Two folders of a workspace. Each is a repository, and the first has another one in it. */
const start = {
  'shop/check.mjs': '',
  'shop/cart.txt': lines,
  'shop/vendor/lib/lib.txt': lines.replaceAll('\n', '\r\n'),
  'shop/vendor/lib/gone.txt': 'gone',
  'other/check.mjs': '',
  'other/cart.txt': lines,
};

const shopTurn = turn({ 'cart.txt': 'ONE', 'vendor/lib/lib.txt': 'ONE of the library' }, [
  { name: 'delete_file', arguments: { path: 'vendor/lib/gone.txt' } },
  { name: 'write_file', arguments: { path: 'vendor/lib/new/made.txt', content: 'made' } },
]);
const otherTurn = turn({ 'cart.txt': 'ANOTHER one' }, []);

function turn(edits: Readonly<Record<string, string>>, more: ScriptedTurn['toolCalls'] = []): ScriptedTurn {
  return {
    toolCalls: [
      ...Object.entries(edits).map(([path, replace]) => ({
        name: 'edit_file',
        arguments: { path, search: 'one', replace },
      })),
      ...more,
      { name: 'submit_work', arguments: { summary: 'Done.' } },
    ],
  };
}

describe('checkpoints in a workspace of several folders and repositories', () => {
  it('keep what each run has touched, and bring back that alone, under what was written since', async () => {
    using folders = makeFolders();
    await using server = await startScriptedServer('openai', [shopTurn, otherTurn]);
    await using forge = await openForge({ folder: folders.workspace, server });
    await solve(forge, { folder: 'shop', task: 'Change the shop' });
    const shopDone = {
      ...start,
      'shop/cart.txt': start['shop/cart.txt'].replace('one', 'ONE'),
      'shop/vendor/lib/lib.txt': start['shop/vendor/lib/lib.txt'].replace('one', 'ONE of the library'),
      'shop/vendor/lib/gone.txt': null,
      'shop/vendor/lib/new/made.txt': 'made',
    };
    await folders.until(shopDone);
    await solve(forge, { folder: 'other', task: 'Change the other' });
    const otherDone = { 'other/cart.txt': start['other/cart.txt'].replace('one', 'ANOTHER one') };
    await folders.until({ ...shopDone, ...otherDone });

    // What comes later, in the nested repository and in the other folder.
    folders.write('shop/vendor/lib/lib.txt', shopDone['shop/vendor/lib/lib.txt'].replace('five', 'mine'));
    folders.write('other/cart.txt', `${otherDone['other/cart.txt']}mine\n`);
    const shown = await showRestore(forge, 'Change the shop');
    await forge.screenshot(join(out, 'checkpoint-nested.png'));
    for (const name of ['cart.txt', 'lib.txt', 'gone.txt', 'made.txt']) {
      await shown.locator('.header', { hasText: name }).waitFor();
    }
    await folders.until({
      ...shopDone,
      'shop/vendor/lib/lib.txt': shopDone['shop/vendor/lib/lib.txt'].replace('five', 'mine'),
      'other/cart.txt': `${otherDone['other/cart.txt']}mine\n`,
    });
    await forge.notification('Restore 4 files as shown?').getByRole('button', { name: 'Restore' }).click();
    const shopBack = {
      ...start,
      'shop/vendor/lib/lib.txt': start['shop/vendor/lib/lib.txt'].replace('five', 'mine'),
      'shop/vendor/lib/new/made.txt': null,
    };
    await folders.until({ ...shopBack, 'other/cart.txt': `${otherDone['other/cart.txt']}mine\n` });

    await showRestore(forge, 'Change the other');
    await forge.notification('Restore 1 file as shown?').getByRole('button', { name: 'Restore' }).click();
    await folders.until({ ...shopBack, 'other/cart.txt': `${start['other/cart.txt']}mine\n` });
  });
});

async function solve(
  forge: ForgeWorkbench,
  { folder, task }: { readonly folder: string; readonly task: string },
): Promise<void> {
  const { page } = forge;
  await forge.runCommand('CodeForge: Solve Task');
  await page.getByRole('option', { name: new RegExp(`^${folder},`) }).click();
  await forge.answerInput(task);
  await page.locator('.tab.active', { hasText: `CodeForge: ${task}` }).waitFor();
  await forge.runCommand('CodeForge: Accept All Changes');
}

/** Picks a checkpoint, and returns the diff of what would come back. */
async function showRestore({ page, runCommand }: ForgeWorkbench, task: string) {
  await runCommand('CodeForge: Restore Checkpoint');
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: task }).click();
  await page.locator('.tab.active', { hasText: 'Restore before' }).waitFor();
  return page.locator('.multiDiffEntry');
}

type Texts = Readonly<Record<string, string | null>>;

function makeFolders() {
  const parent = mkdtempSync(join(tmpdir(), 'forge-folders-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(parent, path)), { recursive: true });
    writeFileSync(join(parent, path), text);
  };
  for (const [path, text] of Object.entries(start)) write(path, text);
  for (const repository of ['shop', 'shop/vendor/lib', 'other']) {
    execFileSync('git', ['init', '--quiet'], { cwd: join(parent, repository) });
  }
  const workspace = join(parent, 'both.code-workspace');
  writeFileSync(workspace, JSON.stringify({ folders: [{ path: 'other' }, { path: 'shop' }] }));
  const read = (paths: readonly string[]) =>
    Object.fromEntries(paths.map(path => [path, textAt(join(parent, path))]));
  return {
    workspace,
    write,
    /** Waits until these files hold that, byte for byte; null: there is none. */
    async until(expected: Texts): Promise<void> {
      const paths = Object.keys(expected);
      const deadline = Date.now() + 60_000;
      while (Date.now() < deadline && JSON.stringify(read(paths)) !== JSON.stringify(expected)) {
        await setTimeout(50);
      }
      assert.deepEqual(read(paths), expected);
    },
    [Symbol.dispose]: () => rmSync(parent, { recursive: true, force: true }),
  };
}

function textAt(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
