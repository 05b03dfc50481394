import type { ModelId } from '../engine/ports/model.ts';
import type { ModelTiers } from '../engine/routing/model-tiers.ts';

/**
 * What to ask when the user has named nothing. Of OpenAI's, those that call tools over Chat Completions:
 * GPT-6 Astra and GPT-6.1 Sol do so only over the Responses interface.
 */
export const defaultModels = {
  openai: { simple: 'gpt-6-luna', medium: 'gpt-6.1-terra', hard: 'gpt-6-sol' },
  anthropic: { simple: 'claude-haiku-5-5', medium: 'claude-sonnet-5-5', hard: 'claude-opus-5-5' },
  gemini: { simple: 'gemini-3.5-flash-lite', medium: 'gemini-3.8-flash', hard: 'gemini-3.1-pro' },
} as const;

/** The vendor's own models; where the server lists other names, what stands for them there. */
export function vendorTiers(provider: keyof typeof defaultModels, listed: readonly string[]): ModelTiers {
  const { simple, medium, hard } = defaultModels[provider];
  const [fallback] = listed;
  // Gateways put the vendor before the name, as in `openai/gpt-6-sol`.
  const nameThere = (name: string): string =>
    listed.find(id => id === name || id.endsWith(`/${name}`)) ?? fallback ?? name;
  const tier = (name: string): readonly ModelId[] => [`${provider}/${nameThere(name)}`];
  return { simple: tier(simple), medium: tier(medium), hard: tier(hard) };
}

/**
 * One local model for everything: changing it would mean loading another. The first that was made for code,
 * else the first that can chat; undefined when there is none.
 */
export function localTiers(installed: readonly string[]): ModelTiers | undefined {
  const chatting = installed.filter(name => !/embed|minilm|rerank|\bbge\b/iu.test(name));
  const chosen = chatting.find(name => /code|devstral/iu.test(name)) ?? chatting[0];
  if (chosen === undefined) return undefined;
  const tier: readonly ModelId[] = [`ollama/${chosen}`];
  return { simple: tier, medium: tier, hard: tier };
}
