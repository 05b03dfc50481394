import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { benchOrder, benchResult } from '../../test/fakes/bench-results.ts';
import { beginRun, openRunFolder } from '../bench/run/run-folder.ts';
import { benchLibrary, benchRunsDirectory } from './bench-library.ts';

describe('the benchmark runs of this machine', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(path.join(tmpdir(), 'bench-library-'));
  });
  afterEach(() => rmSync(data, { recursive: true }));

  const folderOf = (id: string) => path.join(benchRunsDirectory(data), id);
  const write = (id: string, day: number) => {
    const { made, ...order } = benchOrder(['a', 'b']);
    const startedAt = new Date(Date.UTC(2026, 0, day)).toISOString();
    beginRun(folderOf(id), { ...order, made: { ...made, startedAt } });
    const folder = openRunFolder(folderOf(id));
    folder.append(benchResult('a', 'right'));
    return folder;
  };

  it('are none before the first', () => {
    assert.deepEqual(benchLibrary(data).list(), []);
  });

  it('come with their scores, the newest first, and one that is damaged hides no other', () => {
    write('older', 1);
    write('newer', 2);
    write('broken', 3);
    writeFileSync(path.join(folderOf('broken'), 'results.jsonl'), '{}\n');
    const found = benchLibrary(data)
      .list()
      .map(listing => [
        listing.id,
        listing.kind === 'run' ? listing.score.withRepair.value : listing.problem.includes('damaged'),
      ]);
    assert.deepEqual(found, [
      ['newer', 1],
      ['older', 1],
      ['broken', true],
    ]);
  });

  it('show what was finished since they were looked at', () => {
    const folder = write('one', 1);
    const library = benchLibrary(data);
    const samples = () => library.list().map(listing => listing.kind === 'run' && listing.score.samples);
    assert.deepEqual(samples(), [1]);
    folder.append(benchResult('b', 'wrong'));
    assert.deepEqual(samples(), [2]);
    assert.deepEqual(
      library.run('one').results.map(({ taskId }) => taskId),
      ['a', 'b'],
    );
  });

  it('are reached by their names only, and nothing is made where no record is kept', () => {
    write('one', 1);
    const library = benchLibrary(data);
    assert.throws(() => library.run('gone'), /no benchmark run gone any more/u);
    assert.throws(() => library.run('../runs/one'), /no benchmark run/u);
    assert.equal(
      library.inside('one', () => true),
      undefined,
    );
  });
});
