import assert from 'node:assert/strict';
import type { OpenSandbox, Sandbox, SandboxArtifacts } from '../../engine/ports/sandbox.ts';
import { openFor, run, signal, texts } from './trial.contract.ts';

/**
 * What leaves a sandbox when it is asked for. The suite runs `python3 make.py`, which makes or changes what
 * `makeArtifacts` says; a fake need not be able to run Python to do the same.
 */
export function describeArtifacts(open: OpenSandbox): void {
  it('hands out what a program has made or changed, byte by byte, and nothing else', async () => {
    await using sandbox = await opened(open);
    const before = await sandbox.artifacts({ signal: signal(), maxBytes: mebibyte });
    await run(sandbox, 'python3 make.py');
    const after = await sandbox.artifacts({ signal: signal(), maxBytes: mebibyte });

    assert.deepEqual(before, { files: [], leftOut: [] });
    assert.deepEqual(shown(after), { 'changed.txt': 'after', 'out/a b.txt': 'made', 'out/ünï.txt': '' });
    assert.deepEqual(after.leftOut, []);
  });

  it('hands out nothing that was written from outside since', async () => {
    await using sandbox = await opened(open);
    await run(sandbox, 'python3 make.py');
    await sandbox.write({ files: texts({ 'changed.txt': 'again' }), deleted: [] }, signal());

    const { files } = await sandbox.artifacts({ signal: signal(), maxBytes: mebibyte });
    assert.equal(
      files.some(({ path }) => path === 'changed.txt'),
      false,
    );
  });

  it('hands out no more than may be fetched, and names what is left out', async () => {
    await using sandbox = await opened(open);
    await run(sandbox, 'python3 make.py');
    const { files, leftOut } = await sandbox.artifacts({ signal: signal(), maxBytes: 4 });

    assert.ok(files.reduce((sum, { bytes }) => sum + bytes.length, 0) <= 4);
    assert.match(leftOut.join('\n'), /^changed\.txt was left out: /mu);
  });

  it('goes on as before after something was fetched', async () => {
    await using sandbox = await opened(open);
    await run(sandbox, 'python3 make.py');
    await sandbox.artifacts({ signal: signal(), maxBytes: mebibyte });
    const again = await run(sandbox, 'python3 make.py');
    const { files } = await sandbox.artifacts({ signal: signal(), maxBytes: mebibyte });

    assert.equal(again.exitCode, 0);
    assert.equal(files.length, 3);
  });

  it('fetches nothing once its signal has fired', async () => {
    await using sandbox = await opened(open);

    await assert.rejects(sandbox.artifacts({ signal: AbortSignal.abort(), maxBytes: mebibyte }), {
      name: 'AbortError',
    });
  });
}

/** By path. */
export const makeArtifacts = { 'changed.txt': 'after', 'out/a b.txt': 'made', 'out/ünï.txt': '' } as const;

const program = `
import os
os.makedirs('out', exist_ok=True)
for path, text in ${JSON.stringify(makeArtifacts)}.items():
    with open(path, 'w') as file:
        file.write(text)
`;

async function opened(open: OpenSandbox): Promise<Sandbox> {
  const sandbox = await openFor(open, 'python');
  const files = texts({ 'make.py': program, 'changed.txt': 'before', 'kept.txt': 'kept' });
  await sandbox.write({ files, deleted: [] }, signal());
  return sandbox;
}

function shown({ files }: SandboxArtifacts): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
}

const mebibyte = 1024 * 1024;
