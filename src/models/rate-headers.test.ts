import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRateStanding, readRetryAfter } from './rate-headers.ts';

const now = Date.parse('2026-11-26T12:00:00Z');
const standing = (headers: Record<string, string>) => readRateStanding(new Headers(headers), now);
const wait = (headers: Record<string, string>) => readRetryAfter(new Headers(headers), now);

describe('the headers about rates', () => {
  it('are read as OpenAI sends them', () => {
    const told = standing({
      'x-ratelimit-limit-requests': '500',
      'x-ratelimit-remaining-requests': '499',
      'x-ratelimit-reset-requests': '120ms',
      'x-ratelimit-limit-tokens': '30000',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '6m0.5s',
    });

    assert.deepEqual(told, {
      requests: { limit: 500, remaining: 499, resetMs: 120 },
      tokens: { limit: 30_000, remaining: 0, resetMs: 360_500 },
    });
  });

  it('are read as Anthropic sends them, by the scarcest kind of tokens', () => {
    const told = standing({
      'anthropic-ratelimit-requests-limit': '50',
      'anthropic-ratelimit-requests-remaining': '49',
      'anthropic-ratelimit-requests-reset': '2026-11-26T12:00:02Z',
      'anthropic-ratelimit-input-tokens-limit': '40000',
      'anthropic-ratelimit-input-tokens-remaining': '39000',
      'anthropic-ratelimit-input-tokens-reset': '2026-11-26T12:00:01Z',
      'anthropic-ratelimit-output-tokens-limit': '8000',
      'anthropic-ratelimit-output-tokens-remaining': '1000',
      'anthropic-ratelimit-output-tokens-reset': '2026-11-26T12:00:30Z',
    });

    assert.deepEqual(told, {
      requests: { limit: 50, remaining: 49, resetMs: 2_000 },
      tokens: { limit: 8_000, remaining: 1_000, resetMs: 30_000 },
    });
  });

  it('say nothing when they are not there or nonsense', () => {
    assert.equal(standing({}), undefined);
    assert.equal(
      standing({ 'x-ratelimit-remaining-requests': 'many', 'x-ratelimit-reset-requests': '1s' }),
      undefined,
    );
    assert.equal(standing({ 'x-ratelimit-remaining-requests': '3' }), undefined);
  });

  it('tell a refused client how long to wait, whatever form they have', () => {
    assert.equal(wait({ 'retry-after': '1.5', 'x-ratelimit-reset': '9' }), 1_500);
    assert.equal(wait({ 'retry-after-ms': '250', 'retry-after': '9' }), 250);
    assert.equal(wait({ 'retry-after': 'Thu, 26 Nov 2026 12:00:30 GMT' }), 30_000);
    assert.equal(wait({ 'x-ratelimit-reset': String(now + 4_000) }), 4_000);
    assert.equal(wait({ 'x-ratelimit-reset': String(now / 1000 + 4) }), 4_000);
    assert.equal(wait({ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '7.66s' }), 7_660);
    assert.equal(
      wait({ 'x-ratelimit-remaining-tokens': '5', 'x-ratelimit-reset-tokens': '7.66s' }),
      undefined,
    );
    assert.equal(wait({ 'retry-after': 'soon' }), undefined);
  });

  it('are not believed when they tell of the past or of years', () => {
    assert.equal(wait({ 'retry-after': '-5' }), undefined);
    assert.equal(wait({ 'retry-after': '99999999999999999' }), undefined);
    assert.equal(wait({ 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' }), undefined);
    assert.equal(
      standing({ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '999999h' }),
      undefined,
    );
  });

  it('never come to a time that is no time', () => {
    const text = fc.string({ unit: fc.constantFrom(...'0123456789.smhd :-TZ'), maxLength: 20 });
    fc.assert(
      fc.property(text, value => {
        const told = wait({ 'retry-after': value.trim(), 'x-ratelimit-reset': value.trim() });
        assert.ok(told === undefined || told >= 0);
      }),
    );
  });
});
