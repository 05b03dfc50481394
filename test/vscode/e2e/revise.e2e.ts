import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { ScriptedTurn } from '../../servers/scripted-turn.ts';
import { openReview } from '../harness/open-review.ts';
import { orderPieces } from '../harness/order-turn.ts';

const out = join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots');
const { firstHunk } = orderPieces;

const revised = (search: string, replace: string): ScriptedTurn => ({
  toolCalls: [
    { name: 'edit_file', arguments: { path: 'src/order.mjs', search, replace } },
    { name: 'submit_work', arguments: { summary: 'Otherwise.' } },
  ],
});

describe('what a person says of a hunk', () => {
  it('goes back into the run: the reason of a rejection, and a comment typed into the box of a hunk', async () => {
    await using review = await openReview({
      later: [
        revised('sum > 50 ? 0 : 5', 'sum > 60 ? 0 : 5'),
        revised('sum > 60 ? 0 : 5', 'sum > 70 ? 0 : 5'),
      ],
    });
    const { forge, holds, lens, server } = review;
    const { page } = forge;
    const proposed = (text: string) => page.locator('.multiDiffEditor .view-line', { hasText: text }).first();
    await review.open('order.mjs');
    await review.act('1 of 2', 'Accept');
    await holds(firstHunk);
    await review.act('2 of 2', 'Reject');
    await lens('Rejected').waitFor();
    await forge.screenshot(join(out, 'revise-rejected.png'));
    await review.act('Say Why', 'Say Why');
    await forge.answerInput('Free shipping from 60 on is enough.');

    await server.waitForRequests(2);
    assert.match(
      requestText(server.requests[1]),
      /In src\/order\.mjs the user rejected this:.*from 60 on is enough/su,
    );
    await proposed('sum > 60').waitFor();
    await forge.notification('Nothing is written until you accept').hover();
    await page.locator('.notification-toast .codicon-notifications-clear').first().click();
    await forge.openFile('src/order.mjs');
    await lens('1 of 1').waitFor();
    await holds(firstHunk);
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Alt+F9');
    const box = page.locator('.review-widget', { hasText: 'sum > 60' });
    await box.locator('.review-thread-reply-button').click();
    await page.keyboard.type('Make it 70, please.');
    await forge.screenshot(join(out, 'revise-comment.png'));
    await box.getByRole('button', { name: 'Send' }).click();

    await server.waitForRequests(3);
    assert.match(
      requestText(server.requests[2]),
      /In src\/order\.mjs the user says of this.*Make it 70, please/su,
    );
    await proposed('sum > 70').waitFor();
    await forge.screenshot(join(out, 'revise-again.png'));
    await holds(firstHunk);
  });
});

const requestText = (request: { readonly body: unknown } | undefined) =>
  JSON.stringify(request?.body).replaceAll('\\n', '\n');
