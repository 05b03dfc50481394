import { maskKey } from '../models/mask-key.ts';

/** How a provider's key stands, for people: four characters of it at most. */
export interface KeyStanding {
  readonly provider: string;
  readonly title: string;
  /** Null: there is none. A stored key comes before one of the environment. */
  readonly keyFrom: 'secret-storage' | 'environment' | null;
  readonly maskedKey: string;
  readonly needsKey: boolean;
}

/** Of every provider, without asking any. `keys`: secret, by provider. */
export function describeKeys(
  env: Readonly<Record<string, string | undefined>>,
  keys: Readonly<Record<string, string | undefined>>,
): readonly KeyStanding[] {
  return providers.map(({ provider, title, variable }) => {
    const named = { provider, title, needsKey: variable !== null };
    const stored = keys[provider]?.trim();
    const found = stored || (variable === null ? '' : (env[variable] ?? '').trim());
    if (!found) return { ...named, keyFrom: null, maskedKey: '' };
    return { ...named, keyFrom: stored ? 'secret-storage' : 'environment', maskedKey: maskKey(found) };
  });
}

const providers = [
  { provider: 'openai', title: 'OpenAI, or a server that speaks like it', variable: 'OPENAI_API_KEY' },
  { provider: 'anthropic', title: 'Anthropic', variable: 'ANTHROPIC_API_KEY' },
  { provider: 'gemini', title: 'Gemini', variable: 'GEMINI_API_KEY' },
  { provider: 'ollama', title: 'Ollama', variable: null },
] as const;
