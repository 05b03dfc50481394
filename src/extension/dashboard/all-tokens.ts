import type { Usage } from '../../engine/ports/model.ts';

/** Everything that was processed, in whatever bucket it was counted. */
export function allTokens(usage: Usage): number {
  return inputOf(usage) + outputOf(usage);
}

export function inputOf({ inputTokens, cacheReadTokens, cacheWriteTokens }: Usage): number {
  return inputTokens + cacheReadTokens + cacheWriteTokens;
}

export function outputOf({ outputTokens, reasoningTokens }: Usage): number {
  return outputTokens + reasoningTokens;
}
