import assert from 'node:assert/strict';
import { openForTest, runForTest, skipWithoutRuntime } from '../../../test/embedded-sandboxes.ts';

describe('the limits of embedded programs', function () {
  this.timeout(60_000);
  before(function () {
    skipWithoutRuntime(this);
  });

  const endless = {
    'a Python program that catches everything': [
      'main.py',
      'while True:\n    try:\n        while True: pass\n    except BaseException: pass',
    ],
    'a Python program that fills its memory and catches that': [
      'main.py',
      "hog = []\nwhile True:\n    try:\n        while True: hog.append(bytearray(b'x' * 10_000_000))\n    except BaseException: pass",
    ],
    'a script with many workers': [
      'main.mjs',
      "for (let i = 0; i < 50; i += 1) new Worker('data:text/javascript,for(;;);', { type: 'module' });",
    ],
  } as const;
  for (const [name, [file, code]] of Object.entries(endless)) {
    it(`end ${name}, and the next program is as good as new`, async () => {
      await using sandbox = await openForTest({ [file]: code, 'next.py': 'print(42)' });
      const result = await runForTest(sandbox, `${commandFor(file)} ${file}`, { timeoutMs: 3_000 });
      const next = await runForTest(sandbox, 'python3 next.py');

      assert.deepEqual([result.exitCode, result.signal, result.timedOut], [null, 'SIGKILL', true]);
      assert.deepEqual([next.exitCode, next.stdout], [0, '42\n']);
    });
  }

  it('end a script that shares more memory than it may have', async function () {
    if (process.platform === 'win32') this.skip();
    await using sandbox = await openForTest({
      'main.mjs':
        'const hog = [];\nfor (;;) { hog.push(new SharedArrayBuffer(50_000_000)); new Uint8Array(hog.at(-1)).fill(1); }',
    });
    const { signal, outOfMemory, timedOut } = await runForTest(sandbox, 'node main.mjs');

    assert.deepEqual(
      { signal, outOfMemory, timedOut },
      { signal: 'SIGKILL', outOfMemory: true, timedOut: false },
    );
  });

  it('end a script that fills the disk with files', async () => {
    await using sandbox = await openForTest({
      'main.mjs':
        "import fs from 'node:fs';\nfor (let i = 0; ; i += 1) { fs.mkdirSync(String(i % 500), { recursive: true }); fs.writeFileSync(i % 500 + '/' + i, ''); }",
    });
    const result = await runForTest(sandbox, 'node main.mjs');

    assert.deepEqual([result.exitCode, result.signal, result.timedOut], [null, 'SIGKILL', false]);
    assert.match(result.stderr, /made too many files.*Docker sandbox\.$/mu);
  });

  it('are told with the most memory that a program held', async function () {
    if (process.platform === 'win32') this.skip();
    await using sandbox = await openForTest({
      'small.mjs': 'console.log(1);',
      'large.mjs': 'const held = new Uint8Array(150_000_000).fill(1);\nconsole.log(held.length);',
    });
    const small = await runForTest(sandbox, 'node small.mjs');
    const both = await runForTest(sandbox, 'node large.mjs && node small.mjs');

    assert.ok((both.peakMemoryMb ?? 0) - (small.peakMemoryMb ?? 0) > 100);
  });
});

function commandFor(file: string): string {
  return file.endsWith('.py') ? 'python3' : 'node';
}
