import * as vscode from 'vscode';
import { describeKeys } from '../../host/describe-keys.ts';
import type { StoredRunDetail } from '../../host/read-stored-run.ts';
import type { RunLibrary } from '../../host/run-library.ts';
import type { DashboardSlices, RunChoice, ShownRun } from '../../protocol/dashboard/dashboard-slices.ts';
import type { Place } from '../../protocol/dashboard/place.ts';
import type { ConnectionTest } from '../../protocol/dashboard/settings-slice.ts';
import type { ForgeWindow } from '../forge-window.ts';
import { openFolders } from '../open-folders.ts';
import { readKeys } from '../secret-keys.ts';
import { readSettings } from '../settings/read-settings.ts';
import { settingSchemas } from '../settings/setting-schemas.ts';
import { setIn } from '../settings/write-setting.ts';
import { shortTask } from '../text/describe-run.ts';
import { benchContent } from './bench-content.ts';
import type { LiveOutput } from './live-output.ts';
import { shownStatus } from './shown-status.ts';
import { sliceCost } from './slice-cost.ts';
import { sliceFlow } from './slice-flow.ts';
import { sliceHistory } from './slice-history.ts';
import { sliceNode } from './slice-node.ts';
import { sliceSettings } from './slice-settings.ts';
import { sliceStoredRun } from './slice-stored-run.ts';
import { sliceTerminal } from './slice-terminal.ts';

export interface TabFacts {
  readonly place: Place;
  readonly live: LiveOutput | undefined;
  readonly tests: ReadonlyMap<string, ConnectionTest>;
}

/** Everything that the tab in sight shows. Throws ForgeError for what cannot be read. */
export async function tabContent(window: ForgeWindow, facts: TabFacts): Promise<Partial<DashboardSlices>> {
  const { place } = facts;
  switch (place.tab) {
    case 'flow':
    case 'terminal':
      return runContent(window, facts);
    case 'cost':
      return { cost: costContent(window, place, (await window.engine()).library) };
    case 'history':
      return historyContent(window, place, (await window.engine()).library);
    case 'settings':
      return { settings: await settingsContent(window, facts) };
    case 'benchmarks':
      return benchContent(window, place.bench);
    default:
      return place.tab satisfies never;
  }
}

async function runContent(window: ForgeWindow, facts: TabFacts): Promise<Partial<DashboardSlices>> {
  const { library } = await window.engine();
  const { place, live } = facts;
  const choices = recentRuns(library);
  const runId = place.runId ?? window.current.view()?.runId ?? choices[0]?.runId;
  if (runId === undefined) return { run: null };
  const now = Date.now();
  const isDriven = drivenRunId(window) === runId;
  const detail = library.run(runId, isDriven ? now : undefined);
  const run = shownRun(detail, isDriven, choices);
  if (place.tab === 'terminal') {
    const own = live?.runId === runId && isDriven ? live : undefined;
    return { run, ...sliceTerminal({ run: detail, live: own, place }) };
  }
  const { nodeId } = place;
  if (nodeId === null) return { run, flow: sliceFlow(detail, now) };
  const visits = library.visits(detail, nodeId);
  return { run, flow: sliceFlow(detail, now), node: sliceNode(nodeId, { run: detail, visits, now }) };
}

function shownRun(
  { summary, request }: StoredRunDetail,
  isDriven: boolean,
  choices: readonly RunChoice[],
): ShownRun {
  const status = shownStatus(summary, isDriven);
  return { runId: summary.id, task: shortTask(request.task, 200), status, choices };
}

function recentRuns(library: RunLibrary): readonly RunChoice[] {
  const newest = { sortBy: 'createdAt', isDescending: true, offset: 0, limit: maxChoices } as const;
  return library
    .search(newest)
    .runs.map(({ id, task, createdAt }) => ({ runId: id, task: shortTask(task, 80), createdAt }));
}

/** The run that this window drives, also while it waits for a person. */
function drivenRunId({ current }: ForgeWindow): string | undefined {
  return current.folder() === undefined ? undefined : current.view()?.runId;
}

function costContent(window: ForgeWindow, { days }: Place, library: RunLibrary): DashboardSlices['cost'] {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const { maxCostUsd, maxCostPerDayUsd, maxCostPerMonthUsd } = readSettings(window.context, folder);
  const caps = { maxCostUsd, maxCostPerDayUsd, maxCostPerMonthUsd };
  const current = window.current.view();
  const currentCalls = current && library.run(current.runId).calls;
  return sliceCost(library, { days, now: Date.now(), caps, currentCalls });
}

function historyContent(
  window: ForgeWindow,
  { search, storedRunId }: Place,
  library: RunLibrary,
): Partial<DashboardSlices> {
  const folders = openFolders();
  const driven = drivenRunId(window);
  const history = sliceHistory(library, { search, folders, drivenRunId: driven });
  if (storedRunId === null) return { history };
  const isDriven = driven === storedRunId;
  const detail = library.run(storedRunId, isDriven ? Date.now() : undefined);
  return { history, stored: sliceStoredRun(detail, { isDriven, folders }) };
}

async function settingsContent(
  { context }: ForgeWindow,
  { tests }: TabFacts,
): Promise<DashboardSlices['settings']> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const configuration = vscode.workspace.getConfiguration('codeforge', folder);
  return sliceSettings({
    keys: describeKeys(process.env, await readKeys(context.secrets)),
    tests,
    schemas: settingSchemas(context),
    readValue: id => ({ value: configuration.get<unknown>(id), setIn: setIn(id) }),
  });
}

const maxChoices = 20;
