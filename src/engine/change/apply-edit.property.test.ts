import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdit } from './apply-edit.ts';

// Lines that differ in more than blanks, and few enough that blocks of them repeat now and then.
const word = fc.constantFrom(
  'alpha',
  'beta',
  'gamma',
  'delta',
  'epsilon',
  'zeta',
  '}',
  'return x;',
  'if (y) {',
);
// What the rules look at, and what breaks text tools.
const oddSign = fc.constantFrom(
  ...'ab1 \t\n\r"\'`\\#./…“–|:{}&;$\u00A0\uFEFFé\uD800',
  'e\u0301',
  '&lt;',
  '```',
  '\r\n',
);
const indent = fc.constantFrom('', '  ', '    ', '\t');
const line = fc.tuple(indent, word).map(([blanks, text]) => blanks + text);
const anyLine = fc.oneof(
  { weight: 5, arbitrary: line },
  fc.constant(''),
  fc.string({ maxLength: 12 }).map(text => text.replace(/[\r\n]/gu, '')),
);
const file = fc.array(anyLine, { minLength: 1, maxLength: 30 });
const newLines = fc.array(anyLine, { maxLength: 6 });

/** A file with the part of it, from one line to another, that an edit quotes. */
const quoted = fc
  .tuple(file, fc.nat(), fc.integer({ min: 1, max: 8 }))
  .map(([lines, seed, count]) => ({ lines, from: seed % lines.length, count }))
  .map(({ lines, from, count }) => ({ lines, from, search: lines.slice(from, from + count) }));

function count(text: string, wanted: string): number {
  if (wanted === '') return 0;
  let found = 0;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) found += 1;
  return found;
}

const join = (lines: readonly string[]): string => lines.join('\n');

describe('an edit, whatever the file', () => {
  it('is a plain splice when its search stands once in a file of whole lines', () => {
    fc.assert(
      fc.property(quoted, newLines, ({ lines, from, search }, replace) => {
        const original = join(lines);
        fc.pre(count(original, join(search)) === 1 && join(search).trim() !== '' && join(replace) !== '');
        // Empty replacements, breaks at one end only, bare starts and dots have rules of their own.
        fc.pre(
          search[0] !== '' &&
            search.at(-1) !== '' &&
            !/^\s/u.test(join(replace)) &&
            !join(replace).includes('...'),
        );
        fc.pre(search[0]?.trim() !== '' && original.split('\n')[from] === search[0]);
        const at = original.indexOf(join(search));
        fc.pre(at === 0 || original[at - 1] === '\n');
        const spliced = original.slice(0, at) + join(replace) + original.slice(at + join(search).length);
        const result = applyEdit(original, { search: join(search), replace: join(replace) });
        if (result.kind === 'applied') assert.equal(result.content, spliced);
        else
          assert.ok(
            spliced === original || result.kind !== 'refused' || result.reason === 'search-equals-replace',
          );
      }),
    );
  });

  it('is refused whenever its search stands more than once', () => {
    fc.assert(
      fc.property(quoted, newLines, ({ lines, search }, replace) => {
        const original = join([...lines, ...search]);
        fc.pre(
          join(search).trim() !== '' && count(original, join(search)) > 1 && join(search) !== join(replace),
        );
        const result = applyEdit(original, { search: join(search), replace: join(replace) });
        assert.equal(result.kind, 'refused');
        assert.ok(result.kind === 'refused' && ['ambiguous', 'elision'].includes(result.reason));
      }),
    );
  });

  it('touches no line above or below the place it reports', () => {
    fc.assert(
      fc.property(quoted, newLines, indent, ({ lines, search }, replace, shift) => {
        const shifted = search.map(text => shift + text.trimEnd());
        const original = join(lines);
        const result = applyEdit(original, { search: join(shifted), replace: join(replace) });
        if (result.kind !== 'applied') return;
        const after = result.content.split('\n');
        const above = lines.slice(0, result.line - 1);
        const below = lines.slice(result.line - 1 + search.length + 1);
        assert.deepEqual(after.slice(0, above.length), above);
        assert.deepEqual(below.length === 0 ? [] : after.slice(-below.length), below);
      }),
    );
  });

  it('gives lines the file’s own ending, and a file without a last break none', () => {
    fc.assert(
      fc.property(quoted, newLines, fc.constantFrom('', '  '), ({ lines, search }, replace, trail) => {
        fc.pre(lines.length > 1);
        const original = lines.map(text => text.replace(/\r/gu, '')).join('\r\n');
        const wanted = search.map(text => text + trail);
        const result = applyEdit(original, { search: join(wanted), replace: join(replace) });
        if (result.kind !== 'applied') return;
        assert.equal(result.content.replaceAll('\r\n', '').includes('\n'), false);
      }),
    );
  });

  it('gives the same file whether its lines end with LF or CRLF', () => {
    const plain = fc.array(line, { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(plain, plain, plain, (lines, search, replace) => {
        const edit = { search: join(search), replace: join(replace) };
        const unix = applyEdit(join(lines), edit);
        const dos = applyEdit(lines.join('\r\n'), edit);
        assert.equal(dos.kind, unix.kind);
        if (unix.kind === 'applied' && dos.kind === 'applied') {
          assert.equal(dos.content, unix.content.replaceAll('\n', '\r\n'));
        }
      }),
    );
  });

  it('can be taken back by the reverse edit, when that is clear', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{4,8}$/u), { minLength: 8, maxLength: 20 }),
        fc.nat(),
        (words, seed) => {
          const lines = words.slice(0, -2);
          const from = seed % (lines.length - 3);
          const search = lines.slice(from, from + 3);
          const replace = [search[0] ?? '', ...words.slice(-2), search[2] ?? ''];
          const done = applyEdit(join(lines), { search: join(search), replace: join(replace) });
          assert.equal(done.kind, 'applied');
          const undone = applyEdit(done.kind === 'applied' ? done.content : '', {
            search: join(replace),
            replace: join(search),
          });
          assert.equal(undone.kind === 'applied' && undone.content, join(lines));
        },
      ),
    );
  });

  it('is never made twice', () => {
    fc.assert(
      fc.property(quoted, newLines, ({ lines, search }, replace) => {
        const edit = { search: join(search), replace: join(replace) };
        const once = applyEdit(join(lines), edit);
        const [above = '', below] = edit.replace.split(edit.search);
        fc.pre(once.kind === 'applied' && below !== undefined && (above + below).trim() !== '');
        const twice = once.kind === 'applied' ? applyEdit(once.content, edit) : once;
        assert.notEqual(twice.kind, 'applied');
      }),
    );
  });

  it('comes to an answer for any text at all', () => {
    const text = fc.oneof(
      fc.string({ unit: oddSign, maxLength: 30 }),
      fc.array(anyLine).map(join),
      fc.constantFrom('\uFEFF', '\r', '\n\n', '```\n```', '1|', '"', '\\'),
    );
    fc.assert(
      fc.property(text, text, text, (original, search, replace) => {
        const result = applyEdit(original, { search, replace });
        if (result.kind === 'refused') assert.match(result.message, /\.$/u);
        if (result.kind === 'applied') assert.notEqual(result.content, original);
      }),
    );
  });
});
