import assert from 'node:assert/strict';
import type { RunSearch } from '../../engine/ports/run-search.ts';
import { firstPlace } from '../../protocol/dashboard/place.ts';
import { historyRow, runSearch, sliceHistory } from './slice-history.ts';

const { search } = firstPlace;

describe('a search of the history', () => {
  it('asks for nothing that was left empty', () => {
    assert.deepEqual(runSearch({ search, folders: ['/w'] }), {
      sortBy: 'createdAt',
      isDescending: true,
      offset: 0,
      limit: 50,
    });
  });

  it('takes whole days, the last one included, by the calendar of this place', () => {
    const { from, until } = runSearch({
      search: { ...search, from: '2026-03-28', until: '2026-03-29' },
      folders: [],
    });
    assert.equal(from, new Date(2026, 2, 28).getTime());
    assert.equal(until, new Date(2026, 2, 30).getTime());
  });

  it('stays in the open folders when asked to, and goes on to later pages', () => {
    const { workspaceRoots, offset, repaired } = runSearch({
      search: { ...search, isEverywhere: false, page: 3, repaired: 'no' },
      folders: ['/w'],
    });
    assert.deepEqual([workspaceRoots, offset, repaired], [['/w'], 150, false]);
  });
});

describe('a page of the history', () => {
  it('is the last one where there is none so late', () => {
    const offsets: number[] = [];
    const library = {
      search({ offset }: RunSearch) {
        offsets.push(offset);
        return { runs: [], total: 120 };
      },
      modelsAsked: () => [],
    };
    const facts = { search: { ...search, page: 7 }, folders: [], drivenRunId: undefined };
    assert.equal(sliceHistory(library, facts).page, 2);
    assert.deepEqual(offsets, [350, 100]);
  });
});

describe('a row of the history', () => {
  const run = {
    ...{ id: 'r1', task: 'Fix', workspaceRoot: 'C:\\code\\shop\\', workflow: 'solve' },
    ...{ createdAt: 1000, updatedAt: 3000, state: 'code', outcome: null },
    ...{ attempts: 0, repairs: 0, costUsd: null },
  };

  it('says that a run that nobody drives was interrupted', () => {
    assert.equal(historyRow(run, false).status, 'interrupted');
    assert.equal(historyRow(run, true).status, 'working');
    assert.equal(historyRow({ ...run, state: 'decide' }, false).status, 'deciding');
  });

  it('names the folder, on every system', () => {
    assert.equal(historyRow(run, false).folder, 'shop');
    assert.equal(historyRow({ ...run, workspaceRoot: '/code/shop' }, false).folder, 'shop');
  });
});
