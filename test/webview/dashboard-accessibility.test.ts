import assert from 'node:assert/strict';
import { dashboardStates } from './dashboard-states.ts';
import { openPage, skipWithoutBrowser, type WebviewPage } from './open-page.ts';
import { seriousProblems } from './serious-problems.ts';

const states = await dashboardStates();

describe('the accessibility of the dashboard', () => {
  let view: WebviewPage;
  before(async function () {
    skipWithoutBrowser(this);
    view = await openPage('dashboard', { size: { width: 1222, height: 800 } });
  });
  after(() => view?.[Symbol.asyncDispose]());

  for (const [state, slices] of Object.entries(states))
    it(`has nothing serious to complain about: ${state}`, async () => {
      await view.tell(slices);
      await view.page.getByRole('tab', { selected: true }).first().waitFor();
      // Nothing is left that comes a moment later, such as the chunk of a chart.
      await view.page.getByText(/^Reading /u).waitFor({ state: 'detached' });
      assert.deepEqual(await seriousProblems(view), []);
    });

  it('breaks no date of a run into syllables where a table has little room', async () => {
    await using narrow = await openPage('dashboard', { size: { width: 600, height: 800 } });
    await narrow.tell(states['two benchmark runs side by side'] ?? {});
    const box = await narrow.page.getByRole('rowheader').first().boundingBox();
    assert.ok((box?.width ?? 0) > 100, `${box?.width} pixels`);
  });
});
