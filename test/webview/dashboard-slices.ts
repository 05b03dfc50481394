import type { DashboardSlices } from '../../src/protocol/dashboard/dashboard-slices.ts';
import { type DashboardTab, firstPlace, type Place } from '../../src/protocol/dashboard/place.ts';
import type { SettingField } from '../../src/protocol/dashboard/settings-slice.ts';

/** Where a person is in the dashboard, and nothing that the host has read for them yet. */
export function atTab(tab: DashboardTab, changes: Partial<Place> = {}): Pick<DashboardSlices, 'place'> {
  return { place: { ...firstPlace, tab, ...changes } };
}

export const shownRun: NonNullable<DashboardSlices['run']> = {
  runId: 'r1',
  task: 'Fix the total',
  status: 'completed',
  choices: [
    { runId: 'r1', task: 'Fix the total', createdAt: 0 },
    { runId: 'r2', task: 'Name the cart', createdAt: 0 },
    { runId: 'r3', task: 'Count the items', createdAt: 0 },
  ],
};

export const terminal: DashboardSlices['terminal'] = {
  attempts: [1, 2].map(number => ({
    number,
    verdict: number === 1 ? 'failed' : 'passed',
    command: 'npm test',
    backend: 'docker',
    headline: number === 1 ? 'AssertionError: 3' : '',
    exitCode: number === 1 ? 1 : 0,
    durationMs: 900,
    peakMemoryMb: 40,
    stdout: 12,
    stderr: 5,
  })),
  shown: { attempt: 1, stream: 'stdout' },
  firstPiece: 0,
};

const noCalls: DashboardSlices['cost']['total'] = {
  ...{ calls: 0, inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 0 },
  ...{ reasoningTokens: 0, reportedUsd: 0, reportedCalls: 0, computedUsd: 0, computedCalls: 0 },
  ...{ unknownCalls: 0, freeCalls: 0, openUsd: 0, openCalls: 0, savedUsd: null },
};

export const noSpending: DashboardSlices['cost'] = {
  since: 0,
  caps: [{ period: 'day', maxUsd: 5, countedUsd: 0, leftUsd: 5 }],
  total: noCalls,
  ...{ pricesOf: [], byDay: [], byModel: [], byAgent: [] },
};

export const history: DashboardSlices['history'] = {
  rows: [
    {
      ...{ runId: 'r1', task: 'Fix the total', folder: 'shop', status: 'completed' },
      ...{ createdAt: 0, durationMs: 4_000, attempts: 2, repairs: 1, costUsd: 0.02 },
    },
  ],
  total: 120,
  page: 0,
  pageSize: 50,
  models: ['openai/gpt-5', 'openai/gpt-5-mini'],
};

export const noHistory: DashboardSlices['history'] = { ...history, rows: [], total: 0 };

export function settingsOf(...fields: readonly SettingField[]): DashboardSlices['settings'] {
  return {
    providers: [
      {
        ...{ id: 'openai', title: 'OpenAI', keyFrom: null, maskedKey: '', needsKey: true },
        test: { status: 'untested', detail: '' },
      },
    ],
    groups: [{ id: 'limits', fields }],
  };
}

export function settingField(changes: Partial<SettingField>): SettingField {
  return {
    ...{ id: 'maxRepairs', description: 'How often a failed check is repaired.', kind: 'number' },
    ...{ value: 3, default: 3, minimum: 0, maximum: 10, isWhole: true, canBeEmpty: false },
    ...{ choices: [], setIn: 'default', problem: '' },
    ...changes,
  };
}

export const noBenchmarks: DashboardSlices['benchmarks'] = { rows: [], total: 0, damaged: [] };
