import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RunSearch } from '../../src/engine/ports/run-search.ts';
import type { RunStore } from '../../src/engine/ports/run-store.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { below, type Finding, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { makeScratchFolder } from '../measure/scratch-folder.ts';

/** How long a search of the history takes, with more runs in it than most people ever make. */
async function measureHistory(): Promise<void> {
  await using folder = await makeScratchFolder();
  fill(folder.path);
  const store = openRunStore(folder.path);
  try {
    await reportFindings(
      'history',
      searches.map(search => measure(store, search)),
    );
  } finally {
    store.close();
  }
}

function measure(store: RunStore, [what, search]: (typeof searches)[number]): Finding {
  const values: number[] = [];
  let total = 0;
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    ({ total } = store.search({ ...newestFirst, ...search }));
    values.push(performance.now() - start);
  }
  return findingOf({ what: `${what} (${total} of ${runs} found)`, unit: 'ms', values, bar: below(100) });
}

const newestFirst: RunSearch = { sortBy: 'createdAt', isDescending: true, offset: 0, limit: 50 };

const searches: readonly (readonly [string, Partial<RunSearch>])[] = [
  ['the newest page', {}],
  ['the last page', { offset: 9_950 }],
  ['a word in one run', { text: 'needle4711' }],
  ['a word in every run', { text: 'pagination' }],
  ['two letters', { text: 'ca' }],
  ['a word that is nowhere', { text: 'nowhere' }],
  ['failed ones, by cost', { status: 'failed', sortBy: 'costUsd' }],
  [
    'repaired ones of a model, in a time',
    { repaired: true, model: 'openai/gpt-4o', from: 2_000_000, until: 8_000_000 },
  ],
  [
    'all at once, by task',
    { text: 'list', status: 'completed', repaired: true, model: 'openai/gpt-4o', sortBy: 'task' },
  ],
];

/**
 * Runs as large as real ones: a snapshot of 20 kB, a request of 5 kB, three model calls. Past the store, which makes
 * each row a transaction of its own and would take minutes.
 */
function fill(folder: string): void {
  openRunStore(folder).close();
  const database = new DatabaseSync(join(folder, 'codeforge.db'));
  database.exec(`
    BEGIN;
    CREATE TEMP TABLE numbers AS
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${runs - 1}) SELECT i FROM n;
    INSERT INTO runs (id, task, workspaceRoot, workflow, createdAt, updatedAt, state, outcome, attempts, repairs,
        costUsd, requestJson, snapshotJson)
      SELECT 'run-' || i,
        format('Add pagination to the %s of shop %d. needle%d %s', iif(i % 2, 'list', 'cart'), i, i,
          replace(hex(zeroblob(6)), '00', 'and keep the rest as it is. ')),
        '/w', 'solve', i * 1000, i * 1000 + 60000, 'done',
        CASE i % 3 WHEN 0 THEN 'completed' WHEN 1 THEN 'failed' ELSE 'cancelled' END,
        2, i % 2, i / 1e4, hex(zeroblob(2500)), hex(zeroblob(10000))
      FROM numbers;
    INSERT INTO calls (runId, callId, phase, attempt, agent, model, startedAt, countedUsd, countedTokens)
      SELECT 'run-' || i, 'call-' || call.value, 'code', 1, 'coder',
        iif(i % 3, 'ollama/qwen3', 'openai/gpt-4o'), i * 1000, 0, 0
      FROM numbers, json_each('[1, 2, 3]') AS call;
    COMMIT;
  `);
  database.close();
}

const runs = 10_000;
const times = 30;

await measureHistory();
