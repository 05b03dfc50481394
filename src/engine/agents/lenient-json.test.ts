import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseLenientJson } from './lenient-json.ts';

describe('parseLenientJson', () => {
  it('mends small mistakes', () => {
    assert.deepEqual(parseLenientJson('{"a": 1,}'), { a: 1 });
    assert.deepEqual(parseLenientJson('{a: \'it is\', "b": "it\'s"}'), { a: 'it is', b: "it's" });
    assert.deepEqual(parseLenientJson('{"summary": "done"'), { summary: 'done' });
  });

  it('never completes a text that breaks off', () => {
    const argumentsOf = fc.record({ path: fc.string(), content: fc.string({ minLength: 1 }) });
    fc.assert(
      fc.property(argumentsOf, fc.nat(), (value, at) => {
        const whole = JSON.stringify(value);
        const read = parseLenientJson(whole.slice(0, at % whole.length));
        if (typeof read !== 'object' || read === null || !('content' in read)) return;
        assert.ok(read.content === value.content || typeof read.content !== 'string');
      }),
    );
  });

  it('gives up on what is no JSON', () => {
    assert.equal(parseLenientJson('{"path": oops "'), undefined);
  });
});
