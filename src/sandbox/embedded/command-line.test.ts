import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quote } from 'shell-quote';
import { parseCommandLine, type ShellCommand } from './command-line.ts';

describe('parseCommandLine', () => {
  it('gives back the words that were quoted, whatever is in them', () => {
    const word = fc.string({
      minLength: 1,
      unit: fc.constantFrom(...'ab 1-_./:=,%@+~{}()[]|&;<>*?#!^"\'\\$\n\t'),
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), words => {
        const line = words.map(text => `'${text.replaceAll("'", "'\\''")}'`).join(' ');

        assert.deepEqual(commands(line), [{ when: 'always', words, mergesErrors: false }]);
      }),
    );
  });

  it('reads what shell-quote writes for plain words', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[\w .-]+$/u), { minLength: 1 }), words => {
        assert.deepEqual(commands(quote(words)).at(0)?.words, words);
      }),
    );
  });

  it('keeps the conditions between programs', () => {
    assert.deepEqual(
      commands('a 1 && b || c; d # that is all && e').map(({ when, words }) => [when, ...words]),
      [
        ['always', 'a', '1'],
        ['success', 'b'],
        ['failure', 'c'],
        ['always', 'd'],
      ],
    );
  });

  it('tells patterns from quoted text', () => {
    assert.deepEqual(commands(`ls *.py "*.js" '?'`)[0]?.words, ['ls', { glob: '*.py' }, '*.js', '?']);
  });

  it('knows one redirection, that of errors into output', () => {
    assert.deepEqual(
      commands('a x 2>&1 && b').map(({ words, mergesErrors }) => [words, mergesErrors]),
      [
        [['a', 'x'], true],
        [['b'], false],
      ],
    );
  });

  it('leaves Python in quotes as it is', () => {
    const code = 'import sys\nprint("a\\n", 5 > 3 and \'x\', "100 $")';

    assert.deepEqual(commands(`python3 -c '${code.replaceAll("'", "'\\''")}'`)[0]?.words[2], code);
  });

  for (const [line, what] of [
    ['a | b', /pipes/u],
    ['a |& b', /pipes/u],
    ['a > out.txt', /redirection/u],
    ['a < in.txt', /redirection/u],
    ['a 2> /dev/null', /redirection/u],
    ['a <<EOF\nx\nEOF', /several lines|redirection/u],
    ['a &', /background/u],
    ['(a; b)', /subshells/u],
    ['echo $HOME', /variables/u],
    ['echo "$' + '{HOME}"', /variables/u],
    ['echo $(date)', /substitution/u],
    ['echo `date`', /substitution/u],
    ['a\nb', /several lines/u],
    ['a \\\n b', /several lines/u],
    ["echo 'a", /quotation mark/u],
    ['echo "a', /quotation mark/u],
    ['&& a', /nothing before/u],
    ['a &&', /nothing after/u],
  ] as const) {
    it(`says that it does not understand ${JSON.stringify(line)}`, () => {
      const parsed = parseCommandLine(line);

      assert.equal(parsed.kind, 'unsupported');
      assert.match(parsed.reason, what);
      assert.match(parsed.reason, /^The embedded sandbox does not understand .*Docker sandbox/u);
    });
  }

  it('ends at a semicolon without asking for more', () => {
    assert.equal(commands('a;').length, 1);
    assert.deepEqual(commands(''), []);
  });
});

function commands(line: string): readonly ShellCommand[] {
  const parsed = parseCommandLine(line);
  assert.equal(parsed.kind, 'sequence', JSON.stringify(parsed));
  return parsed.kind === 'sequence' ? parsed.commands : [];
}
