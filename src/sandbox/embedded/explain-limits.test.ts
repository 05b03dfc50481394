import assert from 'node:assert/strict';
import { explainLimits } from './explain-limits.ts';

describe('explainLimits', () => {
  for (const [stderr, explanation] of [
    [
      'NotCapable: Requires net access to "127.0.0.1:80", run again with the --allow-net flag',
      /No sandbox has a network/u,
    ],
    ['OSError: [Errno 138] emscripten does not support processes.', /no other programs to start/u],
    ["RuntimeError: can't start new thread", /no threads for Python/u],
    ["ModuleNotFoundError: No module named 'pandas.core'", /If pandas is a package/u],
    ['Error: Import "chalk" not a dependency', /If chalk is a package/u],
    ["Error: Cannot find module 'express'\nRequire stack:", /If express is a package/u],
  ] as const) {
    it(`explains ${JSON.stringify(stderr)}`, () => {
      const { text } = explainLimits({ stdout: '', stderr });

      assert.match(text, explanation);
      if (!text.startsWith('No sandbox has'))
        assert.match(text, /^The embedded sandbox .*--sandbox docker.*\.\n$/u);
    });
  }

  it('says nothing about an ordinary failure, nor about a file of the workspace', () => {
    assert.equal(explainLimits({ stdout: 'AssertionError: 1 != 2', stderr: 'FAILED' }).text, '');
    assert.equal(explainLimits({ stdout: '', stderr: "Cannot find module './lib'" }).text, '');
  });

  it('says the same thing once', () => {
    const line = 'NotCapable: Requires net access to "a"\n';

    assert.equal(explainLimits({ stdout: line, stderr: line + line }).text.match(/network/gu)?.length, 1);
  });

  it('leaves modules to whoever knows the project', () => {
    const stderr = "ModuleNotFoundError: No module named 'numpy'\nRuntimeError: can't start new thread";

    assert.match(
      explainLimits({ stdout: '', stderr }).lacking,
      /^The embedded sandbox has no threads for Python\. /u,
    );
    assert.doesNotMatch(explainLimits({ stdout: '', stderr }).lacking, /numpy/u);
  });
});
