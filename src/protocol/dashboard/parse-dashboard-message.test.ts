import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DashboardMessage } from './dashboard-messages.ts';
import { parseDashboardMessage, parsePlace } from './parse-dashboard-message.ts';
import { parseDashboardSlice } from './parse-dashboard-slice.ts';
import { firstPlace } from './place.ts';

const messages: readonly DashboardMessage[] = [
  { type: 'tab.reload' },
  { type: 'task.solve' },
  { type: 'key.set' },
  { type: 'connection.test', provider: 'openai' },
  { type: 'tab.show', tab: 'history' },
  { type: 'run.show', runId: null },
  { type: 'node.show', nodeId: 'code' },
  { type: 'attempt.show', attempt: 2 },
  { type: 'stream.show', stream: 'stderr' },
  { type: 'cost.show', days: 90 },
  { type: 'history.search', change: { text: 'cart', from: '2026-11-01', page: 3 } },
  { type: 'history.sort', sortBy: 'costUsd' },
  { type: 'history.open', runId: 'r1' },
  { type: 'bench.list', suite: '' },
  { type: 'bench.open', runId: 'b1' },
  { type: 'bench.compare', otherId: null },
  { type: 'bench.show', show: 'repaired' },
  { type: 'bench.problem', problem: 'HumanEval/7 (sample 2)' },
  { type: 'bench.run' },
  { type: 'bench.stop' },
  { type: 'bench.resume', runId: 'b1' },
  { type: 'bench.export', runId: 'b1' },
  { type: 'run.again', runId: 'r1' },
  { type: 'run.resume', runId: 'r1' },
  { type: 'run.export', runId: 'r1' },
  { type: 'artifacts.fetch', runId: 'r1' },
  { type: 'change.open', runId: 'r1', path: 'src/a.ts' },
  { type: 'failure.act', action: 'log' },
  { type: 'setting.set', id: 'sandbox.memoryMb', value: 1024 },
  { type: 'setting.set', id: 'maxCostUsd', value: null },
  { type: 'setting.set', id: 'tiers.hard', value: ['openai/x'] },
  { type: 'setting.reset', id: 'sandbox.memoryMb' },
  { type: 'settings.open', id: 'sandbox' },
];

describe('parsing what the dashboard sends', () => {
  it('takes each message as it is, and nothing that came along with it', () => {
    for (const message of messages)
      assert.deepEqual(parseDashboardMessage({ ...message, extra: '<script>' }), message);
  });

  it('refuses values that no dashboard would send', () => {
    for (const wrong of [
      { type: 'tab.show', tab: 'elsewhere' },
      { type: 'run.again', runId: '' },
      { type: 'run.again' },
      { type: 'cost.show', days: 8 },
      { type: 'bench.show', show: 'none' },
      { type: 'bench.export', runId: null },
      { type: 'attempt.show', attempt: -1 },
      { type: 'stream.show', stream: null },
      { type: 'history.sort', sortBy: 'password' },
      { type: 'setting.set', id: 'x', value: { a: 1 } },
      { type: 'setting.set', id: 'x', value: Number.NaN },
      { type: 'setting.set', id: 'x', value: ['a', 1] },
      { type: 'history.search', change: { sortBy: 'password' } },
      { type: 'history.search', change: { from: 'yesterday' } },
      { type: 'change.open', runId: 'r1', path: 'x'.repeat(5000) },
    ])
      assert.equal(parseDashboardMessage(wrong), undefined, JSON.stringify(wrong).slice(0, 80));
  });

  it('never throws, whatever reaches it', () => {
    fc.assert(
      fc.property(fc.anything(), data => {
        assert.equal(parseDashboardMessage(data), undefined);
        assert.equal(parsePlace(data), undefined);
      }),
    );
    const types = fc.constantFrom(...messages.map(({ type }) => type));
    fc.assert(
      fc.property(types, fc.object(), (type, data) => {
        parseDashboardMessage({ ...data, type });
      }),
    );
  });
});

describe('parsing what the dashboard is told', () => {
  it('takes a place that was stored as it is, and no other', () => {
    assert.deepEqual(parsePlace(firstPlace), firstPlace);
    assert.deepEqual(parseDashboardSlice('place', firstPlace), firstPlace);
    assert.equal(parsePlace({ ...firstPlace, tab: 'gone' }), undefined);
    const { bench: _, ...older } = firstPlace;
    assert.equal(parsePlace(older), undefined);
    assert.equal(parseDashboardSlice('place', { ...firstPlace, days: 8 }), undefined);
  });

  it('takes numbered pieces of output and no other names', () => {
    assert.equal(parseDashboardSlice('output.12', 'text'), 'text');
    assert.equal(parseDashboardSlice('output.12', 3), undefined);
    assert.equal(parseDashboardSlice('output.x', 'text'), undefined);
    assert.equal(parseDashboardSlice('constructor', 'text'), undefined);
  });
});
