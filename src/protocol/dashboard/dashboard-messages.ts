import type { OutputStream } from './dashboard-slices.ts';
import type { DashboardTab, HistorySearch, ShownProblems, SpendingDays } from './place.ts';
import type { SettingValue } from './settings-slice.ts';

/** Where to go in the dashboard. The host moves there and tells what is to be seen. */
export type PlaceMessage =
  | { readonly type: 'tab.show'; readonly tab: DashboardTab }
  | { readonly type: 'run.show'; readonly runId: string | null }
  | { readonly type: 'node.show'; readonly nodeId: string | null }
  | { readonly type: 'attempt.show'; readonly attempt: number }
  /** Of the attempt that is shown by then. */
  | { readonly type: 'stream.show'; readonly stream: OutputStream }
  | { readonly type: 'cost.show'; readonly days: SpendingDays }
  /** Only what is to be another one: what the page shows may be older than what was asked for last. */
  | { readonly type: 'history.search'; readonly change: Partial<HistorySearch> }
  /** By this column, or the other way around where that is so already. */
  | { readonly type: 'history.sort'; readonly sortBy: HistorySearch['sortBy'] }
  | { readonly type: 'history.open'; readonly runId: string | null }
  | { readonly type: 'bench.list'; readonly suite: string }
  | { readonly type: 'bench.open'; readonly runId: string | null }
  | { readonly type: 'bench.compare'; readonly otherId: string | null }
  | { readonly type: 'bench.show'; readonly show: ShownProblems }
  | { readonly type: 'bench.problem'; readonly problem: string | null };

/** Everything the dashboard may ask. Parsed by parseDashboardMessage before anyone trusts it. */
export type DashboardMessage =
  | PlaceMessage
  | { readonly type: 'tab.reload' }
  | { readonly type: 'task.solve' }
  | { readonly type: 'run.again'; readonly runId: string }
  | { readonly type: 'run.resume'; readonly runId: string }
  | { readonly type: 'run.export'; readonly runId: string }
  | { readonly type: 'artifacts.fetch'; readonly runId: string }
  | { readonly type: 'bench.run' }
  | { readonly type: 'bench.stop' }
  | { readonly type: 'bench.resume'; readonly runId: string }
  | { readonly type: 'bench.export'; readonly runId: string }
  | { readonly type: 'change.open'; readonly runId: string; readonly path: string }
  | { readonly type: 'failure.act'; readonly action: string }
  | { readonly type: 'key.set' }
  | { readonly type: 'connection.test'; readonly provider: string }
  | { readonly type: 'setting.set'; readonly id: string; readonly value: SettingValue }
  | { readonly type: 'setting.reset'; readonly id: string }
  | { readonly type: 'settings.open'; readonly id: string };
