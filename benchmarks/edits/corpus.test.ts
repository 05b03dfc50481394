import assert from 'node:assert/strict';
import { join } from 'node:path';
import { applyEdit } from '../../src/engine/change/apply-edit.ts';
import { packageFolders } from './corpus/source-files.ts';
import type { EditRecord } from './edit-record.ts';
import { judgeEdit, mustStay } from './judge-edit.ts';
import { makeCorpus } from './make-corpus.ts';

// Dependencies alone: their code is pinned, so that an unrelated change cannot change the corpus.
const options = {
  project: join(import.meta.dirname, '../..'),
  folders: packageFolders,
  seed: 7,
  recordsPerClass: 6,
};
const corpus = [...makeCorpus(options)];

function judge(record: EditRecord): string {
  const result = applyEdit(record.original, record);
  return judgeEdit(record, result.kind === 'applied' ? result.content : null);
}

const verdicts = corpus.map(record => ({ record, verdict: judge(record) }));

function brief(wanted: readonly string[]): readonly string[] {
  return verdicts
    .filter(({ verdict }) => wanted.includes(verdict))
    .map(({ record, verdict }) => `${record.class}, ${record.id}: ${verdict}`);
}

describe('edits of the corpus', function () {
  this.timeout(60_000);

  it('are right in 95 of 100 cases at least', () => {
    const right = brief(['applied right', 'refused right']).length;
    assert.ok(right >= 0.95 * corpus.length, brief(['refused wrongly']).join('\n'));
  });

  it('are wrong in 5 of 1000 cases at most, and in 1 of 1000 beyond whitespace', () => {
    const beyond = brief(['wrong beyond whitespace']);
    const wrong = brief(['applied wrong', 'wrong beyond whitespace']);
    assert.ok(wrong.length <= 0.005 * corpus.length, wrong.join('\n'));
    assert.ok(beyond.length <= 0.001 * corpus.length, beyond.join('\n'));
  });

  it('are never made where the file must stay as it is', () => {
    const wrong = verdicts.filter(({ record, verdict }) => mustStay(record) && verdict !== 'refused right');
    assert.deepEqual(
      wrong.map(({ record }) => `${record.class}, ${record.id}`),
      [],
    );
  });
});

describe('the corpus', () => {
  it('is the same every time it is made', () => {
    const again = makeCorpus({ ...options, recordsPerClass: 1 });
    const same = makeCorpus({ ...options, recordsPerClass: 1 });
    assert.deepEqual([...again], [...same]);
  });

  it('has every class, and edits to make as well as edits to refuse', () => {
    const classes = new Set(corpus.map(record => record.class));
    assert.ok(classes.size >= 50, String(classes.size));
    assert.ok(corpus.some(mustStay));
    assert.ok(corpus.some(record => !mustStay(record)));
  });

  it('takes code of several languages', () => {
    const kinds = new Set(corpus.map(record => record.path.split('.').at(-1)));
    for (const kind of ['ts', 'js', 'py', 'json', 'md']) assert.ok(kinds.has(kind), kind);
  });

  it('expects what a plain splice makes of an edit that is exact', () => {
    const exact = corpus.filter(record => record.class === 'exact');
    assert.ok(exact.length > 0);
    for (const { original, search, replace, expected } of exact) {
      assert.equal(original.split(search).join(replace), expected);
    }
  });
});
