import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { type ScriptedServer, startScriptedServer } from '../../servers/scripted-server.ts';
import { type ForgeWorkbench, openForge } from '../harness/open-forge.ts';
import { accepted, asBytes, makeOrderFolder, type OrderFolder, reviewTurn } from '../harness/review-turn.ts';
import { untilFiles } from '../harness/until-files.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const task = 'Count items';

describe('a review, hunk by hunk', () => {
  it('in the diff editor: by CodeLens, by key, and edited by hand', async () => {
    await using review = await openReview();
    const { forge, order, files } = review;
    const { page } = forge;
    await review.openRow('order.mjs');
    await review.lens('Accept').first().click();
    await untilFiles(order, files({ 'src/order.mjs': accepted.firstHunk }));
    await review.lens('Accepted').waitFor();
    await forge.screenshot(join(out, 'review-diff.png'));

    await page.locator('.editor.modified .view-line').first().click();
    await page.keyboard.press('Alt+F9');
    await page.keyboard.press('Control+Alt+Backspace');
    await review.lens('Rejected').waitFor();
    await untilFiles(order, files({ 'src/order.mjs': accepted.firstHunk }));

    await review.openRow('labels.mjs');
    await review.lens('Accept').waitFor();
    await page.locator('.editor.modified .view-line').first().click();
    await page.keyboard.press('Alt+F9');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type(' of all');
    await page.keyboard.press('Control+Alt+Enter');
    const byHand = { 'src/order.mjs': accepted.firstHunk, 'src/labels.mjs': accepted.labelsByHand };
    await untilFiles(order, files(byHand));
    await review.decideRest(byHand);
  });

  it('inline in the ordinary editor, with the hunk shown between the lines', async () => {
    await using review = await openReview();
    const { forge, order, files } = review;
    const { page } = forge;
    await forge.openFile('order.mjs');
    await review.lens('Accept').nth(1).waitFor();
    await forge.screenshot(join(out, 'review-inline.png'));
    await review.lens('Accept').first().click();
    await untilFiles(order, files({ 'src/order.mjs': accepted.firstHunk }));
    await review.lens('1 of 1').waitFor();
    await page.keyboard.press('Alt+F9');
    await page.locator('.review-widget', { hasText: 'if (sum > 80) return 0;' }).waitFor();
    await forge.screenshot(join(out, 'review-inline-box.png'));
    await page.locator('.review-widget .codicon-close').first().click();
    await page.locator('.review-widget').waitFor({ state: 'detached' });

    await forge.openFile('labels.mjs');
    await review.lens('Accept').waitFor();
    await page.locator('.view-line', { hasText: 'shipping' }).first().click();
    await page.keyboard.press('End');
    await page.keyboard.type(' // mine');
    await page.keyboard.press('Control+S');
    const mine = (text: string) => text.replace("'Shipping',", "'Shipping', // mine");
    await page.locator('.view-line', { hasText: 'export const' }).first().click();
    await page.keyboard.press('Alt+F9');
    await page.keyboard.press('Control+Alt+Enter');
    const byHand = { 'src/order.mjs': accepted.firstHunk, 'src/labels.mjs': mine(accepted.labels) };
    await untilFiles(order, files(byHand));
    await review.decideRest(byHand);
  });

  it('in the source control view, and in the peek at the bars beside a proposed file', async () => {
    await using review = await openReview();
    const { forge, order, files } = review;
    const { page } = forge;
    await review.rowAction('order.mjs', 'Open Proposed File');
    await page.locator('.dirty-diff-glyph').first().waitFor();
    await page.locator('.view-line').first().click();
    await page.keyboard.press('Alt+F3');
    const peek = page.locator('.peekview-widget');
    await peek.locator('.codicon-check').first().waitFor();
    await forge.screenshot(join(out, 'review-peek.png'));
    await peek.locator('.codicon-check').first().click();
    await untilFiles(order, files({ 'src/order.mjs': accepted.firstHunk }));
    await page.keyboard.press('Alt+F3');
    await peek.locator('.codicon-close').first().click();
    await page.keyboard.press('Escape');

    await review.rowAction('labels.mjs', 'Accept File');
    await untilFiles(
      order,
      files({ 'src/order.mjs': accepted.firstHunk, 'src/labels.mjs': accepted.labels }),
    );
    await review.rowAction('docs', 'Reject File');
    await review.rowAction('docs', 'Undo Decisions on File');
    await review.decideRest({ 'src/order.mjs': accepted.firstHunk, 'src/labels.mjs': accepted.labels });
  });

  it('in all files together', async () => {
    await using review = await openReview();
    const { forge, order, files } = review;
    const { page } = forge;
    await page.locator('.multiDiffEditor .view-line').first().waitFor();
    const near = (text: string, action: string) => review.lensNear(text, action);
    await (await near('1 of 2', 'Accept')).click();
    await untilFiles(order, files({ 'src/order.mjs': accepted.firstHunk }));
    await (await near('2 of 2', 'Reject')).click();
    await review.lens('Rejected').waitFor();
    await forge.screenshot(join(out, 'review-all.png'));
    await (await near('(+1 −1)', 'Accept')).click();
    const byHand = { 'src/order.mjs': accepted.firstHunk, 'src/labels.mjs': accepted.labels };
    await untilFiles(order, files(byHand));
    await review.decideRest(byHand);
  });
});

interface OpenReview extends AsyncDisposable {
  readonly forge: ForgeWorkbench;
  readonly order: OrderFolder;
  readonly server: ScriptedServer;
  /** The folder at the start, with these files in place of theirs; null: not there. */
  files(changed: Readonly<Record<string, string | null>>): Readonly<Record<string, string>>;
  lens(text: string): Locator;
  lensNear(text: string, action: string): Promise<Locator>;
  openRow(name: string): Promise<void>;
  rowAction(name: string, action: string): Promise<void>;
  /** Takes the created and the deleted file and the new name, after which nothing is left to decide. */
  decideRest(before: Readonly<Record<string, string>>): Promise<void>;
}

async function openReview(): Promise<OpenReview> {
  const order = makeOrderFolder();
  const start = order.read();
  const server = await startScriptedServer('openai', [reviewTurn]);
  const forge = await openForge({ folder: order.folder, server, size: { width: 1400, height: 900 } });
  const { page } = forge;
  const files = (changed: Readonly<Record<string, string | null>>) => {
    const kept = { ...start } as Record<string, string>;
    for (const [path, text] of Object.entries(changed)) {
      if (text === null) delete kept[path];
      else kept[path] = asBytes(text);
    }
    return kept;
  };
  const row = (name: string) =>
    page.locator('.scm-view .monaco-list-row .resource', { hasText: name }).first();
  const lens = (text: string) => page.locator('.codelens-decoration a', { hasText: text });
  await forge.runCommand('CodeForge: Solve Task');
  await forge.answerInput(task);
  await page.locator('.tab', { hasText: `CodeForge: ${task}` }).waitFor();
  await page.locator('.activitybar a[aria-label^="Source Control"]').click({ force: true });
  await row('order.mjs').waitFor();
  const rowAction = async (name: string, action: string) => {
    await row(name).hover();
    await row(name).locator(`a[aria-label="${action}"]`).click();
  };
  return {
    forge,
    order,
    server,
    files,
    lens,
    async lensNear(text, action) {
      const line = page.locator('.codelens-decoration', { hasText: text }).first();
      return line.locator('a', { hasText: action }).first();
    },
    async openRow(name) {
      await row(name).click();
      await page.locator('.tab.active', { hasText: name }).waitFor();
    },
    rowAction,
    async decideRest(before) {
      const created = { ...before, 'docs/order.md': accepted.created };
      await rowAction('docs', 'Accept File');
      await untilFiles(order, files(created));
      const deleted = { ...created, 'src/unused.mjs': null };
      await rowAction('unused.mjs', 'Accept File');
      await untilFiles(order, files(deleted));
      await rowAction('currency.mjs', 'Accept File');
      const moved = { 'src/old-name.mjs': null, 'src/currency.mjs': "export const currency = 'EUR';\n" };
      await untilFiles(order, files({ ...deleted, ...moved }));
    },
    async [Symbol.asyncDispose]() {
      await forge[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      order[Symbol.dispose]();
    },
  };
}
