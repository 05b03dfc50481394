import assert from 'node:assert/strict';
import type { DashboardSlices } from '../../src/protocol/dashboard/dashboard-slices.ts';
import { atTab, history } from './dashboard-slices.ts';
import { openPage, skipWithoutBrowser } from './open-page.ts';

const [row] = history.rows;

function stored(changes: Partial<DashboardSlices['stored']>): DashboardSlices['stored'] {
  assert.ok(row !== undefined);
  return {
    ...row,
    ...{ workspaceRoot: '/shop', workflow: 'solve', models: [], summary: null, failure: null },
    ...{ attemptList: [], changes: [], diff: '', trace: [], traceSkipped: 0 },
    ...{ canResume: false, canFetchArtifacts: false, ...changes },
  };
}

describe('the page of a run', () => {
  before(function () {
    skipWithoutBrowser(this);
  });

  it('fetches the artifacts of the run where its check can be run once more, and only there', async () => {
    await using view = await openPage('dashboard');
    const place = atTab('history', { storedRunId: 'r1' });
    const fetching = view.page.getByRole('button', { name: 'Fetch Artifacts…' });
    await view.tell({ ...place, history, stored: stored({}) });
    await view.page.getByRole('button', { name: 'Export…' }).waitFor();
    assert.equal(await fetching.count(), 0);

    await view.tell({ ...place, history, stored: stored({ canFetchArtifacts: true }) });
    await fetching.click();
    // What was sent before this is there once the page answers.
    await view.page.evaluate('0');
    assert.deepEqual(view.messages.at(-1), { type: 'artifacts.fetch', runId: 'r1' });
  });
});
