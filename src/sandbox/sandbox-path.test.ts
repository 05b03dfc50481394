import assert from 'node:assert/strict';
import { assertSandboxPath } from './sandbox-path.ts';

describe('assertSandboxPath', () => {
  for (const good of ['a', 'a/b.txt', '.env', '..a/b', 'ä b/c', '-x']) {
    it(`accepts ${good}`, () => {
      assert.doesNotThrow(() => assertSandboxPath(good));
    });
  }

  for (const bad of ['', '/', '/a', 'a/', 'a//b', '.', '..', './a', 'a/./b', 'a/..', '../a', 'a\0b']) {
    it(`refuses ${JSON.stringify(bad)}`, () => {
      assert.throws(() => assertSandboxPath(bad), /does not name a file inside/u);
    });
  }
});
