import { sliceFlow } from '../../src/extension/dashboard/slice-flow.ts';
import { sliceNode } from '../../src/extension/dashboard/slice-node.ts';
import { sliceStoredRun } from '../../src/extension/dashboard/slice-stored-run.ts';
import { sliceTerminal } from '../../src/extension/dashboard/slice-terminal.ts';
import { readPhaseVisits } from '../../src/host/read-phase-visits.ts';
import { readStoredRun } from '../../src/host/read-stored-run.ts';
import type { BenchGroup, BenchSampleRow } from '../../src/protocol/dashboard/benchmarks-slice.ts';
import type { CallGroup, DashboardSlices } from '../../src/protocol/dashboard/dashboard-slices.ts';
import { firstPlace, type Place } from '../../src/protocol/dashboard/place.ts';
import { repairedRun } from '../fakes/repaired-run.ts';
import { benchRow } from './bench-row.ts';
import {
  atTab,
  history,
  noBenchmarks,
  noSpending,
  settingField,
  settingsOf,
  shownRun,
} from './dashboard-slices.ts';

/** What the dashboard shows of a run that was repaired, of what it cost, and of benchmarks; one state each. */
export async function dashboardStates(): Promise<Readonly<Record<string, Partial<DashboardSlices>>>> {
  const store = await repairedRun();
  const run = readStoredRun(store, 'r1');
  const flow = sliceFlow(run, 0);
  const node = sliceNode('review', { run, visits: readPhaseVisits(store, run, 'review'), now: 0 });
  const stored = sliceStoredRun(run, { isDriven: false, folders: ['/memory'] });
  const failed: typeof stored = {
    ...stored,
    status: 'failed',
    failure: 'The budget is spent. Raise it and run again.',
    trace: [
      { at: 0, level: 'info', text: 'The run began' },
      { at: 1, level: 'warn', text: 'openai answers slowly' },
      { at: 2, level: 'error', text: 'The budget is spent' },
    ],
  };
  return {
    'the flow of a run': { ...atTab('flow'), run: shownRun, flow },
    'a node of the flow': { ...atTab('flow', { nodeId: 'review' }), run: shownRun, flow, node },
    'the output of a check': {
      ...atTab('terminal'),
      run: shownRun,
      ...sliceTerminal({ run, live: undefined, place: { ...firstPlace, attempt: 1 } }),
    },
    'what models cost': { ...atTab('cost'), cost: spending },
    'the history': { ...atTab('history'), history: { ...history, rows: rowsOfEachStatus } },
    'a run of the history': { ...atTab('history', { storedRunId: 'r1' }), history, stored },
    'a run of the history that failed': {
      ...atTab('history', { storedRunId: 'r1' }),
      history,
      stored: failed,
    },
    settings: { ...atTab('settings'), settings },
    'benchmark runs, one under way': {
      ...atTab('benchmarks'),
      benchmarks: { ...benchmarks, damaged: [{ runId: 'b9', problem: 'run.json is cut off.' }] },
      benchProgress: {
        ...{ runId: 'b3', suite: 'humaneval', model: 'openai/gpt-5', finished: 12, ordered: 164, passed: 10 },
        ...{ costUsd: 0.4, maxCostUsd: 5, elapsedMs: 60_000, leftMs: 600_000, expectedUsd: 4.2 },
        ...{ step: '', isStopping: false },
      },
    },
    'a benchmark run': {
      ...atBench({}),
      benchmarks,
      benchPage: {
        row: benchRow(),
        version: '0.1.0',
        prompts: ['coder 3', 'reviewer 2'],
        passAtK: [{ k: 1, value: 0.85 }],
        byDifficulty: groups('easy', 'hard'),
        byCategory: groups('strings', 'graphs'),
        byModel: [calls('openai/gpt-5', 3)],
        samples: [sample('he-1', true), sample('he-2', false)],
      },
    },
    'a problem of a benchmark': {
      ...atBench({ problem: 'he-2' }),
      benchmarks,
      benchProblem: {
        ...sample('he-2', false),
        ...{ firstReason: 'AssertionError: 3', firstCode: 'def f():\n  return 3\n', finalCode: '' },
        run: failed,
        outputs: [{ attempt: 1, text: 'AssertionError: 3' }],
      },
    },
    'two benchmark runs side by side': {
      ...atBench({ otherId: 'b2' }),
      benchmarks,
      benchComparison: {
        ...{ before: benchRow({ runId: 'b2' }), after: benchRow(), refusal: '' },
        paired: { pairs: 164, gained: ['he-3', 'he-7'], lost: ['he-9'], p: 0.04 },
      },
    },
  };
}

function atBench(changes: Partial<Place['bench']>): Pick<DashboardSlices, 'place'> {
  return atTab('benchmarks', { bench: { ...firstPlace.bench, runId: 'b1', show: 'all', ...changes } });
}

const benchmarks: DashboardSlices['benchmarks'] = {
  ...noBenchmarks,
  rows: [benchRow(), benchRow({ runId: 'b2', status: 'unfinished', samples: 20, model: null })],
  total: 2,
};

function groups(...names: readonly string[]): readonly BenchGroup[] {
  return names.map(name => ({ ...benchRow(), name }));
}

function sample(name: string, isPassed: boolean): BenchSampleRow {
  return {
    ...{ name, category: 'strings', difficulty: 'easy', withoutRepair: false, withRepair: isPassed },
    ...{ reason: isPassed ? '' : 'AssertionError: 3', repairs: 1, costUsd: 0.01, seconds: 12 },
  };
}

function calls(name: string, reportedUsd: number): CallGroup {
  return {
    ...noSpending.total,
    ...{ name, calls: 12, inputTokens: 40_000, cacheReadTokens: 9_000, outputTokens: 5_000 },
    ...{ reportedUsd, reportedCalls: 6, computedUsd: 0.4, computedCalls: 4, unknownCalls: 2, savedUsd: 1.2 },
  };
}

const spending: DashboardSlices['cost'] = {
  ...noSpending,
  caps: [
    { period: 'run', maxUsd: 1, countedUsd: 0.2, leftUsd: 0.8 },
    { period: 'day', maxUsd: 5, countedUsd: 4.9, leftUsd: 0.1 },
    { period: 'month', maxUsd: null, countedUsd: 9, leftUsd: null },
  ],
  total: calls('', 3),
  pricesOf: ['2026-10-01'],
  byDay: [calls('2026-11-26', 2), calls('2026-11-25', 1)],
  byModel: [calls('openai/gpt-5', 3)],
  byAgent: [calls('coder', 2), calls('reviewer', 1)],
};

const statuses = [
  ...(['working', 'approving', 'deciding', 'paused', 'cancelling'] as const),
  ...(['completed', 'failed', 'cancelled', 'interrupted'] as const),
];
const rowsOfEachStatus = statuses.flatMap(status =>
  history.rows.map(row => ({ ...row, runId: status, task: `Fix what is ${status}`, status })),
);

const settings: DashboardSlices['settings'] = {
  ...settingsOf(),
  providers: (['untested', 'testing', 'ok', 'missing', 'broken'] as const).map(status => ({
    ...{ id: status, title: `Provider ${status}`, keyFrom: 'environment', maskedKey: '7f31', needsKey: true },
    test: { status, detail: status === 'broken' ? 'Does not work: the key is wrong.' : '' },
  })),
  groups: [
    {
      id: 'tiers',
      fields: [
        settingField({ id: 'complexity.simpleBelow', value: 0.3, isWhole: false, maximum: 1 }),
        settingField({ id: 'complexity.hardAbove', value: 0.7, isWhole: false, maximum: 1 }),
        settingField({ id: 'tiers.simple', kind: 'list', value: ['openai/gpt-5-mini'], setIn: 'user' }),
      ],
    },
    { id: 'limits', fields: [settingField({ value: 99, problem: 'It must be at most 10.' })] },
    {
      id: 'sandbox',
      fields: [
        settingField({ id: 'sandbox.network', kind: 'toggle', value: true, description: 'With a network.' }),
        settingField({
          id: 'sandbox.backend',
          kind: 'choice',
          value: 'auto',
          choices: [{ value: 'auto', description: 'The best there is' }],
        }),
      ],
    },
  ],
};
