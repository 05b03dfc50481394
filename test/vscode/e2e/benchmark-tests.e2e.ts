import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startScriptedServer } from '../../servers/scripted-server.ts';
import { answerNumbers, layOutNumberSuite, type NumberSuite } from '../harness/number-suite.ts';
import { type ForgeWorkbench, openForge } from '../harness/open-forge.ts';
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
    await menuItem(forge, 'Run Test').click();
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: model }).first().click();
    await forge.answerInput('5');
    await row('T/2').locator('.codicon-testing-failed-icon').waitFor({ timeout: 180_000 });
    await row('T/1').locator('.codicon-testing-passed-icon').waitFor();
    await forge.screenshot(join(out, 'benchmark-tests-2-run.png'));

    await row('T/1').click({ button: 'right' });
    await menuItem(forge, 'Open Benchmark Result').click();
    const dashboard = await forge.openDashboard();
    await dashboard.getByText('Program after repair').waitFor();
    await forge.screenshot(join(out, 'benchmark-tests-3-page.png'));
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

function menuItem({ page }: ForgeWorkbench, label: string) {
  return page.locator('.monaco-menu .action-item', { hasText: label }).first();
}
