import type { Price } from './price.ts';

/**
 * The vendors' list prices for text in their standard service tier, by the model's own name. Each date is that
 * of the copy of the vendor's page that the numbers were taken from or last checked against; prices change
 * without notice, so figures made from them name the date. To update: read the page, change rows and date.
 */
export const priceList: Readonly<Record<'openai' | 'anthropic' | 'gemini', ReadonlyMap<string, Price>>> = {
  // https://developers.openai.com/api/docs/pricing
  openai: vendor('2026-10-27', 272_000, [
    ['gpt-6.1-sol', 2, 0.1, 2.5, 10, 'long'],
    ['gpt-6.1-terra', 1, 0.05, 1.25, 5, 'long'],
    ['gpt-6-astra', 10, 1, 12.5, 50, 'long'],
    ['gpt-6-sol', 2, 0.2, 2.5, 10, 'long'],
    ['gpt-6-luna', 0.1, 0.01, 0.125, 0.5, 'long'],
    ['gpt-5.6-sol', 4, 0.4, 5, 20, 'long'],
    ['gpt-5.6-terra', 2, 0.2, 2.5, 12, 'long'],
    ['gpt-5.6-luna', 0.2, 0.02, 0.25, 1.2, 'long'],
    ['gpt-5.5', 5, 0.5, 5, 30, 'long'],
    ['gpt-5.5-pro', 30, 3, 30, 180, 'long'],
    ['gpt-5.4', 2.5, 0.25, 2.5, 15, 'long'],
    ['gpt-5.4-pro', 30, 3, 30, 180, 'long'],
    ['gpt-5.4-mini', 0.75, 0.075, 0.75, 4.5],
    ['gpt-5.4-nano', 0.2, 0.02, 0.2, 1.25],
    ['gpt-5.3-chat', 1.75, 0.175, 1.75, 14],
    ['gpt-5.3-codex', 1.75, 0.175, 1.75, 14],
    ['gpt-5.2', 1.75, 0.175, 1.75, 14],
    ['gpt-5.2-chat', 1.75, 0.175, 1.75, 14],
    ['gpt-5.2-codex', 1.75, 0.175, 1.75, 14],
    ['gpt-5.2-pro', 21, 21, 21, 168],
    ['gpt-5.1', 1.25, 0.125, 1.25, 10],
    ['gpt-5.1-chat', 1.25, 0.125, 1.25, 10],
    ['gpt-5.1-codex', 1.25, 0.125, 1.25, 10],
    ['gpt-5.1-codex-max', 1.25, 0.125, 1.25, 10],
    ['gpt-5.1-codex-mini', 0.25, 0.025, 0.25, 2],
    ['gpt-5', 1.25, 0.125, 1.25, 10],
    ['gpt-5-chat', 1.25, 0.125, 1.25, 10],
    ['gpt-5-codex', 1.25, 0.125, 1.25, 10],
    ['gpt-5-mini', 0.25, 0.025, 0.25, 2],
    ['gpt-5-nano', 0.05, 0.005, 0.05, 0.4],
    ['gpt-5-pro', 15, 15, 15, 120],
    ['gpt-4.1', 2, 0.5, 2, 8],
    ['gpt-4.1-mini', 0.4, 0.1, 0.4, 1.6],
    ['gpt-4.1-nano', 0.1, 0.025, 0.1, 0.4],
    ['gpt-4o', 2.5, 1.25, 2.5, 10],
    ['gpt-4o-2024-05-13', 5, 5, 5, 15],
    ['gpt-4o-mini', 0.15, 0.075, 0.15, 0.6],
    ['o1', 15, 7.5, 15, 60],
    ['o1-pro', 150, 150, 150, 600],
    ['o3', 2, 0.5, 2, 8],
    ['o3-mini', 1.1, 0.55, 1.1, 4.4],
    ['o3-pro', 20, 20, 20, 80],
    ['o4-mini', 1.1, 0.275, 1.1, 4.4],
  ]),
  // https://platform.claude.com/docs/en/about-claude/pricing; cache writes at the five-minute lifetime.
  anthropic: vendor('2026-10-24', 200_000, [
    ['claude-fable-5-1', 10, 0.25, 12.5, 50],
    ['claude-mythos-5-1', 10, 0.25, 12.5, 50],
    ['claude-fable-5', 10, 1, 12.5, 50],
    ['claude-mythos-5', 10, 1, 12.5, 50],
    ['claude-opus-5-5', 4, 0.2, 5, 20],
    ['claude-opus-5', 5, 0.5, 6.25, 25],
    ['claude-opus-4-8', 5, 0.5, 6.25, 25],
    ['claude-opus-4-7', 5, 0.5, 6.25, 25],
    ['claude-opus-4-6', 5, 0.5, 6.25, 25],
    ['claude-opus-4-5', 5, 0.5, 6.25, 25],
    ['claude-opus-4-1', 15, 1.5, 18.75, 75],
    ['claude-sonnet-5-5', 2, 0.1, 2.5, 10],
    ['claude-sonnet-5', 2, 0.2, 2.5, 10],
    ['claude-sonnet-4-6', 3, 0.3, 3.75, 15],
    ['claude-sonnet-4-5', 3, 0.3, 3.75, 15, 'long'],
    ['claude-haiku-5-5', 0.1, 0.01, 0.125, 0.5, { aboveTokens: 100_000, factor: 5, outputFactor: 5 }],
    ['claude-haiku-4-5', 1, 0.1, 1.25, 5],
    ['claude-3-5-haiku', 0.8, 0.08, 1, 4],
  ]),
  // https://ai.google.dev/gemini-api/docs/pricing; 3.6 to 3.8 Flash are sold at half of this until 2026-12-31.
  gemini: vendor('2026-10-07', 200_000, [
    ['gemini-3.8-flash', 1.5, 0.15, 1.5, 7.5],
    ['gemini-3.7-flash', 1.5, 0.15, 1.5, 7.5],
    ['gemini-3.6-flash', 1.5, 0.15, 1.5, 7.5],
    ['gemini-3.5-flash', 1.5, 0.15, 1.5, 9],
    ['gemini-3.5-flash-lite', 0.3, 0.03, 0.3, 2.5],
    ['gemini-3.1-pro', 2, 0.2, 2, 12, 'long'],
    ['gemini-2.5-pro', 1.25, 0.125, 1.25, 10, 'long'],
    ['gemini-2.5-flash', 0.3, 0.03, 0.3, 2.5],
    ['gemini-2.5-flash-lite', 0.1, 0.01, 0.1, 0.4],
  ]),
};

interface LongPrompt {
  readonly aboveTokens: number;
  readonly factor: number;
  readonly outputFactor: number;
}

/** Name, input, cache read, cache write, output, and how long prompts are billed where they are billed otherwise. */
type Row = readonly [string, number, number, number, number, ('long' | LongPrompt)?];

/** `long`: the vendor's usual rule, all input at twice and output at one and a half times the rates. */
function vendor(asOf: string, usualThreshold: number, rows: readonly Row[]): ReadonlyMap<string, Price> {
  const usual: LongPrompt = { aboveTokens: usualThreshold, factor: 2, outputFactor: 1.5 };
  return new Map(
    rows.map(([name, input, cacheRead, cacheWrite, output, long]) => {
      const rates = { input, cacheRead, cacheWrite, output };
      return [name, { ...rates, asOf, ...(long ? longRates(rates, long === 'long' ? usual : long) : {}) }];
    }),
  );
}

function longRates(
  rates: Price,
  { aboveTokens, factor, outputFactor }: LongPrompt,
): Pick<Price, 'longPrompt'> {
  const { input, cacheRead, cacheWrite, output } = rates;
  return {
    longPrompt: {
      aboveTokens,
      input: input * factor,
      cacheRead: cacheRead * factor,
      cacheWrite: cacheWrite * factor,
      output: output * outputFactor,
    },
  };
}
