import assert from 'node:assert/strict';
import { createMemoryContentStore } from '../../../../test/fakes/memory-run-store.ts';
import { createMemoryWorkspace } from '../../../../test/fakes/memory-workspace.ts';
import { hashBytes } from '../../../store/content-hash.ts';
import { changeSetOf } from '../../change/change-set.ts';
import { createOverlay, type Overlay } from '../../change/overlay.ts';
import { decodeText } from '../../change/text-content.ts';
import type { Tool, ToolAnswer } from '../tool.ts';
import { deleteFile } from './delete-file.ts';
import { editFile } from './edit-file.ts';
import { listFiles } from './list-files.ts';
import { moveFile } from './move-file.ts';
import { readFile } from './read-file.ts';
import { runCommand } from './run-command.ts';
import { searchText } from './search-text.ts';
import { writeFile } from './write-file.ts';

interface Bench {
  readonly overlay: Overlay;
  readonly use: (tool: Tool, argumentsValue: unknown) => Promise<ToolAnswer>;
  readonly textOf: (path: string) => Promise<string | undefined>;
}

function bench(files: Readonly<Record<string, string>>, protectedPaths: readonly string[] = []): Bench {
  const workspace = createMemoryWorkspace(files);
  const contents = createMemoryContentStore(hashBytes);
  const overlay = createOverlay({ workspace, contents }, changeSetOf({}, contents));
  const context = {
    overlay,
    workspace,
    protectedPaths: new Set(protectedPaths),
    signal: new AbortController().signal,
    runCommand: async (command: string) => ({
      exitCode: 3,
      timedOut: false,
      outOfMemory: false,
      stdout: `${command}\n`,
      stderr: 'oops\n',
      truncated: false,
      signal: null,
      outputBytes: { stdout: 0, stderr: 0 },
      peakMemoryMb: null,
      durationMs: 1,
    }),
  };
  return {
    overlay,
    use: (tool, argumentsValue) => tool.run(argumentsValue, context),
    async textOf(path) {
      const bytes = await overlay.read(path);
      return bytes && decodeText(bytes);
    },
  };
}

describe('the tools of an agent', () => {
  it('list files of a folder or a pattern, and see what was changed', async () => {
    const { use, overlay } = bench({ 'a.py': '', 'src/b.py': '', 'src/c.txt': '' });
    await overlay.delete('a.py');
    await use(writeFile, { path: 'src/new.py', content: '' });
    assert.equal((await use(listFiles, {})).text, 'src/b.py\nsrc/c.txt\nsrc/new.py');
    assert.equal((await use(listFiles, { path: './src/', glob: '*.txt' })).text, 'src/c.txt');
    assert.equal((await use(listFiles, { glob: 'src/**/*.py' })).text, 'src/b.py\nsrc/new.py');
    assert.equal((await use(listFiles, { path: 'none' })).text, 'No files.');
  });

  it('read whole files, ranges, and say where a file ends', async () => {
    const { use } = bench({ 'a.txt': 'one\ntwo\nthree\n', empty: '' });
    assert.equal((await use(readFile, { path: './a.txt' })).text, 'one\ntwo\nthree\n');
    assert.equal(
      (await use(readFile, { path: 'a.txt', startLine: 2, endLine: 2 })).text,
      'two\n(lines 2-2 of 4)',
    );
    assert.match((await use(readFile, { path: 'a.txt', startLine: 9 })).text, /has only 4 lines/);
    assert.equal((await use(readFile, { path: 'empty' })).text, '(empty file)');
  });

  it('read no more of a huge file than fits', async () => {
    const { use } = bench({ big: 'x'.repeat(99).concat('\n').repeat(1_000) });
    const { text } = await use(readFile, { path: 'big' });
    assert.ok(text.length < 41_000);
    assert.match(text, /\(lines 1-\d+ of 1001\)$/);
  });

  it('refuse to read what is missing, secret, outside or binary', async () => {
    const { use } = bench({ '.env': 'KEY=1', bin: 'a\0b' });
    for (const path of ['none', '.env', '../x', '/etc/passwd', 'bin', '']) {
      assert.equal((await use(readFile, { path })).isError, true, path);
    }
  });

  it('find text in changed and untouched files, and never in what was replaced', async () => {
    const { use } = bench({ 'a.py': 'needle old\n', 'b.py': 'a needle\n' });
    await use(writeFile, { path: 'a.py', content: 'x\nneedle new\n' });
    assert.equal((await use(searchText, { query: 'needle' })).text, 'a.py:2: needle new\nb.py:1: a needle');
    assert.equal((await use(searchText, { query: 'old' })).text, 'No matches.');
  });

  it('edit one place, and say why they could not', async () => {
    const { use, textOf } = bench({ 'a.py': 'x = 1\ny = 1\n' });
    assert.equal((await use(editFile, { path: 'a.py', search: 'x = 1', replace: 'x = 2' })).isError, false);
    assert.equal(await textOf('a.py'), 'x = 2\ny = 1\n');
    assert.equal((await use(editFile, { path: 'a.py', search: 'z = 1', replace: 'z = 2' })).isError, true);
    assert.match(
      (await use(editFile, { path: 'none.py', search: 'a', replace: 'b' })).text,
      /no file none\.py/,
    );
  });

  it('move and delete, but never over another file', async () => {
    const { use, textOf } = bench({ a: '1', b: '2' });
    assert.match((await use(moveFile, { from: 'a', to: 'b' })).text, /a file b already/);
    assert.equal((await use(moveFile, { from: 'a', to: 'c/d' })).isError, false);
    assert.equal(await textOf('c/d'), '1');
    assert.match((await use(moveFile, { from: 'a', to: 'e' })).text, /no file a/);
    assert.equal((await use(deleteFile, { path: 'b' })).isError, false);
    assert.match((await use(deleteFile, { path: 'b' })).text, /no file b/);
  });

  it('never change the check, protected places, or anything outside', async () => {
    const { use, overlay } = bench({ 'test_a.py': '', a: '' }, ['test_a.py']);
    const places = [
      'test_a.py',
      './test_a.py',
      'TEST_A.py',
      '.git/hooks/x',
      'sub/.git/config',
      '.vscode/tasks.json',
      '.env',
      '../up',
      '/abs',
      'C:/x',
      '',
    ];
    for (const path of places) {
      assert.equal((await use(writeFile, { path, content: '' })).isError, true, path);
      assert.equal((await use(editFile, { path, search: 'a', replace: 'b' })).isError, true, path);
      assert.equal((await use(deleteFile, { path })).isError, true, path);
      assert.equal((await use(moveFile, { from: path, to: 'ok' })).isError, true, path);
      assert.equal((await use(moveFile, { from: 'a', to: path })).isError, true, path);
    }
    assert.deepEqual(overlay.changeSet().files, {});
  });

  it('do not put a file where a folder is, or below a file', async () => {
    const { use } = bench({ 'src/a.py': '', plain: '' });
    assert.equal((await use(writeFile, { path: 'src', content: '' })).isError, true);
    assert.equal((await use(writeFile, { path: 'plain/x', content: '' })).isError, true);
  });

  it('run a command and tell all of how it ended', async () => {
    const { use } = bench({});
    assert.equal((await use(runCommand, { command: 'make' })).text, '(exit code 3)\nmake\nstderr:\noops');
  });

  it('explain wrong arguments', async () => {
    const { use } = bench({});
    const { text, isError } = await use(writeFile, { path: 'a', contents: 'x' });
    assert.equal(isError, true);
    assert.match(text, /Wrong arguments for write_file: content/);
  });
});
