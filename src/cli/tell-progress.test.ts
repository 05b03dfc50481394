import assert from 'node:assert/strict';
import pc from 'picocolors';
import { tellProgress } from './tell-progress.ts';

describe('tellProgress', () => {
  it('says one line, which steers no terminal, on standard error', () => {
    const written: string[] = [];
    const stderr = { write: (text: string) => written.push(text), color: pc.createColors(false) };
    tellProgress({ stderr })('it does not use \u001b]0;evil\u0007\u001b[2Jmounts\nand more');

    assert.deepEqual(written, ['it does not use mounts and more\n']);
  });
});
