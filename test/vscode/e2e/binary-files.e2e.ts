import { join } from 'node:path';
import { openReview, reviewedTask } from '../harness/open-review.ts';
import { orderFiles } from '../harness/order-folder.ts';
import { orderPieces } from '../harness/order-turn.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');

// One pixel. Bytes that are no UTF-8 stand in it.
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const files = {
  ...orderFiles,
  'data/rates.bin': Buffer.from('RATES\0\u00011\r\n2\n', 'latin1'),
  'media/shown.png': picture,
  'media/old.png': picture,
  'media/gone.png': Buffer.concat([picture, Buffer.of(0, 255, 13, 10)]),
};
const rates = 'RATES\0\u00023\r\n4';
const shown = '\0 no picture any more';
const made = 'MADE\0\u0000ü\r';

const turn = {
  toolCalls: [
    {
      name: 'edit_file',
      arguments: {
        path: 'src/order.mjs',
        search: 'sum + item.price, 0',
        replace: 'sum + item.price * item.count, 0',
      },
    },
    { name: 'write_file', arguments: { path: 'data/rates.bin', content: rates } },
    { name: 'write_file', arguments: { path: 'data/made.bin', content: made } },
    { name: 'write_file', arguments: { path: 'media/shown.png', content: shown } },
    { name: 'delete_file', arguments: { path: 'media/gone.png' } },
    { name: 'move_file', arguments: { from: 'media/old.png', to: 'media/new.png' } },
    { name: 'submit_work', arguments: { summary: 'Newer rates.' } },
  ],
};

describe('binary files in a review', () => {
  it('are shown and decided as a whole on every surface, and keep each of their bytes', async () => {
    await using review = await openReview({ files, turn });
    const { forge, holds, row, titleAction } = review;
    const { page } = forge;
    // Rows move once a file above them is decided.
    const decided = (name: string) =>
      row(name).locator('a[aria-label^="Undo Decisions"]').waitFor({ state: 'attached' });

    // In the diff editor, by the actions on its title.
    await review.open('rates.bin');
    await page.getByText('not displayed in the text editor').first().waitFor();
    await titleAction('rates.bin', 'Accept File');
    await holds({ 'data/rates.bin': rates });
    await review.open('new.png');
    await forge.screenshot(join(out, 'binary-diff.png'));
    await titleAction('new.png', 'Accept File');
    const renamed = { 'data/rates.bin': rates, 'media/old.png': null, 'media/new.png': picture };
    await holds(renamed);

    // In the editor of the file itself, by mouse and by the palette.
    await forge.openTab('media/gone.png');
    await forge.screenshot(join(out, 'binary-file.png'));
    await titleAction('gone.png', 'Reject File');
    await holds(renamed);
    await forge.openTab('media/gone.png');
    await forge.runCommand('CodeForge: Undo Decisions on File');
    await row('gone.png').locator('a[aria-label^="Accept File"]').waitFor({ state: 'attached' });
    await forge.runCommand('CodeForge: Accept Hunk');
    const gone = { ...renamed, 'media/gone.png': null };
    await holds(gone);
    await decided('gone.png');

    // In the source control view.
    await review.rowAction('shown.png', 'Accept File');
    await holds({ ...gone, 'media/shown.png': shown });
    await decided('shown.png');
    await review.rowAction('shown.png', 'Undo Decisions on File');
    await holds(gone);

    // By key from one to the next, also past what is no text.
    await review.open('made.bin');
    await page.keyboard.press('Alt+F9');
    await page.locator('.tab.active', { hasText: 'shown.png' }).waitFor();

    // All together.
    await forge.runCommand('CodeForge: Show Review');
    await page.locator('.multiDiffEntry', { hasText: 'Binary file changed' }).first().waitFor();
    await forge.screenshot(join(out, 'binary-all.png'));
    await review.headerAction('made.bin', 'Accept File');
    await holds({ ...gone, 'data/made.bin': made });
    await review.headerAction('shown.png', 'Accept File');
    const replaced = { ...gone, 'data/made.bin': made, 'media/shown.png': shown };
    await holds(replaced);
    await decided('shown.png');
    await review.rowAction('order.mjs', 'Accept File');
    await holds({ ...replaced, ...orderPieces.firstHunk });
    await row('made.bin').waitFor({ state: 'detached' });

    await forge.runCommand('CodeForge: Restore Checkpoint');
    await page.locator('.quick-input-widget .monaco-list-row', { hasText: reviewedTask }).click();
    await page.locator('.tab.active', { hasText: 'Restore before' }).waitFor();
    await forge.screenshot(join(out, 'binary-restore.png'));
    await forge.notification('as shown?').getByRole('button', { name: 'Restore' }).click();
    await holds({});
  });
});
