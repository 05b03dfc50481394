import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isCommonJs } from './module-format.ts';

describe('isCommonJs', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'module-format-'));
    for (const type of ['commonjs', 'module']) {
      await mkdir(path.join(folder, type, 'deep'), { recursive: true });
      await writeFile(path.join(folder, type, 'package.json'), JSON.stringify({ type }));
    }
    await writeFile(path.join(folder, 'package.json'), '{}');
  });
  after(() => rm(folder, { recursive: true }));

  it('goes by the extension first', () => {
    assert.equal(isCommonJs('/a/b.cjs', 'import a from "a";'), true);
    assert.equal(isCommonJs('/a/b.cts', ''), true);
    assert.equal(isCommonJs('/a/b.mjs', 'module.exports = 1;'), false);
    assert.equal(isCommonJs('/a/b.mts', ''), false);
  });

  it('goes by the nearest package.json next', () => {
    assert.equal(isCommonJs(path.join(folder, 'commonjs/deep/a.js'), 'import a from "a";'), true);
    assert.equal(isCommonJs(path.join(folder, 'module/a.ts'), 'module.exports = 1;'), false);
  });

  for (const [source, expected] of [
    ["const a = require('a');\nmodule.exports = a;", true],
    ['console.log(1);', true],
    ["async function main() {\n  await import('a');\n}\nmain();", true],
    ['// import is explained here', true],
    ["import a from 'a';", false],
    ["import 'a';", false],
    ['import { a } from "a";', false],
    ['import type { A } from "a";', false],
    ['const a = 1;\nexport { a };', false],
    ['export const a = 1;', false],
    ['export default class {}', false],
    ['const a = await work();', false],
    ['await work();', false],
    ['if (import.meta.main) work();', false],
  ] as const) {
    it(`goes by the syntax last: ${JSON.stringify(source)}`, () => {
      assert.equal(isCommonJs(path.join(folder, 'main.js'), source), expected);
    });
  }
});
