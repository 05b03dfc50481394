import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { openSuite, type Suite, tasksWithIds } from './open-suite.ts';

const record = {
  task_id: 'HumanEval/0',
  prompt: 'def one():\n    """Returns 1."""\n',
  entry_point: 'one',
  canonical_solution: '    return 1\n',
  test: 'def check(candidate):\n    assert candidate() == 1\n',
};
const lines = Buffer.from(`${JSON.stringify(record)}\n`);

describe('opening a suite', () => {
  let folder: string;
  let asked: string[];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'suite-'));
    asked = [];
    await writeSuite(lines);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('reads plain and packed records, and knows the data by its checksum', async () => {
    const suite = await open({ data: lines });
    await writeSuite(gzipSync(lines));
    const packed = await open({ data: gzipSync(lines) });

    assert.deepEqual(packed.tasks, suite.tasks);
    assert.deepEqual(
      [suite.name, suite.tasks[0]?.id, suite.tasks[0]?.reference],
      ['mine', 'HumanEval/0', '    return 1\n'],
    );
    assert.deepEqual(tasksWithIds(suite, ['HumanEval/0']), suite.tasks);
    assert.throws(() => tasksWithIds(suite, ['HumanEval/9']), {
      code: 'config.invalid',
      message: 'The suite mine has no task HumanEval/9. Its ids look like HumanEval/0.',
    });
  });

  it('does not put the tests into what a model is asked', async () => {
    const { tasks } = await open({ data: lines });

    assert.doesNotMatch(JSON.stringify([tasks[0]?.prompt, tasks[0]?.visibleTests]), /assert|check/u);
  });

  const broken = {
    'cut off': [gzipSync(lines).subarray(0, 60), /damaged or cut off/u],
    'not JSON': [Buffer.from('{"task_id": "HumanEval/0", '), /line 1 is not JSON/u],
    'without a field': [
      Buffer.from(`${JSON.stringify(record)}\n{"task_id":"x"}\n`),
      /line 2, field prompt:/u,
    ],
    'with a wrong field': [
      Buffer.from(JSON.stringify([{ ...record, task_id: 7 }])),
      /record 1, field task_id:/u,
    ],
    empty: [Buffer.from(''), /has no records/u],
    'not text': [Buffer.from([0xff, 0xfe, 0x00]), /not UTF-8/u],
    'other data': [
      Buffer.from(`${JSON.stringify(record)}\n\n`),
      /not the one of this suite: its SHA-256 is/u,
    ],
  } as const;
  for (const [name, [data, message]] of Object.entries(broken)) {
    it(`refuses data that is ${name}, and names the file`, async () => {
      await assert.rejects(open({ data }), error => {
        assert.match(String(error), message);
        assert.match(String(error), /data\.bin/u);
        return true;
      });
    });
  }

  it('says of a folder that the file in it is wanted', async () => {
    await mkdir(path.join(folder, 'data.bin'));
    await assert.rejects(open({ file: path.join(folder, 'data.bin') }), {
      code: 'config.invalid',
      message: `${path.join(folder, 'data.bin')} is a folder, and the data of the suite is a file. Name the file itself, such as data.jsonl.`,
    });
  });

  it('downloads once, and again when what it kept is damaged', async () => {
    await open({ served: lines });
    await open({ served: lines });
    assert.equal(asked.length, 1);

    await writeFile(path.join(folder, 'cache', 'data.jsonl'), 'half');
    const suite = await open({ served: lines });
    assert.deepEqual([asked.length, suite.tasks.length], [2, 1]);
  });

  it('says what to do without a network, and keeps nothing of a wrong download', async () => {
    await assert.rejects(open({}), {
      message:
        'https://example.com/data.jsonl could not be downloaded. Connect to the network and try again, or name a copy with --data FILE.',
    });
    await assert.rejects(open({ served: Buffer.from(`${JSON.stringify(record)}\n \n`) }), /SHA-256/u);
    await assert.rejects(readdir(path.join(folder, 'cache')), { code: 'ENOENT' });
  });

  it('names the suites there are when there is none of that name', async () => {
    await assert.rejects(open({ name: 'his' }), {
      message:
        'There is no suite his, and no folder of that name with a suite.yaml. There are mine; codeforge bench init his makes one of your own.',
    });
    await assert.rejects(
      open({ name: path.join(folder, 'nothing') }),
      /is no suite: its suite\.yaml cannot be read\. .*codeforge bench init makes one/u,
    );
  });

  it('gives a task the time that the manifest has for it, and knows no task that the data has not', async () => {
    const text = await readFile(manifest(), 'utf8');
    await writeFile(manifest(), `${text}taskTimeouts: { HumanEval/0: 30 }\n`);
    const { tasks } = await open({ data: lines });
    assert.equal(tasks[0]?.timeoutSeconds, 30);

    await writeFile(manifest(), `${text}taskTimeouts: { HumanEval/1: 30 }\n`);
    await assert.rejects(open({ data: lines }), /suite\.yaml speaks of a task HumanEval\/1, which/u);
  });

  it('names file, line and field of a wrong manifest', async () => {
    await writeFile(manifest(), 'title: Mine\ndescription: x\nformat: humanevil\n');
    await assert.rejects(open({ data: lines }), {
      place: { file: manifest(), line: 3 },
      message: /suite\.yaml:3: format: /u,
    });
    await writeFile(manifest(), 'title: [\n');
    await assert.rejects(open({ data: lines }), /suite\.yaml:2: this is not YAML/u);
  });

  interface Choice {
    readonly name?: string;
    readonly data?: Uint8Array;
    readonly served?: Uint8Array;
    readonly file?: string;
  }

  async function open({ name = 'mine', data, served, file }: Choice): Promise<Suite> {
    const written = path.join(folder, 'data.bin');
    if (data !== undefined) await writeFile(written, data);
    const named = file ?? (data && written);
    return openSuite(name, {
      suitesDirectory: path.join(folder, 'suites'),
      cacheDirectory: path.join(folder, 'cache'),
      signal: new AbortController().signal,
      onProgress: () => undefined,
      fetch: async url => {
        asked.push(String(url));
        if (served === undefined) throw new TypeError('fetch failed');
        return new Response(new Uint8Array(served));
      },
      ...(named !== undefined && { file: named }),
    });
  }

  async function writeSuite(data: Uint8Array): Promise<void> {
    await mkdir(path.dirname(manifest()), { recursive: true });
    const sha256 = createHash('sha256').update(data).digest('hex');
    await writeFile(
      manifest(),
      `title: Mine\ndescription: For the tests.\nformat: humaneval\ndata:\n  file: data.jsonl\n  url: https://example.com/data.jsonl\n  sha256: ['${sha256}']\n  records: 1\n`,
    );
  }

  function manifest(): string {
    return path.join(folder, 'suites', 'mine', 'suite.yaml');
  }
});
