import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { classifyComplexity } from './classify-complexity.ts';
import { filesNamedIn } from './files-named-in.ts';
import type { Tier } from './model-tiers.ts';

const examples: readonly (readonly [string, readonly Tier[]])[] = [
  ['Write hello world', ['simple']],
  ['Write a function that returns the n-th Fibonacci number', ['simple']],
  ['Fix the typo in README.md', ['simple']],
  ['Rename getUser to fetchUser in src/user.ts', ['simple']],
  ['Fix the bug in src/cart.ts, src/tax.ts and src/report.ts so that the tests pass.', ['simple', 'medium']],
  ['Add a REST endpoint for users with pagination and validation, with tests', ['medium']],
  ['Implement an LRU cache class with get, put and a capacity, and unit tests.', ['medium']],
  [
    'Design and implement a distributed rate limiter with tests, migrate the existing callers and keep it backwards compatible',
    ['hard'],
  ],
  ['Refactor the parser into several modules, optimise the hot path and make it concurrent.', ['hard']],
];

describe('the complexity of a task', () => {
  for (const [task, tiers] of examples) {
    it(`is ${tiers.join(' or ')} for: ${task}`, () => {
      const { tier, score } = classifyComplexity({ task });
      assert.ok(tiers.includes(tier), `${tier} with ${score}`);
    });
  }

  it('is explained: the signals add up to the score', () => {
    fc.assert(
      fc.property(fc.string(), fc.subarray(examples.map(([task]) => task)), (noise, tasks) => {
        const { score, signals } = classifyComplexity({ task: [...tasks, noise].join(' ') });
        const sum = signals.reduce((total, { weight }) => total + weight, 0);
        assert.ok(Math.abs(score - Math.min(1, Math.max(0, sum))) <= 0.005 + 1e-9);
        assert.ok(signals.every(({ name }) => name !== ''));
      }),
    );
  });

  it('grows with the files that are named, also when they are known otherwise', () => {
    const task = 'Make the totals agree.';
    const filesNamed = ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts'];

    assert.ok(classifyComplexity({ task, filesNamed }).score > classifyComplexity({ task }).score);
  });

  it('is not judged by the words of a pasted log', () => {
    const task = 'Why is this red?';
    const log = '```\nrefactor distributed security concurrency architecture migrate parser\n```';

    assert.equal(classifyComplexity({ task: `${task}\n${log}\n` }).tier, 'simple');
  });

  it('grows with listed steps and sentences', () => {
    const steps = Array.from({ length: 7 }, (_, index) => `${index + 1}. Do thing number ${index}.`).join(
      '\n',
    );
    const { signals, tier } = classifyComplexity({ task: `Please do this:\n${steps}` });

    assert.equal(tier, 'medium');
    assert.ok(signals.some(({ name }) => name === '7 steps listed'));
  });

  it('follows the thresholds it is given', () => {
    const task = 'Write hello world';

    assert.equal(classifyComplexity({ task }, { simpleBelow: 0, hardAbove: 0.05 }).tier, 'hard');
    assert.equal(classifyComplexity({ task }, { simpleBelow: 0, hardAbove: 0.9 }).tier, 'medium');
  });

  it('is judged for 100,000 characters of anything', () => {
    for (const unit of [
      'x',
      ' ',
      '\n',
      '- a\n',
      '```\n',
      'a.ts ',
      '. ',
      '1. ',
      '\n \n',
      'refactor ',
      './',
      ':1',
    ]) {
      const { score } = classifyComplexity({ task: unit.repeat(100_000 / unit.length) });
      assert.ok(score >= 0 && score <= 1);
    }
  });
});

describe('files named in a task', () => {
  it('are found as written, without places and punctuation', () => {
    assert.deepEqual(
      filesNamedIn(
        'Fix `src/cart.ts`, "tax.py" (and ./lib/report.py:12:3). Also @docs/a.md, Dockerfile, src\\win.cs!',
      ),
      ['src/cart.ts', 'tax.py', 'lib/report.py', 'docs/a.md', 'Dockerfile', 'src/win.cs'],
    );
  });

  it('are no products, addresses, versions or abbreviations', () => {
    assert.deepEqual(
      filesNamedIn(
        'Use Node.js 20.1.0 or Next.js, e.g. from https://example.org/a.ts, i.e. v1.2 of example.com.',
      ),
      [],
    );
  });

  it('are listed once', () => {
    assert.deepEqual(filesNamedIn('a.ts b.ts a.ts'), ['a.ts', 'b.ts']);
  });
});
