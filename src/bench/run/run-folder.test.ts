import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { benchOrder, benchResult } from '../../../test/fakes/bench-results.ts';
import { beginRun, openRunFolder, readOrder, readResults } from './run-folder.ts';

const order = benchOrder(['a', 'b']);
const result = benchResult('a', 'right');

describe("a benchmark run's folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'run-folder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what is finished, and drops a line that was cut off', () => {
    beginRun(folder, order);
    openRunFolder(folder).append(result);
    appendFileSync(path.join(folder, 'results.jsonl'), '{"taskId":"b"');
    beginRun(folder, { ...order, made: { ...order.made, version: '2' } });
    const again = openRunFolder(folder);
    again.append({ ...result, taskId: 'b' });

    assert.deepEqual([again.finished, readResults(folder).length], [[result], 2]);
    assert.deepEqual(readOrder(folder), order);
  });

  it('is not taken for another run', () => {
    beginRun(folder, order);
    assert.throws(() => beginRun(folder, { ...order, maxRepairs: 0 }), /another suite, model or options/u);
  });

  it('says where it is damaged, or that it is none', () => {
    assert.throws(() => readOrder(folder), /holds no benchmark run/u);
    writeFileSync(path.join(folder, 'results.jsonl'), '{}\n');
    assert.throws(() => readResults(folder), /results\.jsonl:1 is damaged/u);
  });

  it('says that the disk takes no more, and keeps what is there', function () {
    // A device that is always full.
    if (process.platform !== 'linux') this.skip();
    beginRun(folder, order);
    const opened = openRunFolder(folder);
    symlinkSync('/dev/full', path.join(folder, 'results.jsonl'));
    assert.throws(() => opened.append(result), /cannot be written \(ENOSPC.*what is finished is kept/u);
  });
});
