import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findRuntime } from './find-runtime.ts';

const here = findRuntime(path.join(import.meta.dirname, 'runtime'));

describe('findRuntime', () => {
  let extension: string;
  beforeEach(async () => {
    extension = await mkdtemp(path.join(tmpdir(), 'find-runtime-'));
    await cp(path.join(import.meta.dirname, 'runtime'), path.join(extension, 'dist/embedded'), {
      recursive: true,
    });
  });
  afterEach(() => rm(extension, { recursive: true }));

  it('finds its parts in an installed extension, though nothing was ever run there', async function () {
    if (here.kind === 'missing') this.skip();
    const packageName = path.basename(path.dirname(here.denoExecutable));
    await install(`@deno/${packageName}`, path.basename(here.denoExecutable));
    await install('pyodide', 'pyodide.mjs');
    const found = findRuntime(path.join(extension, 'dist/embedded'));

    assert.deepEqual(found, {
      kind: 'ready',
      denoExecutable: path.join(
        extension,
        'node_modules/@deno',
        packageName,
        path.basename(here.denoExecutable),
      ),
      denoVersion: '1.2.3',
      pyodideDirectory: path.join(extension, 'node_modules/pyodide'),
      pyodideVersion: '1.2.3',
      scriptsDirectory: path.join(extension, 'dist/embedded'),
    });
  });

  it('says which part is missing, and what to do', async () => {
    const noDeno = findRuntime(path.join(extension, 'dist/embedded'));
    const noScripts = findRuntime(extension);

    assert.match(reason(noDeno), /Deno|@deno.*Install CodeForge again, or use the Docker sandbox\.$/u);
    assert.match(reason(noScripts), /scripts .* are not in .*Docker sandbox\.$/u);
  });

  async function install(name: string, file: string): Promise<void> {
    const directory = path.join(extension, 'node_modules', name);
    await mkdir(directory, { recursive: true });
    await writeFile(path.join(directory, 'package.json'), '{ "version": "1.2.3" }');
    await writeFile(path.join(directory, file), '', { mode: 0o644 });
  }
});

function reason(found: ReturnType<typeof findRuntime>): string {
  return found.kind === 'missing' ? found.reason : 'nothing is missing';
}
