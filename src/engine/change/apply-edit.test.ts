import assert from 'node:assert/strict';
import { edited, refused, tierOf } from '../../../test/fakes/edit-results.ts';
import { applyEdit, describeEdit } from './apply-edit.ts';

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
