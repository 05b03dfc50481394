import assert from 'node:assert/strict';
import { toFailure } from './failure.ts';
import { ForgeError, isAbort } from './forge-error.ts';

describe('a failure', () => {
  it('is what a person is told, as plain data', () => {
    const error = new ForgeError('provider.unreachable', 'Down. Try later.', {
      retryable: true,
      cause: new Error('x'),
    });

    const failure = toFailure(error);

    assert.deepEqual(failure, { code: 'provider.unreachable', message: 'Down. Try later.', retryable: true });
    assert.deepEqual(JSON.parse(JSON.stringify(failure)), failure);
  });

  it('is a bug with its stack where nobody expected the error', () => {
    const { code, message, retryable } = toFailure(new TypeError('x is undefined'));

    assert.equal(code, 'bug');
    assert.match(message, /^TypeError: x is undefined\n\s+at /u);
    assert.equal(retryable, false);
    assert.equal(toFailure('just a word').message, 'just a word');
  });

  it('is what went wrong first, where nothing could be given back either', async () => {
    const locked = new ForgeError('run.busy', 'The history is locked.', { retryable: true });

    const failure = toFailure(await bothFail(locked));

    assert.deepEqual(failure, { code: 'run.busy', message: 'The history is locked.', retryable: true });
    assert.equal(isAbort(await bothFail(AbortSignal.abort().reason)), true);
  });
});

/** What comes of work that fails and of two things it used that cannot be given back. */
async function bothFail(first: unknown): Promise<unknown> {
  const broken = () => ({ [Symbol.asyncDispose]: () => Promise.reject(new Error('Still locked.')) });
  const work = async () => {
    await using _outer = broken();
    await using _inner = broken();
    throw first;
  };
  return work().catch((error: unknown) => error);
}

describe('ForgeError', () => {
  it("is known by its name, so that another bundle's counts too", () => {
    const other = Object.assign(new Error('No.'), { name: 'ForgeError', code: 'run.busy', retryable: false });

    assert.ok(other instanceof ForgeError);
    assert.equal(toFailure(other).code, 'run.busy');
    assert.equal(new Error('No.') instanceof ForgeError, false);
  });

  it('tells cancelling from errors', () => {
    const { signal } = new AbortController();
    assert.equal(isAbort(AbortSignal.abort().reason), true);
    assert.equal(isAbort(signal.reason), false);
    assert.equal(isAbort(new ForgeError('run.busy', 'Wait.')), false);
  });
});
