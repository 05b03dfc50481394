import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ForgeError, isAbort } from '../engine/forge-error.ts';
import type { SearchQuery } from '../engine/ports/workspace.ts';
import { openNodeWorkspace } from './node-workspace.ts';
import { type SampleFolder, sampleFolder, textHash } from './sample-folder.ts';

describe('searching a workspace', () => {
  let folder: SampleFolder;

  beforeEach(() => {
    folder = sampleFolder();
  });

  afterEach(() => {
    folder[Symbol.dispose]();
  });

  const search = async (query: string | Partial<SearchQuery>, signal = new AbortController().signal) => {
    const workspace = await openNodeWorkspace(folder.path, { hash: textHash });
    const whole = typeof query === 'string' ? { text: query } : query;
    return workspace.search({ text: '', isRegex: false, maxMatches: 100, instead: [], ...whole }, signal);
  };
  const places = async (query: string | Partial<SearchQuery>) =>
    (await search(query)).map(({ path, line }) => `${path}:${line}`);

  it('gives path, line number and line, sorted', async () => {
    folder.write({ 'b.ts': 'needle', 'a/x.ts': 'one\n  needle here\r\nneedle\n', 'c.ts': 'Needle' });

    assert.deepEqual(await search('needle'), [
      { path: 'a/x.ts', line: 2, text: '  needle here' },
      { path: 'a/x.ts', line: 3, text: 'needle' },
      { path: 'b.ts', line: 1, text: 'needle' },
    ]);
  });

  it('looks at other contents in place of what the folder holds', async () => {
    folder.write({ 'a.ts': 'needle on disk', 'gone.ts': 'needle', 'kept.ts': 'needle' });
    const instead = [
      { path: 'a.ts', bytes: new TextEncoder().encode('one\nneedle ünïcode\n') },
      { path: 'gone.ts', bytes: null },
      { path: 'new.py', bytes: new TextEncoder().encode('needle') },
    ];

    assert.deepEqual(await places({ text: 'n..dle', isRegex: true, instead }), [
      'a.ts:2',
      'new.py:1',
      'kept.ts:1',
    ]);
    assert.deepEqual(await places({ text: 'needle', glob: '*.py', instead }), ['new.py:1']);
    assert.equal((await places({ text: 'needle', maxMatches: 2, instead })).length, 2);
  });

  it('gives nothing when nothing matches', async () => {
    folder.write({ 'a.ts': 'text' });

    assert.deepEqual(await search('needle'), []);
  });

  it('takes text literally and expressions as such', async () => {
    folder.write({ 'a.ts': 'f(x)\nfx\n-x\nfoo.bar' });

    assert.deepEqual(await places('f(x)'), ['a.ts:1']);
    assert.deepEqual(await places('-x'), ['a.ts:3']);
    assert.deepEqual(await places({ text: '^f.?x', isRegex: true }), ['a.ts:1', 'a.ts:2']);
    assert.deepEqual(await places({ text: '--files', isRegex: false }), []);
  });

  it('understands looking around, and the end of lines that end as on Windows', async () => {
    folder.write({ 'a.ts': 'foobar\r\nfoo\r\n' });

    assert.deepEqual(await places({ text: 'foo(?!bar)', isRegex: true }), ['a.ts:2']);
    assert.deepEqual(await places({ text: 'foo$', isRegex: true }), ['a.ts:2']);
  });

  it('finds text that spans lines', async () => {
    folder.write({ 'a.ts': 'x\nif (a) {\n  b\n}' });

    assert.deepEqual(await places('{\n  b'), ['a.ts:2']);
    assert.deepEqual(await places({ text: String.raw`\{\n\s+b`, isRegex: true }), ['a.ts:2']);
  });

  it('says why an expression is not valid', async () => {
    const invalid = (reason: RegExp) => (error: unknown) =>
      error instanceof ForgeError && error.code === 'config.invalid' && reason.test(error.message);

    await assert.rejects(
      search({ text: '(', isRegex: true }),
      invalid(
        /^The regular expression "\(" is not valid: unclosed group\. Correct it, or search for plain text\.$/u,
      ),
    );
    await assert.rejects(search({ text: '(?<!', isRegex: true }), invalid(/is not valid: /u));
    await assert.rejects(search(''), invalid(/is empty\. Name some text/u));
  });

  it('refuses text that cannot be handed to the search program, without blaming the program', async () => {
    for (const text of ['a\0b', 'x'.repeat(10_001)]) {
      await assert.rejects(search(text), { code: 'config.invalid', message: /Search for a shorter piece/u });
    }
  });

  it('looks only into files that match the glob, by name at any depth or by path', async () => {
    folder.write({ 'a.ts': 'needle', 'src/b.ts': 'needle', 'src/c.py': 'needle', '.github/d.yml': 'needle' });

    assert.deepEqual(await places({ text: 'needle', glob: '*.ts' }), ['a.ts:1', 'src/b.ts:1']);
    assert.deepEqual(await places({ text: 'needle', glob: 'src/**' }), ['src/b.ts:1', 'src/c.py:1']);
    assert.deepEqual(await places({ text: 'needle', glob: './src/' }), ['src/b.ts:1', 'src/c.py:1']);
    assert.deepEqual(await places({ text: 'needle', glob: '**/*.{yml,py}' }), [
      '.github/d.yml:1',
      'src/c.py:1',
    ]);
  });

  it('sees the same files as the listing, also when a glob asks for more', async () => {
    folder.write({
      '.gitignore': 'dist/',
      'dist/a.js': 'needle',
      '.env': 'needle',
      'node_modules/b.js': 'needle',
    });
    folder.write({ 'src/c.js': 'needle', '.env.example': 'needle' });
    symlinkSync('c.js', join(folder.path, 'src', 'link.js'));

    assert.deepEqual(await places('needle'), ['.env.example:1', 'src/c.js:1']);
    assert.deepEqual(await places({ text: 'needle', glob: '**/*' }), ['.env.example:1', 'src/c.js:1']);
    assert.deepEqual(await places({ text: 'needle', glob: 'dist/*.js' }), []);
  });

  it('stops at the number of matches that was asked for', async () => {
    folder.write({ 'a.txt': 'needle\n'.repeat(50_000), 'b.txt': 'needle' });

    assert.deepEqual(await places({ text: 'needle', maxMatches: 2 }), ['a.txt:1', 'a.txt:2']);
    assert.deepEqual(await places({ text: 'needle', maxMatches: 0 }), []);
  });

  it('cuts long lines to 300 characters around the match', async () => {
    folder.write({
      'a.js': `${'ä'.repeat(5000)}needle${'z'.repeat(5000)}`,
      'b.js': `needle${'z'.repeat(5000)}`,
    });

    const [far, near] = (await search('needle')).map(match => match.text);

    assert.equal(far, `…${'ä'.repeat(100)}needle${'z'.repeat(192)}…`);
    assert.equal(near, `needle${'z'.repeat(293)}…`);
    assert.equal(far?.length, 300);
    assert.equal(near?.length, 300);
  });

  it('passes over binary files and shows what is no UTF-8 as well as it can', async () => {
    writeFileSync(join(folder.path, 'a.bin'), Buffer.from('\0\0needle\n'));
    writeFileSync(join(folder.path, 'b.txt'), Buffer.concat([Buffer.of(0xff), Buffer.from('needle')]));

    assert.deepEqual(await search('needle'), [{ path: 'b.txt', line: 1, text: '\ufffdneedle' }]);
  });

  it('stops when the signal fires', async () => {
    folder.write({ 'a.txt': 'needle\n' });
    const controller = new AbortController();

    const searching = search('needle', controller.signal);
    controller.abort();

    await assert.rejects(searching, isAbort);
  });
});
