import { withToolFallback } from '../engine/agents/text-protocol.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { Model, ModelId, OpenModel } from '../engine/ports/model.ts';
import { createAnthropicModel } from './anthropic/anthropic-model.ts';
import {
  type Connection,
  type ConnectionSources,
  connectAnthropic,
  connectGemini,
  connectOllama,
  connectOpenAi,
} from './connections.ts';
import { createGeminiModel } from './gemini/gemini-model.ts';
import { createOllamaModel } from './ollama/ollama-model.ts';
import { createOpenAiModel } from './openai/openai-model.ts';
import { createReplayModel, type ReplayOptions } from './replay/replay-model.ts';

export interface OpenModelOptions extends ConnectionSources {
  /** The recorded session behind `replay/…`, where there is one. */
  readonly replay?: Omit<ReplayOptions, 'id'>;
  /** Further providers by name, such as an editor's own models. */
  readonly extra?: Readonly<Record<string, (name: string) => Model>>;
}

/**
 * Opens models by id. Each is opened once, so that what was learned about it (that it cannot call tools,
 * how its server likes to be asked) is known from then on.
 */
export function createOpenModel(options: OpenModelOptions): OpenModel {
  const opened = new Map<ModelId, Model>();
  return id => {
    const known = opened.get(id);
    if (known !== undefined) return known;
    const model = openNamed(id, options);
    opened.set(id, model);
    return model;
  };
}

function openNamed(id: ModelId, options: OpenModelOptions): Model {
  const slash = id.indexOf('/');
  const name = id.slice(slash + 1);
  const provider = id.slice(0, Math.max(0, slash));
  const known = { ...providers, ...options.extra };
  const open = Object.hasOwn(known, provider) ? known[provider] : undefined;
  if (open === undefined || name === '') throw unknownModel(id, Object.keys(known));
  return withToolFallback(open(name, options));
}

const providers: Readonly<Record<string, (name: string, options: OpenModelOptions) => Model>> = {
  openai: (name, options) =>
    createOpenAiModel({ name, ...needKey(connectOpenAi(options), 'OpenAI', 'OPENAI_API_KEY') }),
  anthropic: (name, options) =>
    createAnthropicModel({ name, ...needKey(connectAnthropic(options), 'Anthropic', 'ANTHROPIC_API_KEY') }),
  gemini: (name, options) =>
    createGeminiModel({ name, ...needKey(connectGemini(options), 'Gemini', 'GEMINI_API_KEY') }),
  ollama: (name, options) => createOllamaModel({ name, ...connectOllama(options) }),
  replay: (name, { replay }) => {
    if (replay !== undefined) return createReplayModel({ id: `replay/${name}`, ...replay });
    throw new ForgeError(
      'config.invalid',
      `There is no recorded session ${name} here. Choose another model.`,
    );
  },
};

/** A server of one's own may want no key; the vendors always do. */
function needKey(connection: Connection, vendor: string, variable: string): Connection {
  if (connection.apiKey !== undefined || !connection.isVendors) return connection;
  throw new ForgeError(
    'config.missing-key',
    `There is no key for ${vendor}. Set ${variable}, run "CodeForge: Set API Key" in VS Code, or choose another model.`,
  );
}

function unknownModel(id: string, providerNames: readonly string[]): ForgeError {
  const example = id === '' || id.includes('/') ? 'openai/gpt-6-sol' : `openai/${id}`;
  const listed = new Intl.ListFormat('en').format(providerNames.filter(name => name !== 'replay'));
  return new ForgeError(
    'config.invalid',
    `There is no model "${id}". Write provider/name, for example ${example}; the providers are ${listed}.`,
  );
}
