import type { ModelRequest } from '../ports/model.ts';
import { type CountedPrefix, estimateTokens } from './estimate-tokens.ts';
import { nanoRate, type Price } from './price.ts';
import { fromNano } from './usd.ts';

/** What a request can cost at most, in USD: every input token at the dearest rate, and all the output it may have. */
export function worstCase(request: ModelRequest, price: Price | 'free', counted?: CountedPrefix): number {
  if (price === 'free') return 0;
  const inputTokens = estimateTokens(request, counted).upper;
  const rates = worstRates(inputTokens, price);
  return fromNano(inputTokens * rates.input + request.maxOutputTokens * rates.output);
}

/** The dearest rates that a request of at most so many input tokens can meet, in nano-dollars a token. */
export function worstRates(
  inputTokens: number,
  price: Price,
): { readonly input: number; readonly output: number } {
  const { longPrompt } = price;
  const met = longPrompt && inputTokens > longPrompt.aboveTokens ? [price, longPrompt] : [price];
  return {
    input: Math.max(...met.flatMap(rates => [rates.input, rates.cacheRead, rates.cacheWrite]).map(nanoRate)),
    output: Math.max(...met.map(rates => nanoRate(rates.output))),
  };
}
