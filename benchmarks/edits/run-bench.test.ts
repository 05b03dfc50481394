import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBench } from './run-bench.ts';

const record = {
  id: 'a',
  path: 'a.ts',
  original: 'a\nb\n',
  search: 'b',
  replace: 'c',
  expected: 'a\nc\n',
  class: 'exact',
};

describe('bench:edits', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bench-edits-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (...lines: readonly unknown[]): string => {
    const file = join(folder, 'data.jsonl');
    writeFileSync(
      file,
      lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    );
    return file;
  };

  const bench = async (...args: readonly string[]) => {
    const stdout: string[] = [];
    const stderr: string[] = [];
    const status = await runBench(args, { out: text => stdout.push(text), error: text => stderr.push(text) });
    return { status, stdout: stdout.join('\n'), stderr: stderr.join('\n') };
  };

  it('tells how the records of a file were judged, and writes what became of them', async () => {
    const out = join(folder, 'out.jsonl');
    const refused = { ...record, id: 2, original: 'b\nb\n', expected: null, class: 'twice' };
    const noOp = { ...record, id: 3, search: 'b', replace: 'b', expected: record.original, class: 'no-op' };
    const { status, stdout, stderr } = await bench('--data', write(record, '', refused, noOp), '--out', out);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /^exact +1 +1 +0 +0 +0 +0$/mu);
    assert.match(stdout, /^twice +1 +0 +1 +0 +0 +0$/mu);
    assert.match(stdout, /right 100\.00 %/u);
    assert.match(stdout, /median \d+\.\d\d ms, p99 \d+\.\d\d ms/u);
    const written = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    assert.deepEqual(written, [
      { id: 'a', content: 'a\nc\n' },
      { id: 2, content: null },
      { id: 3, content: null },
    ]);
  });

  it('names the bars that are missed', async () => {
    const { status, stdout } = await bench('--data', write({ ...record, expected: null }));
    assert.equal(status, 1);
    assert.match(stdout, /Missed: 0\.00 % are right/u);
    assert.match(stdout, /Missed: 1 edits were made wrong where a file must stay as it is/u);
  });

  const bad: readonly (readonly [string, () => readonly string[], RegExp])[] = [
    [
      'a file that is not there',
      () => ['--data', join(folder, 'none.jsonl')],
      /There is no file .*none\.jsonl/u,
    ],
    ['a folder', () => ['--data', folder], /There is no file/u],
    ['a file without records', () => ['--data', write('', '')], /has no records/u],
    ['a line that is not JSON', () => ['--data', write(record, '{')], /data\.jsonl, line 2 is not JSON/u],
    [
      'a record of another shape',
      () => ['--data', write(record, { ...record, search: 1 })],
      /line 2: "search" is wrong/u,
    ],
    ['a line that is no record', () => ['--data', write('7')], /line 1: the record is wrong/u],
    ['an option that does not exist', () => ['--date', 'x'], /options are not understood/u],
    [
      'an output that cannot be written',
      () => ['--data', write(record), '--out', join(folder, 'x', 'y')],
      /cannot be written/u,
    ],
  ];
  for (const [name, args, message] of bad) {
    it(`says in one line what is wrong with ${name}`, async () => {
      const { status, stderr } = await bench(...args());
      assert.equal(status, 2);
      assert.match(stderr, message);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
    });
  }
});
