import assert from 'node:assert/strict';
import type { OpenSandbox } from '../../engine/ports/sandbox.ts';
import { file, green, openFor, run, runFiles, signal, withoutMeasures } from './trial.contract.ts';

export function describeShell(open: OpenSandbox): void {
  it('understands pipes, variables and redirection', async () => {
    const result = await runFiles(
      open,
      { 'a.txt': 'b\na\n' },
      'X=1; sort a.txt > sorted && cat sorted | tr a-z A-Z; echo "$X" >&2; exit 7',
    );

    assert.deepEqual([result.stdout, result.stderr, result.exitCode], ['A\nB\n', '1\n', 7]);
  });

  it('keeps the executable bit', async () => {
    await using sandbox = await openFor(open, 'python');
    const bytes = new TextEncoder().encode('#!/bin/sh\necho ran\n');
    await sandbox.write(
      { files: [{ path: 'tool', bytes, executable: true }, file('plain', bytes)], deleted: [] },
      signal(),
    );

    assert.deepEqual(withoutMeasures(await run(sandbox, './tool')), green('ran\n'));
    assert.equal((await run(sandbox, './plain')).exitCode, 126);
  });

  it('gives programs an empty standard input', async () => {
    assert.deepEqual(withoutMeasures(await runFiles(open, {}, 'cat; echo end')), green('end\n'));
  });
}
