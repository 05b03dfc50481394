import assert from 'node:assert/strict';
import type { OpenSandbox, OutputChunk } from '../../engine/ports/sandbox.ts';
import { runFiles, streamed } from './trial.contract.ts';

export function describeOutput(open: OpenSandbox): void {
  it('keeps standard output and standard error apart', async () => {
    const code = "import sys\nprint('out')\nprint('err', file=sys.stderr)";
    const chunks: OutputChunk[] = [];
    const result = await runFiles(open, { 'main.py': code }, 'python3 main.py', {
      onOutput: chunk => chunks.push(chunk),
    });

    assert.deepEqual([result.stdout, result.stderr], ['out\n', 'err\n']);
    assert.deepEqual([streamed(chunks, 'stdout'), streamed(chunks, 'stderr')], ['out\n', 'err\n']);
  });

  it('streams output while the program is still running', async () => {
    const controller = new AbortController();
    const running = runFiles(
      open,
      { 'main.mjs': "console.log('ready');\nsetInterval(() => {}, 1000);" },
      'node main.mjs',
      {
        signal: controller.signal,
        // The program never ends by itself: only streamed output can end it.
        onOutput: () => controller.abort(),
      },
    );

    await assert.rejects(running, { name: 'AbortError' });
  });

  it('keeps characters whole that are split between pieces of output', async () => {
    const text = 'aé€😀'.repeat(3_000);
    const chunks: OutputChunk[] = [];
    const result = await runFiles(open, { 'main.py': `print('aé€😀' * 3000)` }, 'python3 main.py', {
      onOutput: chunk => chunks.push(chunk),
    });

    assert.equal(result.stdout, `${text}\n`);
    assert.equal(streamed(chunks, 'stdout'), `${text}\n`);
  });

  it('keeps head and tail of endless output, and says how much is missing', async () => {
    const code = "print('HEAD')\nfor i in range(40000):\n    print('x' * 50)\nprint('TAIL')";
    const result = await runFiles(open, { 'main.py': code }, 'python3 main.py');

    assert.equal(result.exitCode, 0);
    assert.equal(result.truncated, true);
    assert.match(result.stdout, /^HEAD\n.*\d bytes.*\nTAIL\n$/su);
    assert.equal(result.stdout.length < 200_000, true);
  });

  it('bounds one line without an end as well', async () => {
    const result = await runFiles(open, { 'main.py': "print('x' * 1_000_000, end='')" }, 'python3 main.py');

    assert.equal(result.truncated, true);
    assert.equal(result.stdout.length < 200_000, true);
  });
}
