import assert from 'node:assert/strict';
import type { ChatSlices } from '../../src/protocol/chat/chat-slices.ts';
import { chatSlices, liveTexts, phaseCard, runSlice } from './chat-slices.ts';
import { openPage, skipWithoutBrowser } from './open-page.ts';
import { darkTheme, seriousProblems } from './serious-problems.ts';

const subtasks = [
  { id: 1, description: 'Count each item', dependencies: [], complexity: 'simple' as const },
  { id: 2, description: 'Document it', dependencies: [1], complexity: 'medium' as const },
];
const row = (number: number, text: string) => ({ number, text });

const states: Readonly<Record<string, ChatSlices>> = {
  'nothing yet': chatSlices({}),
  'no model and no folder': {
    ...chatSlices({}),
    start: { hasFolder: false, isTrusted: true, model: 'missing' },
  },
  'runs that can go on': {
    ...chatSlices({}),
    resumable: [{ runId: 'r0', task: 'An old task', state: 'paused', updatedAt: 0 }],
  },
  'a run that works': chatSlices(
    {
      ask: { kind: 'ask', task: 'Fix the total', attached: ['src/cart.py'] },
      code: phaseCard({
        status: 'active',
        wait: { who: 'openai, status 503', message: 'The server is busy.', remainingMs: 4_000 },
        tools: {
          omitted: 2,
          rows: [{ number: 3, tool: 'edit_file', subject: 'src/cart.py', note: 'done', isError: false }],
        },
      }),
    },
    {
      code: liveTexts({ reasoning: 'Hm.', answer: 'So:\n```py\nx = 1\n```', output: 'FAILED test_cart.py' }),
    },
  ),
  'a plan that waits': chatSlices({
    approve: phaseCard({
      phase: 'approve',
      status: 'waiting',
      plan: { subtasks, reasoning: 'It is small.', isOpen: true },
    }),
  }),
  'a repair and a decision': chatSlices({
    execute: phaseCard({
      phase: 'execute',
      attempts: [
        {
          number: 1,
          command: 'pytest',
          backend: 'docker',
          verdict: 'failed',
          headline: 'AssertionError: 3',
          exitCode: 1,
          durationMs: 900,
        },
      ],
    }),
    review: phaseCard({
      phase: 'review',
      review: { rootCause: 'The count is left out.', fix: 'Multiply.', confidence: 0.9 },
      comparison: [
        {
          path: 'src/cart.py',
          rows: [{ kind: 'changed', before: row(3, 'a'), after: row(3, 'b') }],
          omittedRows: 0,
        },
      ],
    }),
    run: {
      kind: 'run',
      run: runSlice({ findings: [{ path: 'src/cart.py', sentence: 'cart.py:3 calls eval.' }] }),
    },
  }),
  'a failure': chatSlices({
    run: {
      kind: 'run',
      run: runSlice({
        status: 'failed',
        failure: { message: 'The key is wrong.', actions: [{ id: 'key', title: 'Set API Key' }] },
      }),
    },
  }),
};

describe('the accessibility of the chat', () => {
  before(function () {
    skipWithoutBrowser(this);
  });

  for (const [state, slices] of Object.entries(states)) {
    it(`has nothing serious to complain about: ${state}`, async () => {
      await using view = await openPage('chat', { theme: darkTheme });
      await view.tell(slices);
      await view.page.getByRole('textbox', { name: 'Task' }).waitFor();
      assert.deepEqual(await seriousProblems(view.page), []);
    });
  }

  it('reaches everything that can be done by Tab, in the order in which it is read', async () => {
    await using view = await openPage('chat', { theme: darkTheme });
    const { page } = view;
    await view.tell(states['a plan that waits'] ?? chatSlices({}));
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
    const before = states['a run that works'] ?? chatSlices({});
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
    await view.tell(states['a run that works'] ?? chatSlices({}));
    const { page } = view;
    await page.locator('.mark-active svg').first().waitFor();
    assert.equal(
      await page.evaluate("getComputedStyle(document.querySelector('.mark-active svg')).animationName"),
      'none',
    );
  });
});
