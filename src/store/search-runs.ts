import { type RunPage, type RunSearch, searchWords } from '../engine/ports/run-search.ts';
import type { RunSummary } from '../engine/ports/run-store.ts';
import { joinSql, Sql, sql } from './plain-sql.ts';
import { Query } from './query.ts';
import { realFolder } from './real-folder.ts';
import type { StoreDatabase } from './store-database.ts';
import { summaryColumns } from './summary-columns.ts';

/** See RunStore.search. Each combination of conditions is a statement of its own, so that each can use its index. */
export function searchRuns(database: StoreDatabase, search: RunSearch): RunPage {
  const given = givenBy(search);
  const { page, count } = queriesFor(search, given);
  const total = database.first(count, given)?.total ?? 0;
  return { runs: database.all(page, given), total };
}

/** The values of a search, each under the name that its condition has for it. */
interface Given {
  readonly limit: number;
  readonly offset: number;
  readonly [name: string]: string | number;
}

interface SearchQueries {
  readonly page: Query<Given, RunSummary>;
  readonly count: Query<Given, { readonly total: number }>;
}

function givenBy(search: RunSearch): Given {
  const { text = '', status, model, from, until, workspaceRoots, limit, offset } = search;
  const words = searchWords(text);
  const long = words.filter(isIndexed);
  const short = words.filter(word => !isIndexed(word));
  return {
    limit,
    offset,
    ...(words.length > 0 && { id: text.trim() }),
    ...(long.length > 0 && { match: long.map(quoted).join(' AND ') }),
    ...Object.fromEntries(short.map((word, index) => [`short${index}`, word])),
    ...(status !== undefined && status !== 'open' && { status }),
    ...(model !== undefined && { model }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(workspaceRoots !== undefined && { roots: JSON.stringify(workspaceRoots.map(realFolder)) }),
  };
}

/** Trigrams find no shorter words. */
const isIndexed = (word: string) => [...word].length >= 3;

/** A text that FTS takes as it is. A NUL would end it, and no task has one that people could search for. */
const quoted = (word: string) => `"${word.replaceAll('\0', '').replaceAll('"', '""')}"`;

const known = new Map<string, SearchQueries>();

function queriesFor(search: RunSearch, given: Given): SearchQueries {
  const { sortBy, isDescending, status, repaired } = search;
  const names = Object.keys(given).sort();
  const shape = JSON.stringify([names, sortBy, isDescending, status === 'open', repaired ?? null]);
  const found = known.get(shape) ?? buildQueries(search, new Set(names));
  known.set(shape, found);
  return found;
}

function buildQueries(search: RunSearch, names: ReadonlySet<string>): SearchQueries {
  const { sortBy, isDescending } = search;
  const where = (given: Given) => joinSql(conditions(search, names, given), ' and ');
  const order = new Sql(
    `${sortExpressions[sortBy]} ${isDescending ? 'desc' : 'asc'}, createdAt desc, seq desc`,
  );
  const columns = new Sql(summaryColumns.join(', '));
  return {
    page: new Query(
      given =>
        sql`select ${columns} from runs where ${where(given)} order by ${order} limit ${given.limit} offset ${given.offset}`,
    ),
    count: new Query(given => sql`select count(*) as total from runs where ${where(given)}`),
  };
}

function conditions(
  { status, repaired }: RunSearch,
  names: ReadonlySet<string>,
  given: Given,
): readonly Sql[] {
  const has = (name: string, condition: Sql) => (names.has(name) ? [condition] : []);
  return [
    sql`true`,
    ...textConditions(names, given),
    ...has('status', sql`outcome = ${given['status']}`),
    ...(status === 'open' ? [sql`outcome is null`] : []),
    ...(repaired === undefined ? [] : [repaired ? sql`repairs > 0` : sql`repairs = 0`]),
    ...has('from', sql`createdAt >= ${given['from']}`),
    ...has('until', sql`createdAt < ${given['until']}`),
    ...has('roots', sql`workspaceRoot in (select value from json_each(${given['roots']}))`),
    ...has('model', sql`id in (select runId from calls where model = ${given['model']})`),
  ];
}

function textConditions(names: ReadonlySet<string>, given: Given): readonly Sql[] {
  if (!names.has('id')) return [];
  const short = [...names].filter(name => name.startsWith('short'));
  const words = [
    ...(names.has('match')
      ? [sql`seq in (select rowid from taskWords where taskWords match ${given['match']})`]
      : []),
    ...short.map(name => sql`instr(lower(task), ${given[name]}) > 0`),
  ];
  return [sql`(id = ${given['id']} or (${joinSql(words, ' and ')}))`];
}

const sortExpressions = {
  createdAt: 'createdAt',
  task: 'lower(task)',
  attempts: 'attempts',
  repairs: 'repairs',
  costUsd: 'costUsd',
  durationMs: 'updatedAt - createdAt',
} as const;
