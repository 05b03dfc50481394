import type { ModelId } from '../ports/model.ts';

/** How long a model may be silent before its stream counts as stalled. */
export interface Patience {
  /** From sending the request to the first sign of life. */
  readonly firstTokenMs: number;
  /** Between two signs of life. */
  readonly idleMs: number;
}

/** What people set: for models elsewhere, and the longer first wait for those on their own machine. */
export interface PatienceSettings extends Patience {
  readonly localFirstTokenMs: number;
}

export const defaultPatience: PatienceSettings = {
  firstTokenMs: 30_000,
  localFirstTokenMs: 240_000,
  idleMs: 30_000,
};

/**
 * A local model may first have to be loaded and to read the whole prompt, and writes slowly; one that reasons unseen
 * thinks for a while before its first word. Gemini and VS Code hand over a tool call only when it is whole: while a
 * model writes a long file, they are silent.
 */
export function patienceWith(model: ModelId, settings: PatienceSettings): Patience {
  const { firstTokenMs, localFirstTokenMs, idleMs } = settings;
  if (model.startsWith('ollama/')) return { firstTokenMs: localFirstTokenMs, idleMs: idleMs * 4 };
  // The editor may first ask whether its models may be used at all.
  if (model.startsWith('vscode/')) return { firstTokenMs: firstTokenMs * 4, idleMs: idleMs * 4 };
  if (model.startsWith('gemini/')) return { firstTokenMs, idleMs: idleMs * 4 };
  if (/^openai\/(?:o\d|gpt-[5-9])/u.test(model)) return { firstTokenMs: firstTokenMs * 3, idleMs };
  return { firstTokenMs, idleMs };
}
