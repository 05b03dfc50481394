import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { openReview } from '../harness/open-review.ts';
import { labelsWith, orderPieces } from '../harness/order-turn.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const { firstHunk, created, deleted, renamed } = orderPieces;
const revision: ScriptedTurn = {
  toolCalls: [
    {
      name: 'edit_file',
      arguments: { path: 'src/order.mjs', search: 'if (sum > 80)', replace: 'if (sum > 60)' },
    },
    { name: 'submit_work', arguments: { summary: 'Free shipping from 60 on.' } },
  ],
  fault: { kind: 'stall', afterEvents: 1 },
};

const bothHunks = {
  'src/order.mjs': firstHunk['src/order.mjs'].replace(
    '  return sum > 50 ? 0 : 5;\n',
    '  if (sum > 80) return 0;\n  return sum > 50 ? 3 : 5;\n',
  ),
};

describe('a review in two windows', () => {
  it('is the same in both: what is decided in either is seen in the other, and ends in both', async () => {
    await using review = await openReview();
    const { forge, holds, lens } = review;
    await review.open('order.mjs');
    await lens('1 of 2').waitFor();

    const second = await forge.openAnother();
    await second.page.locator('.activitybar a[aria-label^="Source Control"]').click({ force: true });
    await row(second.page, 'order.mjs').waitFor();
    await row(second.page, 'order.mjs').click();
    await lensIn(second.page, '1 of 2').locator('a', { hasText: 'Accept' }).click();
    await holds(firstHunk);
    await lens('Accepted').waitFor();

    await review.rowAction('order.md', 'Accept File');
    await holds({ ...firstHunk, ...created });
    await said(second.page, 'order.md', 'accepted');
    await forge.screenshot(join(out, 'two-windows-first.png'));
    await second.screenshot(join(out, 'two-windows-second.png'));

    await second.page.reload();
    await said(second.page, 'order.md', 'accepted');
    await second.runCommand('CodeForge: Accept All Changes');
    await holds({ ...bothHunks, ...labelsWith("'Sum'"), ...created, ...deleted, ...renamed });
    for (const { page } of [forge, second]) await row(page, 'order.mjs').waitFor({ state: 'detached' });
    await forge.screenshot(join(out, 'two-windows-ended.png'));
  });

  it('is only looked at in one while the run works in the other, and is there again when it waits', async () => {
    await using review = await openReview({ later: [revision] });
    const { forge, lens, server } = review;
    const second = await forge.openAnother();
    await second.page.locator('.activitybar a[aria-label^="Source Control"]').click({ force: true });
    await row(second.page, 'order.mjs').waitFor();
    await review.open('order.mjs');
    await review.act('2 of 2', 'Revise');
    await forge.answerInput('Free shipping from 60 on is enough.');
    await server.waitForRequests(2);

    await second.notification('CodeForge works in another window').waitFor();
    await row(second.page, 'order.mjs').waitFor({ state: 'detached' });
    await second.screenshot(join(out, 'two-windows-working.png'));
    await second.runCommand('CodeForge: Cancel Run');
    await second.notification('Wait for it, or stop it there').waitFor();
    await second.screenshot(join(out, 'two-windows-refused.png'));

    server.release();
    await row(second.page, 'order.mjs').click();
    await second.page.locator('.editor.modified .view-line', { hasText: 'sum > 60' }).waitFor();
    await lens('2 of 2').waitFor();
  });
});

const row = (page: Page, name: string) => page.locator(`.scm-view .monaco-list-row[aria-label^="${name},"]`);

const lensIn = (page: Page, text: string) => page.locator('.codelens-decoration', { hasText: text });

/** Waits until the source control view tells this of a file. */
async function said(page: Page, name: string, standing: string): Promise<void> {
  await page
    .locator(`.scm-view .monaco-list-row[aria-label^="${name},"][aria-label*="${standing}"]`)
    .waitFor();
}
