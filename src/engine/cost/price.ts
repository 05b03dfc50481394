/** What tokens cost, in USD for a million of them. */
export interface Rates {
  readonly input: number;
  /** Input that the vendor had in its cache. */
  readonly cacheRead: number;
  /** Input that the vendor puts into its cache, at the shortest lifetime it sells. */
  readonly cacheWrite: number;
  /** Reasoning is billed as output. */
  readonly output: number;
}

export interface Price extends Rates {
  /** When the vendor's page said so; missing for a price from the settings. */
  readonly asOf?: string;
  /** Some vendors bill a request whole at other rates when its input is longer than this. */
  readonly longPrompt?: Rates & { readonly aboveTokens: number };
}

/** Nano-dollars for one token; what a list price has beyond that is rounded up. */
export function nanoRate(usdPerMillion: number): number {
  return Math.ceil(Math.round(usdPerMillion * 1e6) / 1e3);
}
