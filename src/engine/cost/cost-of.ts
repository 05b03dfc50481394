import type { Usage } from '../ports/model.ts';
import { nanoRate, type Price, type Rates } from './price.ts';
import { fromNano } from './usd.ts';

/** What a call cost, in USD: exact in nano-dollars. */
export function costOf(usage: Usage, price: Price | 'free'): number {
  if (price === 'free') return 0;
  const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, reasoningTokens } = usage;
  const rates = ratesFor(inputTokens + cacheReadTokens + cacheWriteTokens, price);
  const nano =
    inputTokens * nanoRate(rates.input) +
    cacheReadTokens * nanoRate(rates.cacheRead) +
    cacheWriteTokens * nanoRate(rates.cacheWrite) +
    (outputTokens + reasoningTokens) * nanoRate(rates.output);
  return fromNano(nano);
}

function ratesFor(inputTokens: number, price: Price): Rates {
  return price.longPrompt && inputTokens > price.longPrompt.aboveTokens ? price.longPrompt : price;
}
