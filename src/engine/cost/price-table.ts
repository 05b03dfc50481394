import type { Price } from './price.ts';
import { priceList } from './price-list.ts';

/** Prices from the settings, by `provider/name` or by a bare name; they come before the table. */
export type PriceOverrides = Readonly<Record<string, Price | 'free'>>;

/**
 * What a model costs: `free` for models that run on the user's machine and for recorded sessions, undefined
 * when nobody knows. A dated or suffixed name (`gpt-4o-mini-2024-07-18`, `claude-haiku-4-5@20251001`) has the
 * price of the longest listed name that it is a version of; `gpt-4o-mini` is no version of `gpt-4o`.
 */
export function priceOf(modelId: string, overrides: PriceOverrides = {}): Price | 'free' | undefined {
  const slash = modelId.indexOf('/');
  const provider = modelId.slice(0, slash);
  const name = modelId.slice(slash + 1);
  const own = new Map(Object.entries(overrides));
  const set = longestMatch(modelId, own) ?? longestMatch(name, own);
  if (set !== undefined) return set;
  if (freeProviders.has(provider)) return 'free';
  return isListed(provider) ? longestMatch(name, priceList[provider]) : undefined;
}

const freeProviders = new Set(['ollama', 'replay']);

/** The highest rates in the table: what a model of unknown price is counted at against a cap in dollars. */
export const dearestPrice: Price = highest(
  Object.values(priceList).flatMap(prices =>
    [...prices.values()].flatMap(price => [price, price.longPrompt ?? price]),
  ),
);

function highest(prices: readonly Price[]): Price {
  const top = (rate: 'input' | 'cacheRead' | 'cacheWrite' | 'output') =>
    Math.max(...prices.map(price => price[rate]));
  return {
    input: top('input'),
    cacheRead: top('cacheRead'),
    cacheWrite: top('cacheWrite'),
    output: top('output'),
  };
}

function isListed(provider: string): provider is keyof typeof priceList {
  return Object.hasOwn(priceList, provider);
}

function longestMatch<Listed>(name: string, prices: ReadonlyMap<string, Listed>): Listed | undefined {
  let longest = '';
  for (const listed of prices.keys()) {
    if (listed.length > longest.length && isVersionOf(name, listed)) longest = listed;
  }
  return longest === '' ? undefined : prices.get(longest);
}

// A date, a build number, `latest` or `preview`: what vendors put behind a name without changing the price.
const versionPattern = /^(?:[-@:](?:\d{4}-\d\d-\d\d|\d\d-\d{4}|\d{8}|\d{3,4}|latest|preview|exp))+$/u;

function isVersionOf(name: string, listed: string): boolean {
  if (!name.startsWith(listed)) return false;
  const rest = name.slice(listed.length);
  return rest === '' || (rest.length <= 60 && versionPattern.test(rest));
}
