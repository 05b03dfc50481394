import assert from 'node:assert/strict';
import { edited, lines, python, refused, tierOf } from '../../../test/fakes/edit-results.ts';

describe('an edit whose blanks differ', () => {
  it('keeps the blanks at the ends of lines that it only quotes', () => {
    assert.equal(edited('a  \nb\t\nc\n', 'a\nb\nc', 'a\nb\nd'), 'a  \nb\t\nd\n');
    assert.equal(tierOf('a  \nb\nc\n', 'a\nb', 'a\nB'), 'trailing-blanks');
  });

  it('removes such blanks when that is what changes', () => {
    assert.equal(edited('x\na  \nb \nc\n', ' a  \nb', ' a\nb'), 'x\na\nb \nc\n');
  });

  it('moves the replacement as far as the search was moved', () => {
    const search = lines('def clear(self):', '    self.items = []');
    const replace = lines('def clear(self):', '    if self.items:', '        self.items = []');
    const after = python.replace(
      '        self.items = []',
      '        if self.items:\n            self.items = []',
    );
    assert.equal(edited(python, search, replace), after);
    assert.equal(tierOf(python, search, replace), 'indentation');
  });

  it('moves it back where the search stood too far to the right', () => {
    assert.equal(edited('a:\n  b\n', '    a:\n      b', '    a:\n      b\n      c'), 'a:\n  b\n  c\n');
  });

  it('leaves a replacement alone that stands right already', () => {
    const search = lines('def clear(self):', '    self.items = []');
    const replace = lines('    def clear(self):', '        self.items = {}');
    assert.equal(edited(python, search, replace), python.replace('[]', '{}'));
  });

  it('writes tabs where the file has tabs, whatever the width of the step', () => {
    const file = 'f() {\n\ta();\n\tif (b) {\n\t\tc();\n\t}\n}\n';
    for (const step of ['  ', '    ']) {
      const search = `${step}if (b) {\n${step}${step}c();\n${step}}`;
      const replace = `${step}if (b) {\n${step}${step}c();\n${step}${step}d();\n${step}}`;
      assert.equal(edited(file, search, replace), 'f() {\n\ta();\n\tif (b) {\n\t\tc();\n\t\td();\n\t}\n}\n');
    }
  });

  it('writes blanks where the file has blanks', () => {
    assert.equal(
      edited('a:\n    b\n    c\n', '\tb\n\tc', '\tb\n\tif d:\n\t\tc'),
      'a:\n    b\n    if d:\n        c\n',
    );
  });

  it('knows that only the first line lost its indentation', () => {
    const file = '  if (a) {\n    b( );\n  }\n';
    assert.equal(
      edited(file, 'if (a) {  \n    b( );', 'if (c) {\n    b( );'),
      '  if (c) {\n    b( );\n  }\n',
    );
  });

  it('takes no notice of blank lines around search and replacement', () => {
    assert.equal(edited('a\nb\nc\n', '\n\nb\n\n', '\n\nB\n\n'), 'a\nB\nc\n');
    assert.equal(edited('b', '\nb\n\n', '\nB\n\n'), 'B');
  });

  it('adds the blank lines that the replacement has more', () => {
    assert.equal(edited('a \nb\n', '\na\n', '\na\n\nx\n\n'), 'a \n\nx\n\nb\n');
  });
});

describe('an edit whose signs differ', () => {
  it('keeps the quotes and dashes of the lines that it only quotes', () => {
    const file = 'say(“hi”) – now\nb\n';
    assert.equal(edited(file, 'say("hi") - now\nb', 'say("hi") - now\nc'), 'say(“hi”) – now\nc\n');
    assert.equal(tierOf(file, 'say("hi") - now\nb', 'say("hi") - now\nc'), 'typography');
  });

  it('finds a dash that is typed as two hyphens', () => {
    assert.equal(edited('a — b\nc\n', 'a -- b\nc', 'a -- b\nd'), 'a — b\nd\n');
  });

  it('finds letters with accents however they are composed', () => {
    const file = 'caf\u00e9\nb\n';
    assert.equal(edited(file, 'cafe\u0301\nb', 'cafe\u0301\nc'), 'caf\u00e9\nc\n');
  });

  it('finds odd spaces and tabs inside a line', () => {
    assert.equal(edited('x\u00a0=\t1\ny\n', 'x =    1\ny', 'x =    1\nz'), 'x\u00a0=\t1\nz\n');
  });
});

describe('an edit that came wrapped', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['a fence', '```js\nb("x")\n```', '```js\nc("x")\n```'],
    ['a fence around the search alone', '~~~\nb("x")\n~~~\n', 'c("x")\n'],
    ['line numbers', '2| b("x")\n3| }', '2| c("x")\n3| }'],
    ['a listing with tabs', '     2\tb("x")\n     3\t}', '     2\tc("x")\n     3\t}'],
    ['HTML entities', 'b(&quot;x&quot;)', 'c(&quot;x&quot;)'],
    ['escaped quotes', 'b(\\"x\\")', 'c(\\"x\\")'],
    ['a JSON string', '"b(\\"x\\")\\n}"', '"c(\\"x\\")\\n}"'],
    ['a fence around line numbers', '```\n7: b("x")\n8: }\n```', '```\n7: c("x")\n8: }\n```'],
  ];
  for (const [name, search, replace] of cases) {
    it(`is found inside ${name}`, () => {
      assert.equal(edited('a {\nb("x")\n}\n', search, replace), 'a {\nc("x")\n}\n');
    });
  }

  it('is not found inside a fence that the file has itself and the replacement lacks', () => {
    assert.equal(edited('x\n```js\na\n```\n', '```ts\na\n```', 'b'), undefined);
    assert.equal(edited('x\n```js\na\n```\n', '```\na\n```', '```\nb\n```'), 'x\n```js\nb\n```\n');
  });

  it('halves backslashes on both sides', () => {
    assert.equal(edited('r"\\d+"\n', 'r"\\\\d+"', 'r"\\\\w+"'), 'r"\\w+"\n');
  });

  it('leaves numbers alone that do not count up by one', () => {
    assert.equal(refused('a\nb\n', '1 a\n3 b', '1 a\n3 c').reason, 'absent');
  });

  it('is taken as it is when the file has the wrapping too', () => {
    assert.equal(edited('x\n```\na\n```\n', '```\na\n```', '```\nb\n```'), 'x\n```\nb\n```\n');
  });
});

describe('an edit that is one line off', () => {
  const search = (line: string): string =>
    lines('        tax = self.rate', line, '        amount = self.sum()', '        return amount + tax');
  const change = (text: string): string => text.replace('amount + tax', 'amount');

  it('keeps the file’s line where the model misspelt one that it only quotes', () => {
    const wrong = search('        # net of disconts');
    assert.equal(edited(python, wrong, change(wrong)), change(python));
    assert.equal(tierOf(python, wrong, change(wrong)), 'one-line-off');
  });

  it('keeps a comment that the model left out', () => {
    const wrong = lines(
      '    def total(self):',
      ...search('')
        .split('\n')
        .filter(line => line !== ''),
    );
    assert.equal(edited(python, wrong, change(wrong)), change(python));
  });

  it('changes a line that was misspelt in the search alone', () => {
    const wrong = lines(
      '    def total(self):',
      '        tax = self.rate',
      '        # net of discounts',
      '        amuont = self.sum()',
      '        return amount + tax',
    );
    const replace = wrong.replace('amuont = self.sum()', 'amount = self.sum(0)');
    assert.equal(edited(python, wrong, replace), python.replace('self.sum()', 'self.sum(0)'));
  });

  it('is refused when the line to change reads otherwise now', () => {
    const wrong = lines(
      '    def total(self):',
      '        tax = self.rate',
      '        # net of discounts',
      '        amount = self.count()',
      '        return amount + tax',
    );
    const refusal = refused(python, wrong, wrong.replace('self.count()', 'self.count(0)'));
    assert.equal(refusal.reason, 'changed-since');
    assert.match(refusal.message, /line 5/u);
  });

  it('is refused when the line names the thing', () => {
    const wrong = lines(
      'class Cart:',
      '    def sum_up(self):',
      '        tax = self.rate',
      '        # net of discounts',
      '        amount = self.sum()',
    );
    assert.equal(refused(python, wrong, wrong.replace('rate', 'tax_rate')).reason, 'near-duplicate');
  });

  it('is refused when two places are as close', () => {
    const file = lines('[', 'a = 1', 'x = 10', 'b = 2', ']', '[', 'a = 1', 'x = 20', 'b = 2', ']', '');
    const refusal = refused(
      file,
      lines('[', 'a = 1', 'x = 30', 'b = 2', ']'),
      lines('[', 'a = 9', 'x = 30', 'b = 2', ']'),
    );
    assert.equal(refusal.reason, 'near-duplicate');
    assert.deepEqual(refusal.lines, [1, 6]);
  });

  it('is refused when an edge differs, or when the block is short', () => {
    const wrong = search('        # net of discounts').replace('tax = self.rate', 'tax = self.rates');
    assert.equal(refused(python, wrong, change(wrong)).reason, 'absent');
    const short = lines(
      '        # net of discounts',
      '        amount = self.sums()',
      '        return amount + tax',
    );
    assert.equal(refused(python, short, change(short)).reason, 'absent');
  });
});
