import assert from 'node:assert/strict';
import { describeError, programLocation, withoutForeignFrames } from './own-frames.ts';

const runner = new URL('script-runner.ts', import.meta.url).href;
const stack = `Error: here
    at work (file:///box/main.ts:3:9)
    at step (ext:deno_node/testing.ts:1:5)
    at node:internal/modules:2:1
    at async ${runner}:40:3 {
  code: 'X'
}`;

describe('withoutForeignFrames', () => {
  it('keeps the frames of the program and the properties of the error', () => {
    assert.equal(
      withoutForeignFrames(stack),
      "Error: here\n    at work (file:///box/main.ts:3:9) {\n  code: 'X'\n}",
    );
  });

  it('leaves alone what is not a stack', () => {
    const text = `see ${runner} and node:fs\n  at least`;

    assert.equal(withoutForeignFrames(text), text);
  });
});

describe('programLocation', () => {
  it('is the first place in the program', () => {
    assert.equal(programLocation(stack), '/box/main.ts:3:9');
    assert.equal(programLocation('Error: x\n    at file:///box/a.js:1:2 {\n'), '/box/a.js:1:2');
    assert.equal(programLocation(`Error: x\n    at ${runner}:1:2`), '');
  });
});

describe('describeError', () => {
  it('shows what is thrown, also when it is no error', () => {
    assert.match(describeError(new RangeError('far')), /^RangeError: far\n/u);
    assert.equal(describeError({ a: 1 }), '{ a: 1 }');
  });

  it('says once what kind of error a module has', () => {
    assert.match(describeError(new SyntaxError('SyntaxError: odd')), /^SyntaxError: odd\n/u);
  });
});
