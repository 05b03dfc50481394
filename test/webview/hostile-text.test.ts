import assert from 'node:assert/strict';
import { plainBlock } from '../../src/engine/plain-text.ts';
import { appendToTail, emptyTail } from '../../src/engine/run/text-tail.ts';
import { sliceTexts } from '../../src/extension/chat/story/slice-card.ts';
import { chatSlices, liveTexts, phaseCard, runSlice } from './chat-slices.ts';
import { openPage, skipWithoutBrowser } from './open-page.ts';

const beacon = 'https://beacon.invalid/pixel.png';

/** What a model, a program or a file could hold to get out of its place. */
const hostile: Readonly<Record<string, string>> = {
  'a script': `<script>document.title = 'owned'; fetch('${beacon}')</script>`,
  'an event handler': `<img src="${beacon}" onerror="document.title = 'owned'">`,
  'an image of Markdown': `![a](${beacon}) [b](javascript:document.title='owned')`,
  'a style sheet': `<style>@import url(${beacon}); body { display: none }</style><link rel=stylesheet href=${beacon}>`,
  'a frame': `<iframe srcdoc="<script>parent.document.title='owned'</script>"></iframe>`,
  'a fence that closes early': '```html\n```\n</pre><script>document.title = "owned"</script>',
};

describe('hostile text in a webview', () => {
  before(function () {
    skipWithoutBrowser(this);
  });

  for (const [what, text] of Object.entries(hostile)) {
    it(`is shown as the text it is: ${what}`, async () => {
      await using view = await openPage('chat');
      const { page } = view;
      const row = { number: 1, tool: text, subject: text, note: text, isError: true };
      const line = { number: 1, text };
      await view.tell(
        chatSlices(
          {
            ask: { kind: 'ask', task: text, attached: [text] },
            code: phaseCard({
              status: 'failed',
              failure: text,
              model: { id: text, reason: text },
              tools: { omitted: 0, rows: [row] },
              plan: {
                subtasks: [{ id: 1, description: text, dependencies: [], complexity: 'simple' }],
                reasoning: text,
                isOpen: false,
              },
              review: { rootCause: text, fix: text, confidence: 0.5 },
              changes: [{ path: text, kind: 'edited', added: 1, removed: 1, diff: text, omittedLines: 0 }],
              comparison: [
                { path: text, rows: [{ kind: 'changed', before: line, after: line }], omittedRows: 0 },
              ],
            }),
            run: {
              kind: 'run',
              run: runSlice({
                summary: text,
                failure: { message: text, actions: [{ id: 'log', title: text }] },
                findings: [{ path: text, sentence: text }],
              }),
            },
          },
          { code: liveTexts({ reasoning: text, answer: text, output: text }) },
        ),
      );
      await page.getByRole('article', { name: 'Verdict' }).waitFor();
      const shown = await page.locator('#root').textContent();
      const [first = ''] = text.split('\n').filter(each => !each.startsWith('```'));
      assert.ok(shown?.includes(first), shown ?? '');
      assert.equal(await page.title(), 'Test');
      assert.equal(await page.locator('#root :is(script, img, iframe, style, link, a)').count(), 0);
      assert.deepEqual(view.strayRequests, []);
    });
  }

  it('neither turns the reading direction nor leaves control characters, as the host cuts it', () => {
    const cut = plainBlock('\u001b[2J\u001b[31mred\u001b[0m \u202egnp.exe\u202c \u0007\u009b31m');
    assert.equal(cut, 'red gnp.exe 31m');
  });

  it('of one endless line is cut to its end, and stays within its card', async () => {
    await using view = await openPage('chat', { size: { width: 300, height: 700 } });
    const { page } = view;
    const line = appendToTail(emptyTail, 'x'.repeat(1_000_000));
    const live = sliceTexts({ reasoning: line, answer: line, output: line });
    await view.tell(chatSlices({ code: phaseCard({ status: 'active' }) }, { code: live }));
    await page.getByText('Output', { exact: true }).waitFor();
    const { scrollWidth, clientWidth } = (await page.evaluate(
      '({ scrollWidth: document.body.scrollWidth, clientWidth: document.body.clientWidth })',
    )) as { scrollWidth: number; clientWidth: number };
    assert.equal(scrollWidth, clientWidth);
  });
});
