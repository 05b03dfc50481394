import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { judge, parseGitignore } from './gitignore.ts';

describe('parseGitignore', () => {
  const verdict = (rules: string, path: string) =>
    judge(parseGitignore(rules), { path: path.replace(/\/$/u, ''), isFolder: path.endsWith('/') });

  it('understands the examples of the manual', () => {
    assert.equal(verdict('hello.*', 'deep/hello.txt'), 'ignored');
    assert.equal(verdict('/hello.*', 'deep/hello.txt'), undefined);
    assert.equal(verdict('foo/', 'a/foo/'), 'ignored');
    assert.equal(verdict('foo/', 'a/foo'), undefined);
    assert.equal(verdict('doc/frotz', 'a/doc/frotz'), undefined);
    assert.equal(verdict('**/foo/bar', 'x/y/foo/bar'), 'ignored');
    assert.equal(verdict('abc/**', 'abc/d/e'), 'ignored');
    assert.equal(verdict('abc/**', 'abc/'), undefined);
    assert.equal(verdict('a/**/b', 'a/b'), 'ignored');
    assert.equal(verdict('a/**/**/b', 'a/x/y/b'), 'ignored');
    assert.equal(verdict('foo/*', 'foo/bar/hello.c'), undefined);
  });

  it('lets the last rule that matches decide', () => {
    assert.equal(verdict('*.log\n!keep.log', 'keep.log'), 'kept');
    assert.equal(verdict('!keep.log\n*.log', 'keep.log'), 'ignored');
  });

  it('reads classes, escapes, comments and spaces as Git does', () => {
    assert.equal(verdict('[a-c].log', 'b.log'), 'ignored');
    assert.equal(verdict('[!a-c].log', 'b.log'), undefined);
    assert.equal(verdict('a[/]b', 'a/b'), undefined);
    assert.equal(verdict('a?b', 'a/b'), undefined);
    assert.equal(verdict(String.raw`\!x`, '!x'), 'ignored');
    assert.equal(verdict(String.raw`\*`, 'x'), undefined);
    assert.equal(verdict('# x', '# x'), undefined);
    assert.equal(verdict('x   ', 'x'), 'ignored');
    assert.equal(verdict('x\\ ', 'x '), 'ignored');
    assert.equal(verdict('\ufeffx\r\ny\r\n', 'x'), 'ignored');
    assert.equal(verdict('a{b,c}+(d)', 'a{b,c}+(d)'), 'ignored');
  });

  it('takes lines without meaning for nothing', () => {
    for (const line of ['', ' ', '/', '!', '!/', '[z-a]', '\ufeff'])
      assert.equal(verdict(line, 'x'), undefined, line);
  });

  it('survives any text', () => {
    const signs = fc.constantFrom('a', '*', '/', '[', ']', '!', '\\', '?', '\n', ' ', '-', '^', '{', '(');
    fc.assert(
      fc.property(fc.string({ unit: signs }), text => {
        assert.ok([undefined, 'ignored', 'kept'].includes(verdict(text, 'a/a')));
      }),
    );
  });
});
