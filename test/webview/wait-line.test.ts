import assert from 'node:assert/strict';
import type { WaitSlice } from '../../src/protocol/chat/card-slice.ts';
import { chatSlices, phaseCard } from './chat-slices.ts';
import { openPage, skipWithoutBrowser, type WebviewPage } from './open-page.ts';

describe('the wait for a model in the chat', () => {
  before(function () {
    skipWithoutBrowser(this);
  });

  it('names the provider, the status and the next try, which comes nearer', async () => {
    await using view = await waiting(busy);

    assert.equal(await said(view), 'openai · status 503 · next try in 12 s\n\nThe server is busy.');
    await view.page.clock.runFor(5_000);
    assert.equal(await said(view), 'openai · status 503 · next try in 7 s\n\nThe server is busy.');
    await view.page.clock.runFor(60_000);
    assert.equal(await said(view), 'openai · status 503 · trying now\n\nThe server is busy.');
  });

  it('counts every wait anew', async () => {
    await using view = await waiting(busy);
    await view.page.clock.runFor(12_000);

    await tell(view, { ...busy, message: 'It is still busy.', remainingMs: 30_000 });
    assert.match(await said(view), /next try in 30 s\n\nIt is still busy\.$/u);

    await tell(view, { who: 'openai/x', message: 'Waiting for the first words', remainingMs: null });
    assert.equal(await said(view), 'openai/x: Waiting for the first words');
    await view.page.clock.runFor(9_000);
    assert.equal(await said(view), 'openai/x: Waiting for the first words (9 s)');
  });

  it('says nothing to a screen reader each second', async () => {
    await using view = await waiting(busy);
    const live = view.page.locator('[aria-live], [role=status], [role=alert], [role=timer]');

    const before = await live.allTextContents();
    await view.page.clock.runFor(5_000);
    assert.deepEqual(await live.allTextContents(), before);
  });
});

const busy: WaitSlice = { who: 'openai · status 503', message: 'The server is busy.', remainingMs: 12_000 };

async function waiting(wait: WaitSlice): Promise<WebviewPage> {
  const view = await openPage('chat');
  await view.page.clock.install({ time: 0 });
  await view.page.clock.pauseAt(60_000);
  await view.tell(chatSlices({ code: phaseCard({ status: 'active', wait }) }));
  await view.page.getByText(wait.message).waitFor();
  return view;
}

async function tell(view: WebviewPage, wait: WaitSlice): Promise<void> {
  await view.change({ 'card:code': phaseCard({ status: 'active', wait }) });
  await view.page.getByText(wait.message).waitFor();
}

/** As it is laid out, line by line. */
async function said({ page }: WebviewPage): Promise<string> {
  return page.evaluate<string>("document.querySelector('.wait').innerText.replaceAll('\\u00a0', ' ').trim()");
}
