import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { followBuild } from './build-progress.ts';

async function follow(...messages: readonly object[]) {
  const bytes = Buffer.from(messages.map(message => `${JSON.stringify(message)}\r\n`).join(''));
  // Piece by piece, as no line and no character ends where a piece does.
  const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) =>
    bytes.subarray(index * 7, index * 7 + 7),
  );
  const steps: string[] = [];
  const lines: string[] = [];
  const ending = await followBuild(Readable.from(pieces), {
    onStep: step => steps.push(step),
    onLine: line => lines.push(line),
  });
  return { ending, steps, lines };
}

describe('followBuild', () => {
  it('tells the steps, and that the build is done', async () => {
    const { ending, steps } = await follow(
      { stream: 'Step 1/2 : FROM x' },
      { stream: '\n' },
      { stream: ' ---> 0123\n' },
      { status: 'Downloading', progressDetail: { current: 1, total: 2 }, id: 'a' },
      { stream: 'Step 2/2 : RUN true' },
      { aux: { ID: 'sha256:1' } },
    );

    assert.deepEqual(steps, ['step 1 of 2', 'step 2 of 2']);
    assert.deepEqual(ending, { kind: 'done' });
  });

  it('tells why a build failed, and what the step printed last', async () => {
    const { ending, lines } = await follow(
      { stream: 'Step 1/1 : RUN apt-get update' },
      { stream: '\u001b[91mno such host ä\u001b[0m\n' },
      { stream: 'Removing intermediate container 0123\n' },
      { errorDetail: { code: 100, message: 'code: 100' }, error: 'returned a non-zero code: 100' },
    );

    assert.deepEqual(ending, {
      kind: 'failed',
      error: 'returned a non-zero code: 100',
      lastLine: 'no such host ä',
    });
    assert.deepEqual(lines, ['no such host ä']);
  });
});
