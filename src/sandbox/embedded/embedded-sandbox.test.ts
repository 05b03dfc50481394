import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  missingComponent,
  never,
  openForTest,
  runForTest,
  runtimeDirectory,
  sandboxes,
  skipWithoutRuntime,
  testFolder,
  textFiles,
} from '../../../test/embedded-sandboxes.ts';
import { describeSandbox } from '../sandbox.contract.ts';
import { createEmbeddedSandboxes } from './embedded-sandbox.ts';
import { folderPrefix } from './sandbox-folders.ts';

describeSandbox('embedded', sandboxes.open, {
  missing: async () => (sandboxes.probe().kind === 'ready' ? undefined : missingComponent),
  shell: 'sequences',
  testRunners: ['unittest', 'node --test'],
});

describe('an embedded sandbox', function () {
  this.timeout(60_000);
  before(function () {
    skipWithoutRuntime(this);
  });

  it('says what it cannot run, before it runs anything', async () => {
    await using sandbox = await openForTest({ 'main.py': "print('ran')" });
    const result = await runForTest(sandbox, 'python3 main.py && pytest -q');

    assert.equal(result.exitCode, 127);
    assert.match(result.unsupported ?? '', /^The embedded sandbox has no pytest\. .*--sandbox docker.*\.$/u);
    assert.deepEqual([result.stdout, result.stderr], ['', `${result.unsupported}\n`]);
  });

  it('keeps what one program writes for the next, whatever its language', async () => {
    await using sandbox = await openForTest({
      'a.mjs':
        "import fs from 'node:fs';\nfs.mkdirSync('made');\nfs.writeFileSync('made/by-node.txt', 'node');",
      'b.py': `
import os
print(open('made/by-node.txt').read())
open('made/by-python.txt', 'w').write('python')
os.remove('made/by-node.txt')
os.mkdir('empty')
`,
      'c.mjs': "import fs from 'node:fs';\nconsole.log(fs.readdirSync('made'), fs.existsSync('empty'));",
    });
    const result = await runForTest(
      sandbox,
      'node a.mjs && python3 b.py && node c.mjs && cat made/by-python.txt',
    );

    assert.equal(result.stdout, 'node\n[ "by-python.txt" ] true\npython');
    assert.equal(result.exitCode, 0);
  });

  it('shows the same path in every run, and never the real one', async () => {
    await using sandbox = await openForTest({
      'main.mjs':
        'console.log(process.cwd(), process.env.TMPDIR, import.meta.url);\nthrow new Error("here");',
    });
    const { stdout, stderr } = await runForTest(sandbox, 'node main.mjs');

    assert.equal(stdout, '/workspace /tmp file:///workspace/main.mjs\n');
    assert.match(stderr, /^Error: here\n {4}at file:\/\/\/workspace\/main\.mjs:2:7\n$/u);
  });

  it('leaves neither folder nor process behind when it is closed in the middle of a program', async () => {
    const sandbox = await openForTest({ 'main.mjs': 'console.log(process.pid);\nfor (;;);' });
    const begun = Promise.withResolvers<number>();
    const running = runForTest(sandbox, 'node main.mjs', {
      onOutput: chunk => begun.resolve(Number(chunk.text)),
    });
    const rejected = assert.rejects(running, { code: 'sandbox.unavailable' });
    const pid = await begun.promise;
    await sandbox[Symbol.asyncDispose]();
    await rejected;

    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
    assert.deepEqual(await ownFolders(), []);
    await assert.rejects(runForTest(sandbox, 'true'), { code: 'sandbox.unavailable' });
  });

  it('ends a program whose buffers grow beside its heap', async function () {
    if (process.platform === 'win32') this.skip();
    await using sandbox = await openForTest({
      'main.mjs': 'const hog = [];\nfor (;;) hog.push(new Uint8Array(50_000_000).fill(1));',
    });
    const result = await runForTest(sandbox, 'node main.mjs');

    assert.deepEqual([result.exitCode, result.outOfMemory, result.timedOut], [null, true, false]);
  });

  it('ends a program whose heap grows', async () => {
    await using sandbox = await openForTest({
      'main.mjs': 'const hog = [];\nfor (;;) hog.push({ items: new Array(1_000).fill(1) });',
    });
    const result = await runForTest(sandbox, 'node main.mjs');

    assert.deepEqual([result.exitCode === 0, result.outOfMemory, result.timedOut], [false, true, false]);
  });

  it('gives up on preparing Python when nobody waits for it any more', async () => {
    const temporaryDirectory = path.join(testFolder, 'abandoned');
    const cacheDirectory = path.join(temporaryDirectory, 'cache');
    const other = createEmbeddedSandboxes({ runtimeDirectory, cacheDirectory, temporaryDirectory });
    const controller = new AbortController();
    const opening = other.open({
      runId: 'abandoned',
      language: 'python',
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });

    await assert.rejects(opening, { name: 'AbortError' });
  });

  it('works in folders with a comma in their names, and sees no others', async () => {
    const temporaryDirectory = path.join(testFolder, 'one, two');
    await mkdir(path.join(testFolder, 'one'));
    await writeFile(path.join(testFolder, 'one', 'secret.txt'), 'hidden-value');
    const other = createEmbeddedSandboxes({
      runtimeDirectory,
      cacheDirectory: testFolder,
      temporaryDirectory,
    });
    await using sandbox = await other.open({ runId: 'comma', language: 'node', signal: never() });
    const secret = JSON.stringify(path.join(testFolder, 'one', 'secret.txt'));
    const code = `const fs = require('node:fs');\nfs.writeFileSync('made', 'x');\nconsole.log(fs.readFileSync('made', 'utf8'));\nfs.readFileSync(${secret});`;
    await sandbox.write({ files: textFiles({ 'main.cjs': code }), deleted: [] }, never());
    const result = await runForTest(sandbox, 'node main.cjs');

    assert.equal(result.stdout, 'x\n');
    assert.match(result.stderr, /Requires read access/u);
  });

  it('cannot be opened where its parts are missing, and says so', async () => {
    const other = createEmbeddedSandboxes({ runtimeDirectory: testFolder, cacheDirectory: testFolder });

    assert.equal(other.probe().kind, 'missing');
    await assert.rejects(other.open({ runId: 'none', language: 'node', signal: never() }), {
      code: 'sandbox.unavailable',
      message: /scripts of the embedded sandbox.*Docker sandbox\.$/u,
    });
  });
});

async function ownFolders(): Promise<readonly string[]> {
  return (await readdir(testFolder)).filter(name => name.startsWith(folderPrefix));
}
