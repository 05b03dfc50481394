import type { RateAllowance, RateStanding } from '../engine/ports/model.ts';

/**
 * What an answer's headers say that the provider will still take; undefined when they say nothing that can be read.
 * `now` in milliseconds since the epoch.
 */
export function readRateStanding(headers: Headers, now: number): RateStanding | undefined {
  const requests = families.map(family => readAllowance(headers, { ...family, kind: 'requests' }, now));
  const tokens = families.flatMap(family =>
    ['tokens', 'input-tokens', 'output-tokens'].map(kind => readAllowance(headers, { ...family, kind }, now)),
  );
  const standing = { ...keep('requests', scarcest(requests)), ...keep('tokens', scarcest(tokens)) };
  return Object.keys(standing).length === 0 ? undefined : standing;
}

/** How long a refused client is asked to wait, in milliseconds; undefined when it is not said. */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const milliseconds = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (milliseconds >= 0) return believable(milliseconds);
  const after = headers.get('retry-after') ?? '';
  const seconds = Number(after);
  if (after !== '' && seconds >= 0) return believable(seconds * 1000);
  // `Date.parse` takes a number below zero for a date.
  const at = Number.isNaN(seconds) ? Date.parse(after) : Number.NaN;
  if (!Number.isNaN(at)) return believable(Math.max(0, at - now));
  return readResets(headers, now);
}

/** No limit is counted by more than a month, so whoever says longer is mistaken. */
function believable(waitMs: number): number | undefined {
  return waitMs <= longestResetMs ? waitMs : undefined;
}

/** The header of OpenRouter and others, or whatever is used up according to the vendors' own. */
function readResets(headers: Headers, now: number): number | undefined {
  const plain = readTime(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset'), now);
  if (plain !== undefined) return plain;
  const { requests, tokens } = readRateStanding(headers, now) ?? {};
  const usedUp = [requests, tokens].filter(allowance => allowance?.remaining === 0);
  return usedUp.length === 0 ? undefined : Math.max(...usedUp.map(allowance => allowance?.resetMs ?? 0));
}

interface Family {
  readonly name: (what: 'limit' | 'remaining' | 'reset', kind: string) => string;
}

/** OpenAI's, which most compatible servers send too, and Anthropic's. */
const families: readonly Family[] = [
  { name: (what, kind) => `x-ratelimit-${what}-${kind}` },
  { name: (what, kind) => `anthropic-ratelimit-${kind}-${what}` },
];

function readAllowance(
  headers: Headers,
  { name, kind }: Family & { readonly kind: string },
  now: number,
): RateAllowance | undefined {
  const remaining = readCount(headers.get(name('remaining', kind)));
  const resetMs = readTime(headers.get(name('reset', kind)), now);
  if (remaining === undefined || resetMs === undefined) return undefined;
  const limit = readCount(headers.get(name('limit', kind)));
  return { remaining, resetMs, ...(limit !== undefined && limit > 0 && { limit }) };
}

/** Of several counts of one kind the one that is used up first. */
function scarcest(allowances: readonly (RateAllowance | undefined)[]): RateAllowance | undefined {
  return allowances
    .filter(allowance => allowance !== undefined)
    .toSorted((a, b) => a.remaining - b.remaining)[0];
}

function keep<Key extends string>(
  key: Key,
  value: RateAllowance | undefined,
): Partial<Record<Key, RateAllowance>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, RateAllowance>);
}

function readCount(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/u.test(text) ? Number(text) : undefined;
}

/** `6m0s`, `1.5s`, `20ms`; a date; seconds from now; seconds or milliseconds since the epoch. In milliseconds from now. */
function readTime(text: string | null, now: number): number | undefined {
  const waitMs = readAnyTime(text, now);
  return waitMs === undefined ? undefined : believable(waitMs);
}

function readAnyTime(text: string | null, now: number): number | undefined {
  const told = text?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/u.test(told)) {
    const value = Number(told);
    if (value > 1e12) return Math.max(0, value - now);
    return value > 1e9 ? Math.max(0, value * 1000 - now) : value * 1000;
  }
  if (/^(?:\d+(?:\.\d+)?(?:ms|[dhms]))+$/u.test(told)) {
    const parts = [...told.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/gu)];
    return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitsMs[unit ?? ''] ?? 0), 0);
  }
  const at = Date.parse(told);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

const longestResetMs = 31 * 86_400_000;

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
