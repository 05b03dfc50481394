import type { ModelId } from '../ports/model.ts';

/** How long a model may be silent before its stream counts as stalled. */
export interface Patience {
  /** From sending the request to the first sign of life. */
  readonly firstTokenMs: number;
  /** Between two signs of life. */
  readonly idleMs: number;
}

/**
 * A local model may first have to be loaded and to read the whole prompt; one that reasons unseen may
 * think for a while before its first word.
 */
export function patienceWith(model: ModelId): Patience {
  if (model.startsWith('ollama/')) return { firstTokenMs: 240_000, idleMs: 120_000 };
  // The editor may first ask whether its models may be used at all.
  if (model.startsWith('vscode/')) return { firstTokenMs: 120_000, idleMs: 30_000 };
  if (/^openai\/(?:o\d|gpt-[5-9])/u.test(model)) return { firstTokenMs: 90_000, idleMs: 30_000 };
  return { firstTokenMs: 30_000, idleMs: 30_000 };
}
