import assert from 'node:assert/strict';
import type { ComposerSlice } from '../../src/protocol/chat/chat-slices.ts';
import { firstPlace } from '../../src/protocol/dashboard/place.ts';
import { chatSlices, phaseCard } from './chat-slices.ts';
import {
  atTab,
  history,
  noSpending,
  settingField,
  settingsOf,
  shownRun,
  terminal,
} from './dashboard-slices.ts';
import { openPage, skipWithoutBrowser, type WebviewPage } from './open-page.ts';

/** Here the host is slow: it answers when the test says so, if at all. */
describe('changes that come faster than the host tells of them', () => {
  before(function () {
    skipWithoutBrowser(this);
  });

  it('go on from each other in a select: of the chat', async () => {
    await using view = await openPage('chat');
    const { composer } = chatSlices({});
    const models = ['a', 'b', 'c'].map(id => ({ id, title: id, description: '' }));
    await view.tell({ ...chatSlices({}), composer: { ...composer, models, model: 'a' } });
    await downTwice(view, 'Model');
    await asked(view, 'model.choose', [{ id: 'b' }, { id: 'c' }]);

    // On its way the host comes by the first of them.
    await view.change({ composer: { ...composer, models, model: 'b' } satisfies ComposerSlice });
    await view.change({ composer: { ...composer, models, model: 'b', attached: 'seen.py' } });
    await view.page.getByText('seen.py').waitFor();
    assert.equal(await view.page.getByRole('combobox', { name: 'Model' }).inputValue(), 'c');
  });

  it('go on from each other in a select: of runs, of the history, of a setting', async () => {
    await using view = await openPage('dashboard');
    await view.tell({ ...atTab('terminal'), run: shownRun, terminal });
    await downTwice(view, 'Run');
    await asked(view, 'run.show', [{ runId: 'r2' }, { runId: 'r3' }]);

    await view.tell({ ...atTab('history'), history });
    await downTwice(view, 'Model');
    await asked(view, 'history.search', [
      { change: { model: 'openai/gpt-5' } },
      { change: { model: 'openai/gpt-5-mini' } },
    ]);

    const choices = ['auto', 'docker', 'embedded'].map(value => ({ value, description: '' }));
    const field = settingField({ id: 'sandbox.backend', kind: 'choice', value: 'auto', choices });
    await view.tell({ ...atTab('settings'), settings: settingsOf(field) });
    await downTwice(view, /^Sandbox: backend/);
    await asked(view, 'setting.set', [
      { id: 'sandbox.backend', value: 'docker' },
      { id: 'sandbox.backend', value: 'embedded' },
    ]);
  });

  it('go on from each other among radio buttons', async () => {
    await using view = await openPage('dashboard');
    await view.tell({ ...atTab('cost', { days: 7 }), cost: noSpending });
    await view.page.getByRole('radio', { name: '7 days' }).focus();
    await view.page.keyboard.press('ArrowDown');
    await view.page.keyboard.press('ArrowDown');
    await asked(view, 'cost.show', [{ days: 30 }, { days: 90 }]);
    assert.ok(await view.page.getByRole('radio', { name: '90 days' }).isChecked());
  });

  it('leave the attempt alone when another stream is asked for', async () => {
    await using view = await openPage('dashboard');
    await view.tell({ ...atTab('terminal'), run: shownRun, terminal });
    await view.page.getByRole('tab', { name: 'Attempt 2' }).click();
    await view.page.getByRole('radio', { name: /^Errors/ }).click();
    await asked(view, 'attempt.show', [{ attempt: 2 }]);
    await asked(view, 'stream.show', [{ stream: 'stderr' }]);
  });

  it('are not undone in a text that is being typed when the host tells an older one', async () => {
    await using view = await openPage('dashboard');
    await view.page.clock.install();
    await view.tell({ ...atTab('history'), history });
    const words = view.page.getByRole('searchbox', { name: 'Search' });
    const search = async (text: string) => {
      await words.pressSequentially(text);
      await view.page.clock.runFor(1_000);
    };
    const tell = async (text: string, total: number) => {
      const place = { ...firstPlace, tab: 'history', search: { ...firstPlace.search, text } };
      await view.change({ place, history: { ...history, total } });
      await view.page.getByText(`of ${total} runs`).waitFor();
    };

    await search('ca');
    await search('rt');
    await words.pressSequentially('s');
    await tell('ca', 77);
    assert.equal(await words.inputValue(), 'carts');
    await tell('cart', 66);
    assert.equal(await words.inputValue(), 'carts');
    await view.page.clock.runFor(1_000);
    await asked(view, 'history.search', [
      { change: { text: 'ca' } },
      { change: { text: 'cart' } },
      { change: { text: 'carts' } },
    ]);
    await tell('', 55);
    assert.equal(await words.inputValue(), '');
  });

  it('search as soon as nobody types, however often the host tells something', async () => {
    await using view = await openPage('dashboard');
    await view.page.clock.install();
    await view.tell({ ...atTab('history'), history });
    await view.page.getByRole('searchbox', { name: 'Search' }).fill('cart');
    for (const total of [70, 71, 72, 73]) {
      await view.change({ history: { ...history, total } });
      await view.page.getByText(`of ${total} runs`).waitFor();
      await view.page.clock.runFor(100);
    }
    await asked(view, 'history.search', [{ change: { text: 'cart' } }]);
  });

  it('lose neither a task that did not begin nor what was typed since', async () => {
    await using view = await openPage('chat');
    const { page } = view;
    const { composer } = chatSlices({});
    await view.tell(chatSlices({}));
    const input = page.getByRole('textbox', { name: 'Task' });
    const send = async (number: number) => {
      await input.fill('Fix the total');
      await page.keyboard.press('Enter');
      assert.equal(await input.inputValue(), '');
      return async () => {
        const attached = `told ${number}`;
        await view.change({
          composer: { ...composer, attached, returned: { number, text: 'Fix the total' } },
        });
        await page.getByText(attached).waitFor();
        return input.inputValue();
      };
    };
    assert.equal(await (await send(1))(), 'Fix the total');
    const giveBack = await send(2);
    await input.fill('and the tax');
    assert.equal(await giveBack(), 'Fix the total\nand the tax');
    await view.change({
      composer: { ...composer, attached: 'told 3', returned: { number: 2, text: 'Fix' } },
    });
    await page.getByText('told 3').waitFor();
    assert.equal(await input.inputValue(), 'Fix the total\nand the tax');
  });

  it('of a plan are sent, and nothing of it that the page only shows', async () => {
    await using view = await openPage('chat');
    const shown = (id: number) => ({
      ...{ id, description: `Part ${id}…`, dependencies: [], complexity: 'medium' as const },
    });
    const plan = { subtasks: [shown(1), shown(2), shown(3)], reasoning: '', isOpen: true };
    await view.tell(chatSlices({ approve: phaseCard({ phase: 'approve', status: 'waiting', plan }) }));
    await view.page.getByRole('button', { name: 'Edit' }).click();
    await view.page.getByRole('textbox', { name: 'Subtask 2' }).fill('Another part');
    await view.page.getByRole('button', { name: 'Remove subtask 3' }).click();
    await view.page.getByRole('button', { name: 'Approve', exact: true }).click();
    const subtasks = [
      { id: 1, description: null },
      { id: 2, description: 'Another part' },
    ];
    await asked(view, 'plan.approve', [{ subtasks }]);
  });

  it('keep the focus and what is typed in a setting when the host tells the value before', async () => {
    await using view = await openPage('dashboard');
    const { page } = view;
    await view.tell({ ...atTab('settings'), settings: settingsOf(settingField({})) });
    const field = page.getByRole('spinbutton', { name: /^Max repairs/ });
    await field.fill('5');
    await page.keyboard.press('Enter');
    await field.fill('7');
    await view.change({ settings: settingsOf(settingField({ value: 5, setIn: 'user' })) });
    await page.getByText('Set in your user settings.').waitFor();
    assert.equal(await field.inputValue(), '7');
    await page.keyboard.press('Enter');
    await field.fill('5');
    await page.keyboard.press('Enter');
    await asked(view, 'setting.set', [
      { id: 'maxRepairs', value: 5 },
      { id: 'maxRepairs', value: 7 },
      { id: 'maxRepairs', value: 5 },
    ]);
  });
});

async function downTwice({ page }: WebviewPage, name: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
}

/** Compares what the page asked for of one kind, in order, without the kind. */
async function asked(view: WebviewPage, type: string, expected: readonly object[]): Promise<void> {
  // What was sent before this is there once the page answers.
  await view.page.evaluate('0');
  const found = view.messages.filter(message => (message as { type: string }).type === type);
  assert.deepEqual(
    found,
    expected.map(message => ({ type, ...message })),
  );
}
