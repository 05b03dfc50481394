import assert from 'node:assert/strict';
import type { DashboardSlices } from '../../src/protocol/dashboard/dashboard-slices.ts';
import { type DashboardTab, dashboardTabs, type Place } from '../../src/protocol/dashboard/place.ts';
import { benchRow } from './bench-row.ts';
import { chatSlices } from './chat-slices.ts';
import {
  atTab,
  history,
  noBenchmarks,
  noHistory,
  noSpending,
  settingField,
  settingsOf,
  shownRun,
} from './dashboard-slices.ts';
import { openPage, skipWithoutBrowser, type WebviewPage } from './open-page.ts';
import { seriousProblems } from './serious-problems.ts';

interface Loading {
  readonly tab: DashboardTab;
  readonly place?: Partial<Place>;
  /** What is known already. */
  readonly slices?: Partial<DashboardSlices>;
  readonly says: string;
}

const loading: readonly Loading[] = [
  { tab: 'flow', says: 'Reading the run…' },
  { tab: 'flow', slices: { run: shownRun }, says: 'Reading the flow…' },
  { tab: 'terminal', says: 'Reading the run…' },
  { tab: 'terminal', slices: { run: shownRun }, says: 'Reading the output…' },
  { tab: 'cost', says: 'Reading the ledger…' },
  { tab: 'history', says: 'Reading the history…' },
  { tab: 'history', place: { storedRunId: 'r1' }, slices: { history }, says: 'Reading the run…' },
  { tab: 'settings', says: 'Reading the settings…' },
  { tab: 'benchmarks', says: 'Reading the benchmark runs…' },
  ...(
    [
      [{ problem: null, otherId: null }, 'Reading the run…'],
      [{ problem: 'a', otherId: null }, 'Reading the problem…'],
      [{ problem: null, otherId: 'b0' }, 'Reading both runs…'],
    ] as const
  ).map(([open, says]) => ({
    tab: 'benchmarks' as const,
    place: { bench: { suite: '', runId: 'b1', show: 'all' as const, ...open } },
    slices: { benchmarks: { ...noBenchmarks, rows: [benchRow()], total: 1 } },
    says,
  })),
];

const empty: readonly {
  readonly slices: Partial<DashboardSlices>;
  readonly says: string;
  readonly offers: string;
}[] = [
  { slices: { ...atTab('flow'), run: null }, says: 'No run yet', offers: 'Solve a Task' },
  { slices: { ...atTab('terminal'), run: null }, says: 'No run yet', offers: 'Solve a Task' },
  {
    slices: { ...atTab('terminal'), run: shownRun, terminal: { attempts: [], shown: null, firstPiece: 0 } },
    says: 'The check has not run yet',
    offers: 'Details',
  },
  { slices: { ...atTab('cost'), cost: noSpending }, says: 'No model was asked in this time', offers: '' },
  { slices: { ...atTab('history'), history: noHistory }, says: 'No runs here yet', offers: 'Solve a Task' },
  {
    slices: {
      ...atTab('history', { search: { ...atTab('history').place.search, text: 'x' } }),
      history: noHistory,
    },
    says: 'No run fits',
    offers: 'Clear',
  },
  {
    slices: { ...atTab('benchmarks'), benchmarks: noBenchmarks },
    says: 'No benchmark has been run yet',
    offers: 'Run Benchmark…',
  },
];

describe('a tab of the dashboard', () => {
  before(function () {
    skipWithoutBrowser(this);
  });

  for (const { tab, place, slices = {}, says } of loading)
    it(`says that it reads, until it has: ${tab}, ${says}`, async () => {
      await using view = await openDashboard();
      await view.tell({ ...atTab(tab, place), ...slices });
      await view.page.getByRole('status').filter({ hasText: says }).waitFor();
      await view.page.getByRole('tab', { selected: true }).waitFor();
      assert.deepEqual(await seriousProblems(view), []);
    });

  for (const { slices, says, offers } of empty)
    it(`says what will be there, and how to come by it: ${slices.place?.tab}, ${says}`, async () => {
      await using view = await openDashboard();
      await view.tell(slices);
      await view.page.getByRole('heading', { name: says }).waitFor();
      if (offers !== '') {
        await view.page.getByRole('button', { name: offers }).focus();
        await view.page.keyboard.press('Enter');
        assert.ok(view.messages.length > 1, `${offers} asked for nothing`);
      }
      assert.deepEqual(await seriousProblems(view), []);
    });

  for (const tab of dashboardTabs)
    it(`says what went wrong in place of what it would show, and reads again: ${tab}`, async () => {
      await using view = await openDashboard();
      const message = 'The store cannot be read. Another program has locked it.';
      await view.tell({ ...atTab(tab), trouble: { message, actions: [{ id: 'log', title: 'Show Log' }] } });
      await view.page.getByRole('alert').getByText(message).waitFor();
      assert.equal(await view.page.getByText(/^Reading/u).count(), 0);
      for (const name of ['Show Log', 'Read Again']) {
        await view.page.getByRole('button', { name }).focus();
        await view.page.keyboard.press('Enter');
      }
      assert.deepEqual(view.messages.slice(1), [
        { type: 'failure.act', action: 'log' },
        { type: 'tab.reload' },
      ]);
      assert.deepEqual(await seriousProblems(view), []);
      await view.tell({ ...atTab('settings'), settings: settingsOf(settingField({})) });
      await view.page.getByRole('heading', { name: 'Providers' }).waitFor();
      assert.equal(await view.page.getByRole('alert').count(), 0);
    });

  it('shows what is wrong about a setting beside it', async () => {
    await using view = await openDashboard();
    const problem = 'codeforge.maxRepairs is 99, and must be at most 10.';
    await view.tell({ ...atTab('settings'), settings: settingsOf(settingField({ value: 99, problem })) });
    await view.page.getByRole('alert').getByText(problem).waitFor();
    assert.deepEqual(await seriousProblems(view), []);
  });

  it('shows the benchmark runs whole in a window of 1280 pixels, and scrolls them by keyboard in a narrow one', async () => {
    await using view = await openDashboard();
    const rows = [benchRow(), benchRow({ runId: 'b2', status: 'unfinished', samples: 20, model: null })];
    await view.tell({ ...atTab('benchmarks'), benchmarks: { ...noBenchmarks, rows, total: 2 } });
    const table = view.page.getByRole('table', { name: 'Runs of humaneval' });
    await table.waitFor();
    const frame = view.page.locator('.table-frame', { has: table });
    const hidden = () => frame.evaluate(element => element.scrollWidth - element.clientWidth);
    assert.equal(await hidden(), 0);

    await view.page.setViewportSize({ width: 600, height: 800 });
    assert.ok((await hidden()) > 0);
    await frame.focus();
    const scrolled = frame.evaluate(
      element =>
        new Promise(resolve =>
          element.addEventListener('scroll', () => resolve(element.scrollLeft > 0), { once: true }),
        ),
    );
    await view.page.keyboard.press('ArrowRight');
    assert.equal(await scrolled, true);
    assert.deepEqual(await seriousProblems(view), []);
  });
});

describe('the chat before its host has spoken', () => {
  before(function () {
    skipWithoutBrowser(this);
  });

  it('says that it loads, and then that it looks for models', async () => {
    await using view = await openPage('chat');
    await view.page.getByText('Loading…').waitFor();
    await view.tell({ ...chatSlices({}), start: { hasFolder: true, isTrusted: true, model: 'looking' } });
    await view.page.getByText('Looking for models…').waitFor();
    assert.equal(await view.page.getByText('Loading…').count(), 0);
    assert.deepEqual(await seriousProblems(view), []);
  });

  it('says what to do where the two do not understand each other', async () => {
    await using view = await openPage('chat');
    await view.tell({ thread: 'what no chat of ours tells' });
    await view.page
      .getByRole('alert')
      .getByText(/Developer: Reload Window/u)
      .waitFor();
    assert.deepEqual(await seriousProblems(view), []);
  });
});

/** As wide as an editor in a window of 1280 pixels without a side bar. */
function openDashboard(): Promise<WebviewPage> {
  return openPage('dashboard', { size: { width: 1222, height: 800 } });
}
