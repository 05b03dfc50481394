import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { answerNumbers, layOutNumberSuite, type NumberSuite } from '../harness/number-suite.ts';
import { dashboardOf, type ForgeWorkbench, openForge } from '../harness/open-forge.ts';
import { makeShop } from '../harness/shop-folder.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const model = 'openai/gpt-5-mini';

describe('a person who measures a model', () => {
  it('finds benchmark problems in the Test Explorer, runs them there, and gets from one to its page', async () => {
    using shop = makeShop();
    await using server = await startScriptedServer('openai', answerNumbers);
    using suite = new LaidOut(shop.folder);
    await using forge = await openForge({
      ...{ folder: shop.folder, server },
      layOutHome: suite.layOut,
      settings: { 'codeforge.model': model },
    });
    const { page } = forge;
    await forge.openFile('src/cart.mjs');
    await forge.runCommand('Testing: Focus on Test Explorer View');
    const row = (label: string) =>
      page.locator('.test-explorer .monaco-list-row', { hasText: label }).first();
    await row('numbers').click();
    await page.keyboard.press('ArrowRight');
    await row('T/1').waitFor();
    await forge.screenshot(join(out, 'benchmark-tests-1-listed.png'));
    assert.equal(server.requests.length, 0);

    await row('numbers').click({ button: 'right' });
    await chooseInMenu(forge, 'Run Test');
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: model }).first().click();
    await answer(forge, 'How many dollars', '5');
    await row('T/2').locator('.codicon-testing-failed-icon').waitFor({ timeout: 180_000 });
    await row('T/1').locator('.codicon-testing-passed-icon').waitFor();
    await forge.screenshot(join(out, 'benchmark-tests-2-run.png'));

    await row('T/1').click({ button: 'right' });
    await chooseInMenu(forge, 'Open Benchmark Result');
    await dashboardOf(forge).getByText('With repair:').waitFor();
    await forge.screenshot(join(out, 'benchmark-tests-3-page.png'));
  });

  it('watches it in the dashboard, stops it, goes on with it, and saves what it measured', async () => {
    using shop = makeShop();
    let isHeld = true;
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    await using server = await startScriptedServer('openai', async request => {
      if (isHeld && JSON.stringify(request.body).includes('def three()')) await held;
      return answerNumbers(request);
    });
    using suite = new LaidOut(shop.folder);
    await using forge = await openForge({
      ...{ folder: shop.folder, server },
      layOutHome: suite.layOut,
      settings: { 'codeforge.model': model, 'files.simpleDialog.enable': true },
    });
    const { page } = forge;
    const dashboard = await forge.openDashboard();
    await dashboard.getByRole('tab', { name: 'Benchmarks' }).click();
    await dashboard.getByRole('button', { name: /^Run Benchmark/ }).click();
    await forge.answerInput('A Suite of Your Own');
    await forge.answerFileDialog('Run Benchmark', join(shop.folder, 'numbers'));
    await page.getByPlaceholder('Which model shall be measured?').waitFor();
    await forge.answerInput(model);
    await answer(forge, 'How many problems', '3');
    await answer(forge, 'How many dollars', '5');
    await dashboard.getByText('2 of 3 finished, 2 passed').waitFor({ timeout: 240_000 });
    await dashboard.getByText(/about .* left · .* of at most \$5\.00 · about .* in all/).waitFor();
    await forge.screenshot(join(out, 'benchmark-live-1-running.png'));

    await dashboard.getByRole('button', { name: 'Stop' }).click();
    await dashboard.getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
    isHeld = false;
    release();
    await dashboard
      .getByRole('table', { name: /^Runs of numbers/ })
      .getByRole('button')
      .first()
      .click();
    await dashboard.getByRole('button', { name: /^Go On/ }).click();
    await answer(forge, 'How many dollars', '5');
    await forge.notification('numbers is finished: 33.3 % of 3 passed without repair, 66.7 % with').waitFor({
      timeout: 240_000,
    });

    await dashboard.getByRole('button', { name: /^Export/ }).click();
    const file = join(shop.folder, 'measured.csv');
    await forge.answerFileDialog('Export Benchmark', file);
    await forge.notification('The benchmark was saved').waitFor();
    await forge.screenshot(join(out, 'benchmark-live-2-saved.png'));
    const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n');
    assert.deepEqual(
      lines
        .slice(1)
        .map(line => line.split(',').slice(1, 8))
        .sort(),
      [
        ['T/0', '1', 'easy', 'functions', 'true', 'true', '0'],
        ['T/1', '1', 'easy', 'functions', 'false', 'true', '1'],
        ['T/2', '1', 'easy', 'functions', 'false', 'false', '3'],
      ],
    );
  });
});

/** The suite of numbers in a workspace, with its data in the home of the window. */
class LaidOut implements Disposable {
  readonly #workspace: string;
  #suite: NumberSuite | undefined;

  constructor(workspace: string) {
    this.#workspace = workspace;
  }

  readonly layOut = (home: string): void => {
    this.#suite = layOutNumberSuite(home);
    cpSync(this.#suite.folder, join(this.#workspace, 'numbers'), { recursive: true });
  };

  [Symbol.dispose](): void {
    this.#suite?.[Symbol.dispose]();
  }
}

/** Waits for the question: one box follows the other, and an answer to the last one would be taken for the next. */
async function answer(forge: ForgeWorkbench, question: string, text: string): Promise<void> {
  await forge.page.locator('.quick-input-widget', { hasText: question }).waitFor();
  await forge.answerInput(text);
}

/** A menu takes no click in its first moment, as that may be the end of the one that opened it: it is looked at first. */
async function chooseInMenu(forge: ForgeWorkbench, label: string): Promise<void> {
  const item = forge.page.locator('.monaco-menu .action-item', { hasText: label }).first();
  await item.waitFor();
  await forge.screenshot(join(out, `benchmark-tests-menu-${label.toLowerCase().replaceAll(' ', '-')}.png`));
  await item.click();
}
