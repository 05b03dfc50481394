import { isRecord } from '../view-update.ts';
import type { DashboardMessage } from './dashboard-messages.ts';
import {
  type BenchPlace,
  dashboardTabs,
  type HistorySearch,
  type Place,
  shownProblems,
  spendingDays,
} from './place.ts';
import type { SettingValue } from './settings-slice.ts';

/**
 * What the dashboard sent, or undefined for anything that is no message of ours: a web page is not trusted to
 * send well-formed ones. By hand, because it is part of what loads when VS Code starts the extension.
 */
export function parseDashboardMessage(data: unknown): DashboardMessage | undefined {
  if (!isRecord(data)) return undefined;
  const { type } = data;
  switch (type) {
    case 'tab.reload':
    case 'task.solve':
    case 'key.set':
    case 'bench.run':
    case 'bench.stop':
      return { type };
    case 'tab.show':
      return whole({ type, tab: oneOf(dashboardTabs, data['tab']) });
    case 'run.show':
    case 'history.open':
    case 'bench.open':
      return whole({ type, runId: orNull(text)(data['runId']) });
    case 'node.show':
      return whole({ type, nodeId: orNull(text)(data['nodeId']) });
    case 'attempt.show':
      return whole({ type, attempt: count(data['attempt']) });
    case 'stream.show':
      return whole({ type, stream: stream(data['stream']) });
    case 'cost.show':
      return whole({ type, days: oneOf(spendingDays, data['days']) });
    case 'history.search':
      return whole({ type, change: parseSearchChange(data['change']) });
    case 'history.sort':
      return whole({ type, sortBy: oneOf(sortKeys, data['sortBy']) });
    case 'run.again':
    case 'run.resume':
    case 'run.export':
    case 'artifacts.fetch':
    case 'bench.resume':
    case 'bench.export':
      return whole({ type, runId: text(data['runId']) });
    case 'bench.list':
      return whole({ type, suite: anyText(data['suite']) });
    case 'bench.compare':
      return whole({ type, otherId: orNull(text)(data['otherId']) });
    case 'bench.show':
      return whole({ type, show: oneOf(shownProblems, data['show']) });
    case 'bench.problem':
      return whole({ type, problem: orNull(text)(data['problem']) });
    case 'change.open':
      return whole({ type, runId: text(data['runId']), path: text(data['path']) });
    case 'connection.test':
      return whole({ type, provider: text(data['provider']) });
    case 'failure.act':
      return whole({ type, action: text(data['action']) });
    case 'setting.set':
      return whole({ type, id: text(data['id']), value: settingValue(data['value']) });
    case 'setting.reset':
    case 'settings.open':
      return whole({ type, id: text(data['id']) });
    default:
      return undefined;
  }
}

/** A place that was stored, or undefined where it is of another version. */
export function parsePlace(data: unknown): Place | undefined {
  if (!isRecord(data)) return undefined;
  return whole({
    tab: oneOf(dashboardTabs, data['tab']),
    runId: orNull(text)(data['runId']),
    nodeId: orNull(text)(data['nodeId']),
    attempt: orNull(count)(data['attempt']),
    stream: orNull(stream)(data['stream']),
    days: oneOf(spendingDays, data['days']),
    search: parseHistorySearch(data['search']),
    storedRunId: orNull(text)(data['storedRunId']),
    bench: parseBenchPlace(data['bench']),
  });
}

function parseBenchPlace(data: unknown): BenchPlace | undefined {
  if (!isRecord(data)) return undefined;
  return whole({
    suite: anyText(data['suite']),
    runId: orNull(text)(data['runId']),
    otherId: orNull(text)(data['otherId']),
    problem: orNull(text)(data['problem']),
    show: oneOf(shownProblems, data['show']),
  });
}

function parseHistorySearch(data: unknown): HistorySearch | undefined {
  const search = parseSearchChange(data);
  const isWhole =
    search !== undefined && Object.keys(searchFields).every(name => Object.hasOwn(search, name));
  return isWhole ? (search as HistorySearch) : undefined;
}

/** The fields of a search that are there; undefined when one of them is wrong. */
function parseSearchChange(data: unknown): Partial<HistorySearch> | undefined {
  if (!isRecord(data)) return undefined;
  const given = Object.entries(searchFields).filter(([name]) => Object.hasOwn(data, name));
  return whole(Object.fromEntries(given.map(([name, parse]) => [name, parse(data[name])])));
}

const searchFields: {
  readonly [K in keyof HistorySearch]: (value: unknown) => HistorySearch[K] | undefined;
} = {
  text: value => anyText(value),
  status: value => oneOf(statuses, value),
  repaired: value => oneOf(['yes', 'no', ''] as const, value),
  model: value => anyText(value),
  from: value => day(value),
  until: value => day(value),
  isEverywhere: value => truth(value),
  sortBy: value => oneOf(sortKeys, value),
  isDescending: value => truth(value),
  page: value => count(value),
};

type Whole<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

/** The object, unless anything in it is missing. */
function whole<T extends object>(parts: T): Whole<T> | undefined {
  return Object.values(parts).includes(undefined) ? undefined : (parts as Whole<T>);
}

function oneOf<T extends string | number>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find(each => each === value);
}

const orNull =
  <T>(parse: (value: unknown) => T | undefined) =>
  (value: unknown) =>
    value === null ? null : parse(value);

const stream = (value: unknown) => oneOf(['stdout', 'stderr'] as const, value);

function anyText(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= maxLength ? value : undefined;
}

function text(value: unknown): string | undefined {
  return value === '' ? undefined : anyText(value);
}

/** A day of the calendar, or none. */
function day(value: unknown): string | undefined {
  return typeof value === 'string' && /^(?:\d{4}-\d{2}-\d{2})?$/.test(value) ? value : undefined;
}

function count(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined;
}

function truth(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function settingValue(value: unknown): SettingValue | undefined {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (!Array.isArray(value)) return anyText(value);
  const texts = value.map(anyText);
  return value.length <= maxItems && texts.every(item => item !== undefined) ? texts : undefined;
}

const statuses = ['completed', 'failed', 'cancelled', 'paused', 'open', ''] as const;
const sortKeys = ['createdAt', 'task', 'attempts', 'repairs', 'costUsd', 'durationMs'] as const;

// Longer than any path or id there is.
const maxLength = 4096;
const maxItems = 200;
