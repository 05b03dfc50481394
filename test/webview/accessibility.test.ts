import assert from 'node:assert/strict';
import { chatStates } from './chat-states.ts';
import { openPage, skipWithoutBrowser, type WebviewPage } from './open-page.ts';
import { seriousProblems } from './serious-problems.ts';

describe('the accessibility of the chat', () => {
  before(function () {
    skipWithoutBrowser(this);
  });

  describe('has nothing serious to complain about', () => {
    let view: WebviewPage;
    before(async () => {
      view = await openPage('chat');
    });
    after(() => view?.[Symbol.asyncDispose]());

    for (const [state, slices] of Object.entries(chatStates))
      it(state, async () => {
        await view.tell(slices);
        await view.page.getByRole('textbox', { name: 'Task' }).waitFor();
        assert.deepEqual(await seriousProblems(view), []);
        // A side bar at its narrowest. Comparisons scroll by themselves; nothing else may stick out.
        await view.page.setViewportSize({ width: 200, height: 800 });
        const main = view.page.locator('main.conversation');
        assert.equal(await main.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), 0);
        await view.page.setViewportSize({ width: 400, height: 800 });
      });
  });

  it('reaches everything that can be done by Tab, in the order in which it is read', async () => {
    await using view = await openPage('chat');
    const { page } = view;
    await view.tell(chatStates['a plan that waits']);
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    const names: string[] = [];
    for (let press = 0; press < 9; press += 1) {
      await page.keyboard.press('Tab');
      names.push(
        String(
          await page.evaluate(
            "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()",
          ),
        ),
      );
    }
    assert.deepEqual(names.slice(1), [
      'Approve',
      'Edit',
      'Plan Again…',
      'Reject',
      'Cancel',
      'Task',
      'Model',
      'Workflow',
    ]);
  });

  it('announces what happens politely, and only when it changes', async () => {
    await using view = await openPage('chat');
    const before = chatStates['a run that works'];
    await view.tell(before);
    const status = view.page.getByRole('status');
    await status.getByText('Writing the change').waitFor({ state: 'attached' });
    await view.change({ thread: { ...before.thread, sentence: 'Running the check. Attempt 1 failed.' } });
    await status.getByText('Running the check. Attempt 1 failed.').waitFor({ state: 'attached' });
    assert.equal(await status.count(), 1);
  });

  it('stands still for whoever wants less motion', async () => {
    await using view = await openPage('chat');
    await view.page.emulateMedia({ reducedMotion: 'reduce' });
    await view.tell(chatStates['a run that works']);
    const { page } = view;
    await page.locator('.mark-active svg').first().waitFor();
    const animation = () =>
      page.evaluate<string>("getComputedStyle(document.querySelector('.mark-active svg')).animationName");
    assert.equal(await animation(), 'none');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    assert.notEqual(await animation(), 'none');
    await page.locator('body').evaluate(body => body.classList.add('vscode-reduce-motion'));
    assert.equal(await animation(), 'none');
  });
});
