import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OutputChunk } from '../engine/ports/sandbox.ts';
import { commandOutput } from './command-output.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'ä', '€', '😀', '\n'), maxLength: 60 });

describe('commandOutput', () => {
  it('keeps the streams apart and every character whole, however the bytes were cut', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 5 }), (stdout, stderr, step) => {
        const chunks: OutputChunk[] = [];
        const output = commandOutput(chunk => chunks.push(chunk));
        for (const [stream, said] of [['stdout', stdout] as const, ['stderr', stderr] as const]) {
          const bytes = new TextEncoder().encode(said);
          for (let at = 0; at < bytes.length; at += step) {
            output.write(stream, bytes.subarray(at, at + step));
          }
        }

        assert.deepEqual(output.end(), {
          stdout,
          stderr,
          truncated: false,
          outputBytes: { stdout: Buffer.byteLength(stdout), stderr: Buffer.byteLength(stderr) },
        });
        assert.equal(streamed(chunks, 'stdout'), stdout);
        assert.equal(streamed(chunks, 'stderr'), stderr);
        assert.equal(
          chunks.some(chunk => chunk.text === ''),
          false,
        );
      }),
    );
  });

  it('hands on whole lines, and what is left of one at the end', () => {
    const chunks: string[] = [];
    const output = commandOutput(chunk => chunks.push(`${chunk.stream}:${chunk.text}`));
    const write = (stream: OutputChunk['stream'], said: string) =>
      output.write(stream, new TextEncoder().encode(said));
    write('stdout', 'one');
    write('stderr', 'bad\nwor');
    write('stdout', ' line\ntwo\nthr');
    write('stderr', 'se\r');
    output.end();

    assert.deepEqual(chunks, ['stderr:bad\n', 'stdout:one line\ntwo\n', 'stderr:worse\r', 'stdout:thr']);
  });

  it('hands on a line without end in pieces', () => {
    const lengths: number[] = [];
    const output = commandOutput(chunk => lengths.push(chunk.text.length));
    for (let index = 0; index < 10; index += 1) output.write('stdout', new Uint8Array(10_000).fill(0x78));

    assert.deepEqual(lengths, [20_000, 20_000, 20_000, 20_000, 20_000]);
  });

  it('hands on what a broken character leaves at the end', () => {
    const chunks: OutputChunk[] = [];
    const output = commandOutput(chunk => chunks.push(chunk));
    output.write('stdout', Uint8Array.of(0x61, 0xe2, 0x82));

    assert.equal(output.end().stdout, 'a\uFFFD');
    assert.equal(streamed(chunks, 'stdout'), 'a\uFFFD');
  });

  it('stops handing on a flood, says so once, and still keeps its tail', () => {
    const chunks: OutputChunk[] = [];
    const output = commandOutput(chunk => chunks.push(chunk));
    const piece = new TextEncoder().encode('x'.repeat(1024 * 1024));
    for (let index = 0; index < 9; index += 1) {
      output.write('stdout', piece);
    }
    output.write('stdout', new TextEncoder().encode('TAIL'));
    const result = output.end();

    assert.equal(result.truncated, true);
    assert.equal(result.stdout.endsWith('xTAIL'), true);
    assert.equal(chunks.filter(chunk => chunk.text.includes('not shown')).length, 1);
    assert.equal(streamed(chunks, 'stdout').length < 4.1 * 1024 * 1024, true);
  });
});

function streamed(chunks: readonly OutputChunk[], stream: OutputChunk['stream']): string {
  return chunks.flatMap(chunk => (chunk.stream === stream ? [chunk.text] : [])).join('');
}
