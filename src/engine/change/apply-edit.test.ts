import assert from 'node:assert/strict';
import { applyEdit, describeEdit, type EditResult } from './apply-edit.ts';

type Refusal = Extract<EditResult, { kind: 'refused' }>;

/** What an edit makes of a file; undefined when it leaves it alone. */
function edited(original: string, search: string, replace: string): string | undefined {
  const result = applyEdit(original, { search, replace });
  return result.kind === 'applied' ? result.content : undefined;
}

function tierOf(original: string, search: string, replace: string): string {
  const result = applyEdit(original, { search, replace });
  return result.kind === 'applied' ? result.tier : result.kind;
}

function refused(original: string, search: string, replace: string): Refusal {
  const result = applyEdit(original, { search, replace });
  assert.equal(result.kind, 'refused', JSON.stringify(result));
  return result as Refusal;
}

const lines = (...text: readonly string[]): string => text.join('\n');

const python = lines(
  'class Cart:',
  '    def total(self):',
  '        tax = self.rate',
  '        # net of discounts',
  '        amount = self.sum()',
  '        return amount + tax',
  '',
  '    def clear(self):',
  '        self.items = []',
  '',
);

describe('an edit that is exact', () => {
  it('replaces the text where it stands', () => {
    assert.equal(edited('a\nb\nc\n', 'b', 'B'), 'a\nB\nc\n');
    assert.equal(tierOf('a\nb\nc\n', 'b', 'B'), 'exact');
  });

  it('may be a part of a line', () => {
    assert.equal(edited('const x = load(a);\n', 'load(a)', 'load(a, b)'), 'const x = load(a, b);\n');
  });

  it('takes signs that mean something in patterns as they are', () => {
    assert.equal(edited('a.b\n', 'a.b', '$& $1 $$ \\1'), '$& $1 $$ \\1\n');
    assert.equal(edited('axb\n', 'a.b', 'c'), undefined);
  });

  it('keeps the CRLF of a file when the model writes LF', () => {
    assert.equal(edited('a\r\nb\r\nc\r\n', 'a\nb', 'a\nx\nb'), 'a\r\nx\r\nb\r\nc\r\n');
  });

  it('does not bring CRLF into a file that has LF', () => {
    assert.equal(edited('a\nb\n', 'a\r\nb', 'a\r\nc'), 'a\nc\n');
  });

  it('keeps every ending of a mixed file, and gives new lines the one that most lines have', () => {
    assert.equal(edited('a\r\nb\nc\r\nd\r\n', 'a\nb\nc', 'a\nx\nb\nc'), 'a\r\nx\r\nb\nc\r\nd\r\n');
  });

  it('keeps the ending of a line of which only a part changes', () => {
    assert.equal(edited('one\r\ntwo three\nfour\r\n', 'two', 'TWO'), 'one\r\nTWO three\nfour\r\n');
  });

  it('keeps a byte order mark, whether or not the model repeats it', () => {
    assert.equal(edited('\uFEFFa\nb\n', 'a\nb', 'c'), '\uFEFFc\n');
    assert.equal(edited('\uFEFFa\nb\n', '\uFEFFa\nb', '\uFEFFc'), '\uFEFFc\n');
  });

  it('adds no line break at the end of a file that has none', () => {
    assert.equal(edited('a\nb', 'b\n', 'c\n'), 'a\nc');
    assert.equal(edited('a\nb', 'b', 'b\nc'), 'a\nb\nc');
  });

  it('joins no lines when the replacement lacks the break that its search takes', () => {
    assert.equal(edited('a\nb\nc\n', 'b\n', 'B'), 'a\nB\nc\n');
    assert.equal(edited('a\nb\nc\n', '\nb', 'B'), 'a\nB\nc\n');
  });

  it('deletes whole lines with their break, given or not', () => {
    assert.equal(edited('a\nb\nc\n', 'b', ''), 'a\nc\n');
    assert.equal(edited('a\n  b\nc', '  b\nc', ''), 'a');
    assert.equal(edited('a\n  b\n\nc\n', 'b', ''), 'a\n\nc\n');
    assert.equal(edited('a\nb c\n', ' c', ''), 'a\nb\n');
    assert.equal(edited('a\nb\nc\n', 'b\n', ''), 'a\nc\n');
    assert.equal(edited('a\n  b\nc\n', 'b \n', ''), 'a\nc\n');
  });

  it('does not indent twice when the search starts behind the indentation', () => {
    const file = 'if x:\n    a()\n    b()\n';
    assert.equal(edited(file, 'a()\n    b()', 'c()\n    b()'), 'if x:\n    c()\n    b()\n');
    assert.equal(edited(file, 'a()\n    b()', '    c()\n    b()'), 'if x:\n    c()\n    b()\n');
  });

  it('indents what a lone line grows when it was written at the margin', () => {
    assert.equal(edited('if x:\n    a()\n', 'a()', 'log()\na()'), 'if x:\n    log()\n    a()\n');
    assert.equal(
      edited('f() {\n  a();\n}\n', 'a();', 'if (b) {\n  a();\n}'),
      'f() {\n  if (b) {\n    a();\n  }\n}\n',
    );
    assert.equal(edited('f() {\n  a();\n}\n', 'a();', 'a();\n  b();'), 'f() {\n  a();\n  b();\n}\n');
    assert.equal(edited('f() {\n  a();\n', 'a();', 'a();\n}\ng() {'), 'f() {\n  a();\n}\ng() {\n');
  });

  it('writes an empty file from a blank search', () => {
    assert.equal(edited('', '', 'a\r\nb'), 'a\r\nb');
    assert.equal(edited('\uFEFF', '\n', 'a'), '\uFEFFa');
    assert.equal(applyEdit('', { search: '', replace: '' }).kind, 'no-op');
  });
});

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

describe('an edit that must not be made', () => {
  it('is refused when the search is blank', () => {
    assert.equal(refused('a\n', ' \n', 'b').reason, 'blank-search');
    assert.equal(refused('\n', '', 'b').reason, 'blank-search');
  });

  it('is refused when search and replacement are the same', () => {
    assert.equal(refused('a\n', 'a', 'a').reason, 'search-equals-replace');
    assert.equal(refused('a\n', 'b\r\nc', 'b\nc').reason, 'search-equals-replace');
    assert.equal(refused('a\n', '```\na\n```', 'a').reason, 'search-equals-replace');
  });

  it('is refused when it stands twice, and says where', () => {
    const refusal = refused('a\nb\na\n', 'a', 'c');
    assert.equal(refusal.reason, 'ambiguous');
    assert.deepEqual(refusal.lines, [1, 3]);
    assert.deepEqual(refused('xaaa\n', 'aa', 'b').lines, [1, 1]);
  });

  it('is refused when it stands twice but for indentation', () => {
    assert.deepEqual(refused('if a:\n  x()\nif b:\n    x()\n', '\tx()', '\ty()').lines, [2, 4]);
  });

  it('takes the one of two places that has the given indentation', () => {
    assert.equal(edited('  a\n  b\n    a\n    b\n', '  a\n  b', '  a\n  c'), '  a\n  c\n    a\n    b\n');
  });

  it('is refused when lines were left out', () => {
    for (const mark of ['...', '// ... existing code ...', '# rest of the function']) {
      assert.equal(refused('a\nb\nc\nd\n', `a\n${mark}\nd`, `a\n${mark}\ne`).reason, 'elision');
      assert.equal(refused('a\nb\nc\nd\n', 'a\nb\nc\nd', `a\n${mark}\ne`).reason, 'elision');
    }
  });

  it('is no elision when dots are code', () => {
    assert.equal(edited('f({\n  a,\n});\n', '  a,', '  a,\n  ...rest,'), 'f({\n  a,\n  ...rest,\n});\n');
    assert.equal(edited('class A:\n    pass\n', '    pass', '    ...'), 'class A:\n    ...\n');
    assert.equal(edited('a\n# ...\nb\n', '# ...\nb', '# ...\nc'), 'a\n# ...\nc\n');
  });

  it('is refused when it is nowhere, with the closest place and what differs', () => {
    const { reason, closest } = refused('one();\ntwo(a);\nthree();\n', 'two(b);\nthree();', 'x');
    assert.equal(reason, 'absent');
    assert.equal(closest?.line, 2);
    assert.equal(closest?.excerpt, 'two(a);\nthree();');
    assert.match(
      closest?.difference ?? '',
      /Line 2 is "two\(a\);" in the file, but "two\(b\);" in the search/u,
    );
  });

  it('shows the line with most words in common when none is equal', () => {
    assert.equal(
      refused('a\nconst total = price * count;\n', 'let total = price + count;', 'x').closest?.line,
      2,
    );
    assert.equal(refused('a\nb\n', 'zzz', 'x').closest, undefined);
  });
});

describe('an edit that is done already', () => {
  const done = (original: string, search: string, replace: string) =>
    applyEdit(original, { search, replace });

  it('is told apart from one whose place is missing', () => {
    assert.deepEqual(done('x\nnew()\ny\n', 'old()', 'new()'), { kind: 'already-applied', line: 2 });
  });

  it('is not made again when its search is part of what it made', () => {
    assert.equal(done('import a\nimport b\n', 'import a', 'import a\nimport b').kind, 'already-applied');
    assert.equal(done('if (x) {\n    go();\n}\n', 'go();', 'if (x) {\n    go();\n}').kind, 'already-applied');
    assert.equal(
      done('if x:\n      a()\n      b()\n', '  a()\n  b()', '  if x:\n    a()\n    b()').kind,
      'already-applied',
    );
  });

  it('is a no-op when what it writes is there', () => {
    assert.equal(done('\ta = 1\n', 'a  =  1\n', 'a = 1\n').kind, 'no-op');
  });
});

describe('the answer to an edit', () => {
  const answer = (original: string, search: string, replace: string) =>
    describeEdit(applyEdit(original, { search, replace }), 'src/a.ts');

  it('is one line when all is well, and tells how the place was found', () => {
    assert.equal(answer('a\nb\n', 'b', 'c'), 'Edited src/a.ts at line 2.');
    assert.equal(answer('a\n  b\n', '\tb', '\tc'), 'Edited src/a.ts at line 2 (found but for indentation).');
    assert.equal(
      answer('a\n', '```\na\n```', '```\nb\n```'),
      'Edited src/a.ts at line 1 (found without fence).',
    );
  });

  it('tells done already and nothing to do apart', () => {
    assert.match(answer('new()\n', 'old()', 'new()'), /already reads as the replacement does, at line 1/u);
    assert.match(answer('\ta = 1\n', 'a  =  1\n', 'a = 1\n'), /leaves src\/a\.ts as it is/u);
  });

  it('says on refusal what is wrong, what to do, and what is there', () => {
    assert.match(
      answer('a\na\n', 'a', 'b'),
      /was not changed\. The search fits 2 places, at lines 1, 2\. Add lines/u,
    );
    const absent = answer('f(a);\ng();\n', 'f(b);\ng();', 'h();');
    assert.match(absent, /not in the file\. Read the file again/u);
    assert.match(absent, /Closest place, from line 1:\nf\(a\);\ng\(\);$/u);
  });
});
