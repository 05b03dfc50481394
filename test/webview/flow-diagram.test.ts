import assert from 'node:assert/strict';
import { dashboardStates } from './dashboard-states.ts';
import { openPage, skipWithoutBrowser } from './open-page.ts';
import { themeNames } from './themes.ts';

const states = await dashboardStates();

describe('the drawing of a flow', () => {
  before(function () {
    skipWithoutBrowser(this);
  });

  it('has heads of arrows in the colour of their lines, and that of a way that was taken is another', async () => {
    await using view = await openPage('dashboard', { size: { width: 1222, height: 800 } });
    await view.tell(states['the flow of a run'] ?? {});
    await view.page.locator('.way-taken path').first().waitFor({ state: 'attached' });
    for (const theme of themeNames) {
      await view.wear(theme);
      const ways = await view.page.evaluate<readonly Way[]>(waysInSight);
      assert.deepEqual(
        ways.map(({ head }) => head),
        ways.map(({ line }) => line),
        theme,
      );
      const [taken, others] = [true, false].map(isTaken =>
        ways.filter(way => way.isTaken === isTaken).map(({ line }) => line),
      );
      assert.deepEqual([new Set(taken).size, new Set(others).size], [1, 1], theme);
      assert.notEqual(taken?.[0], others?.[0], theme);
    }
  });
});

interface Way {
  readonly isTaken: boolean;
  readonly line: string;
  readonly head: string;
}

const waysInSight = `[...document.querySelectorAll('.way')].map(way => {
  const path = way.querySelector('.react-flow__edge-path');
  const [, id] = /#(.+)'\\)$/.exec(path.getAttribute('marker-end'));
  return {
    isTaken: way.classList.contains('way-taken'),
    line: getComputedStyle(path).stroke,
    head: getComputedStyle(document.getElementById(id).firstElementChild).fill,
  };
})`;
