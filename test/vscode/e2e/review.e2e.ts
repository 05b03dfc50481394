import { join } from 'node:path';
import { type OpenReview, openReview, reviewedTask } from '../harness/open-review.ts';
import { labelsWith, orderPieces } from '../harness/order-turn.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const { firstHunk, created, deleted, renamed } = orderPieces;
const editedByHand = labelsWith("'Sum of all'");

describe('a review, hunk by hunk', () => {
  it('is decided in the diff editor: by the actions on a hunk, by key, and on the title', async () => {
    await using review = await openReview();
    const { forge, holds, lens } = review;
    const { page } = forge;
    await review.open('order.mjs');
    await review.act('1 of 2', 'Accept');
    await holds(firstHunk);

    await lens('Accepted').waitFor();
    await page.locator('.editor.modified .view-line').first().click();
    await page.keyboard.press('Alt+F9');
    await cursorIn(review, 11);
    await page.keyboard.press('Control+Alt+Backspace');
    await lens('Rejected').waitFor();
    await holds(firstHunk);
    await forge.screenshot(join(out, 'review-diff.png'));

    await review.open('labels.mjs');
    await lens('1 of 1').waitFor();
    await review.typeAfter("'Sum'", ' of all');
    await page.keyboard.press('Control+Alt+Enter');
    const byHand = { ...firstHunk, ...editedByHand };
    await holds(byHand);
    await fourAgree(review);

    await review.open('order.md');
    await review.titleAction('order.md', 'Accept File');
    await holds({ ...byHand, ...created });
    await review.open('unused.mjs');
    await review.titleAction('unused.mjs', 'Accept File');
    await holds({ ...byHand, ...created, ...deleted });
    await review.open('currency.mjs');
    await review.titleAction('currency.mjs', 'Accept File');
    await holds({ ...byHand, ...created, ...deleted, ...renamed });
    await restore(review, {});
  });

  it('is decided in the ordinary editor, where the person goes on editing', async () => {
    await using review = await openReview();
    const { forge, holds, lens } = review;
    const { page } = forge;
    await forge.openFile('src/order.mjs');
    await lens('2 of 2').waitFor();
    await forge.screenshot(join(out, 'review-inline.png'));
    await review.act('1 of 2', 'Accept');
    await holds(firstHunk);

    await lens('1 of 1').waitFor();
    await page.keyboard.press('Alt+F9');
    await page.locator('.review-widget', { hasText: 'if (sum > 80) return 0;' }).waitFor();
    await forge.screenshot(join(out, 'review-inline-box.png'));
    await page.locator('.review-widget a[aria-label^="Reject Hunk"]').click();
    await lens('1 of 1').waitFor({ state: 'detached' });
    await holds(firstHunk);

    await forge.openFile('src/labels.mjs');
    await lens('1 of 1').waitFor();
    await review.typeAfter("'Shipping'", ' costs');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Alt+F9');
    await cursorIn(review, 2);
    await page.keyboard.press('Control+Alt+Enter');
    await lens('1 of 1').waitFor({ state: 'detached' });
    // What was not saved is still the person's to save, with the hunk in it.
    await holds(firstHunk);
    await page.keyboard.press('Control+KeyS');
    const byHand = { ...firstHunk, ...labelsWith("'Sum'", "'Shipping costs',") };
    await holds(byHand);
    await fourAgree(review);

    await review.rowAction('order.md', 'Open Proposed File');
    await review.act('created file', 'Accept');
    await holds({ ...byHand, ...created });
    await forge.openFile('src/unused.mjs');
    await review.act('deleted file', 'Accept');
    await holds({ ...byHand, ...created, ...deleted });
    await forge.openFile('src/old-name.mjs');
    await review.act('renamed', 'Accept');
    await holds({ ...byHand, ...created, ...deleted, ...renamed });
    await restore(review, labelsWith("'Total'", "'Shipping costs',"));
  });

  it('is decided in the source control view, and in the peek at its bars', async () => {
    await using review = await openReview();
    const { forge, holds, lens } = review;
    const { page } = forge;
    const peek = page.locator('.peekview-widget');
    const openPeek = async (changes: string) => {
      await page.locator('.dirty-diff-glyph').first().waitFor();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Alt+F3');
      await peek.getByText(changes).waitFor();
    };
    await review.rowAction('order.mjs', 'Open Proposed File');
    await lens('1 of 2').waitFor();
    await page.locator('.editor-instance .view-line').first().click();
    await openPeek('1 of 2 changes');
    await forge.screenshot(join(out, 'review-peek.png'));
    await peek.locator('a[aria-label^="Accept Hunk"]').click();
    await holds(firstHunk);

    await peek.waitFor({ state: 'detached' });
    await openPeek('1 of 2 changes');
    await peek.locator('a[aria-label^="Show Next Change"]').click();
    await peek.getByText('2 of 2 changes').waitFor();
    await peek.locator('a[aria-label^="Reject Hunk"]').click();
    await lens('Rejected').waitFor();
    await holds(firstHunk);

    await review.rowAction('labels.mjs', 'Open Proposed File');
    await lens('1 of 1').waitFor();
    await review.typeAfter("'Sum'", ' of all');
    await openPeek('1 of 1 change');
    await peek.locator('a[aria-label^="Accept Hunk"]').click();
    const byHand = { ...firstHunk, ...editedByHand };
    await holds(byHand);
    await fourAgree(review);

    await review.rowAction('order.md', 'Accept File');
    await holds({ ...byHand, ...created });
    await review.rowAction('order.md', 'Undo Decisions on File');
    await holds(byHand);
    await review.rowAction('order.md', 'Accept File');
    await review.rowAction('unused.mjs', 'Accept File');
    await holds({ ...byHand, ...created, ...deleted });
    await review.rowAction('currency.mjs', 'Accept File');
    await holds({ ...byHand, ...created, ...deleted, ...renamed });
    await restore(review, {});
  });

  it('is decided in all files together', async () => {
    await using review = await openReview();
    const { forge, holds, lens } = review;
    const { page } = forge;
    await review.act('1 of 2', 'Accept');
    await holds(firstHunk);
    await review.act('2 of 2', 'Reject');
    await lens('Rejected').waitFor();
    await holds(firstHunk);
    await forge.screenshot(join(out, 'review-all.png'));
    await review.typeAfter("'Sum'", ' of all');
    await page.keyboard.press('Control+Alt+Enter');
    const byHand = { ...firstHunk, ...editedByHand };
    await holds(byHand);
    await fourAgree(review);

    await forge.runCommand('CodeForge: Show Review');
    await review.headerAction('order.md', 'Accept File');
    await holds({ ...byHand, ...created });
    await review.headerAction('unused.mjs', 'Accept File');
    await holds({ ...byHand, ...created, ...deleted });
    await review.headerAction('currency.mjs', 'Accept File');
    await holds({ ...byHand, ...created, ...deleted, ...renamed });
    await restore(review, {});
  });
});

async function cursorIn({ forge: { page } }: OpenReview, line: number): Promise<void> {
  await page.locator('.statusbar-item', { hasText: `Ln ${line},` }).waitFor();
}

/** All four say: the first hunk accepted, the second rejected, the third accepted, three files open. */
async function fourAgree(review: OpenReview): Promise<void> {
  const { forge, lens, row } = review;
  const { page } = forge;
  for (const name of ['order.md', 'currency.mjs', 'unused.mjs']) {
    await row(name).locator('a[aria-label^="Accept File"]').waitFor({ state: 'attached' });
  }
  for (const name of ['order.mjs', 'labels.mjs']) {
    await row(name).locator('a[aria-label^="Undo Decisions"]').waitFor({ state: 'attached' });
  }
  await review.open('order.mjs');
  await lens('Rejected').waitFor();
  await lens('Accepted').waitFor();
  await forge.openFile('src/labels.mjs');
  await page.locator('.editor-instance .view-line', { hasText: "'Sum" }).waitFor();
  await lens('of 1').waitFor({ state: 'detached' });
  await forge.runCommand('CodeForge: Show Review');
  await page.locator('.tab.active', { hasText: `CodeForge: ${reviewedTask}` }).waitFor();
  for (const text of ['created file', 'renamed from', 'deleted file', 'Rejected']) await lens(text).waitFor();
  await lens('Accepted').nth(1).waitFor();
}

/** Takes all of it back. What the person wrote into their own files stays. */
async function restore(
  { forge, holds }: OpenReview,
  theirs: Readonly<Record<string, string>>,
): Promise<void> {
  const { page } = forge;
  await forge.runCommand('CodeForge: Restore Checkpoint');
  await page.locator('.quick-input-widget .monaco-list-row', { hasText: reviewedTask }).click();
  await page.locator('.tab.active', { hasText: 'Restore before' }).waitFor();
  await forge.notification('as shown?').getByRole('button', { name: 'Restore' }).click();
  await holds(theirs);
}
