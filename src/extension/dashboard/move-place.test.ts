import assert from 'node:assert/strict';
import { firstPlace } from '../../protocol/dashboard/place.ts';
import { movePlace } from './move-place.ts';

describe('going somewhere in the dashboard', () => {
  it('forgets the node and the attempt of the run that was left', () => {
    const place = { ...firstPlace, nodeId: 'code', attempt: 2, stream: 'stderr' } as const;
    const { runId, nodeId, attempt, stream } = movePlace(place, { type: 'run.show', runId: 'r2' });
    assert.deepEqual([runId, nodeId, attempt, stream], ['r2', null, null, null]);
  });

  it('leads to the terminal for an attempt, and back to the list for another search', () => {
    assert.equal(movePlace(firstPlace, { type: 'attempt.show', attempt: 1 }).tab, 'terminal');
    const opened = movePlace(firstPlace, { type: 'history.open', runId: 'r1' });
    assert.deepEqual([opened.tab, opened.storedRunId], ['history', 'r1']);
    assert.equal(movePlace(opened, { type: 'history.search', change: { text: 'cart' } }).storedRunId, null);
  });

  it('keeps what else was searched for, from its first page', () => {
    const narrowed = movePlace(firstPlace, { type: 'history.search', change: { status: 'failed' } });
    const turned = movePlace(narrowed, { type: 'history.search', change: { page: 2 } });
    const sorted = movePlace(turned, { type: 'history.sort', sortBy: 'costUsd' });
    assert.equal(turned.search.page, 2);
    assert.deepEqual(sorted.search, { ...firstPlace.search, status: 'failed', sortBy: 'costUsd' });
  });

  it('sorts by the most first, tasks by their first letter, and turns around what is asked for again', () => {
    let place = firstPlace;
    const orders = (['costUsd', 'costUsd', 'costUsd', 'task', 'task'] as const).map(sortBy => {
      place = movePlace(place, { type: 'history.sort', sortBy });
      return place.search.isDescending;
    });
    assert.deepEqual(orders, [true, false, true, false, true]);
  });

  it('shows a stream of the attempt that was asked for last, whatever the page still shows', () => {
    const { attempt, stream } = movePlace(movePlace(firstPlace, { type: 'attempt.show', attempt: 2 }), {
      type: 'stream.show',
      stream: 'stderr',
    });
    assert.deepEqual([attempt, stream], [2, 'stderr']);
  });

  it('leaves the comparison and the problem of the benchmark run that was left', () => {
    const opened = movePlace(firstPlace, { type: 'bench.open', runId: 'b1' });
    const compared = movePlace(opened, { type: 'bench.compare', otherId: 'b0' });
    const deep = movePlace(compared, { type: 'bench.problem', problem: 'a' });
    assert.deepEqual([deep.tab, deep.bench.otherId, deep.bench.problem], ['benchmarks', 'b0', 'a']);
    assert.deepEqual(movePlace(deep, { type: 'bench.open', runId: 'b2' }).bench, {
      ...firstPlace.bench,
      runId: 'b2',
    });
  });
});
