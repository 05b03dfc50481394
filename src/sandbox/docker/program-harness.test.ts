import assert from 'node:assert/strict';
import fc from 'fast-check';
import { harnessedOutput } from './program-harness.ts';

describe('harnessedOutput', () => {
  it('tells a signal by its mark, however the mark arrives', () => {
    const cuts = fc.array(fc.nat({ max: 20 }), { maxLength: 5 });
    fc.assert(
      fc.property(cuts, at => {
        assert.deepEqual(told('words\0\0killed\0', at, 139), {
          printed: 'words\0',
          exitCode: null,
          signal: 'SIGSEGV',
        });
      }),
    );
  });

  it('leaves whatever else is printed as it is', () => {
    const text = fc.string({ unit: fc.constantFrom('\0', 'killed', 'k', 'x', '\0kill'), maxLength: 8 });
    const cuts = fc.array(fc.nat({ max: 40 }), { maxLength: 5 });
    fc.assert(
      fc.property(text, cuts, (printed, at) => {
        fc.pre(!printed.endsWith('\0killed\0'));
        assert.deepEqual(told(printed, at, 137), { printed, exitCode: 137, signal: null });
      }),
    );
  });

  it('waits with nothing that cannot become a mark', () => {
    const arrived: string[] = [];
    const output = harnessedOutput((stream, bytes) => arrived.push(`${stream}: ${Buffer.from(bytes)}`));
    output.write('stderr', Buffer.from('Password: '));
    output.write('stdout', Buffer.from('\0'));

    assert.deepEqual(arrived, ['stderr: Password: ', 'stdout: \0']);
  });
});

/** What is made of a text on standard error that comes in pieces. */
function told(text: string, cuts: readonly number[], exitCode: number) {
  let printed = '';
  const output = harnessedOutput((_stream, bytes) => {
    printed += Buffer.from(bytes);
  });
  const bytes = Buffer.from(text);
  const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  for (const [index, place] of places.slice(1).entries())
    output.write('stderr', bytes.subarray(places[index], place));
  const ending = output.endingOf(exitCode);
  output.end();
  return { printed, ...ending };
}
