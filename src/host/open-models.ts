import type { OpenModel } from '../engine/ports/model.ts';
import type { ModelTiers } from '../engine/routing/model-tiers.ts';
import { findFirstAvailable } from '../models/available-models.ts';
import { createOpenModel } from '../models/open-model.ts';
import { parseRecording } from '../models/replay/recording.ts';
import type { ExtraProvider, HostOptions } from './open-host.ts';

/** Which models a run will ask, and how to call them in front of people. */
export interface ChosenModels {
  readonly tiers: ModelTiers;
  readonly title: string;
}

export interface Models {
  readonly open: OpenModel;
  /** Those of the settings, else of the first provider that is there; undefined when there is none. */
  readonly find: (signal: AbortSignal) => Promise<ChosenModels | undefined>;
}

export function openModels({ env, keys, settings, extraProviders = [] }: HostOptions): Models {
  const { tiers, baseUrls = {}, headers = {} } = settings;
  const sources = { env, keys, baseUrls, headers };
  const extra = Object.fromEntries(extraProviders.map(({ provider, open }) => [provider, open]));
  return {
    open: createOpenModel({ ...sources, extra }),
    async find(signal) {
      if (tiers !== undefined) return { tiers, title: namesIn(tiers) };
      const found = (await findFirstAvailable(sources, signal)) ?? (await findExtra(extraProviders));
      return found && { tiers: found.tiers, title: `${found.title}: ${namesIn(found.tiers)}` };
    },
  };
}

async function findExtra(providers: readonly ExtraProvider[]): Promise<ChosenModels | undefined> {
  for (const { find } of providers) {
    const found = await find();
    if (found !== undefined) return found;
  }
  return undefined;
}

export interface RecordedModels extends ChosenModels {
  readonly open: OpenModel;
}

/** The models of a recorded session: they answer as it went. Throws ForgeError `config.invalid` for a broken one. */
export function openRecordedModels(text: string, file: string): RecordedModels {
  const recording = parseRecording(text, file);
  const models = ['replay/recorded'] as const;
  return {
    open: createOpenModel({ env: {}, replay: { recording } }),
    tiers: { simple: models, medium: models, hard: models },
    title: recording.title,
  };
}

function namesIn(tiers: ModelTiers): string {
  const ids = new Set(Object.values(tiers).flatMap(models => models.slice(0, 1)));
  return [...ids].join(', ');
}
