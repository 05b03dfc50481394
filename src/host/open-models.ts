import type { OpenModel } from '../engine/ports/model.ts';
import { fillTiers, namesEveryTier, type TierSource } from '../engine/routing/fill-tiers.ts';
import { type ModelTiers, rungFor } from '../engine/routing/model-tiers.ts';
import { findAvailableModels } from '../models/available-models.ts';
import { createOpenModel } from '../models/open-model.ts';
import { parseRecording } from '../models/replay/recording.ts';
import type { HostOptions } from './open-host.ts';

/** Which models a run will ask, and how to call them in front of people. */
export interface ChosenModels {
  readonly tiers: ModelTiers;
  readonly title: string;
}

export interface Models {
  readonly open: OpenModel;
  /** Those of the settings, and what is there for the tiers that these leave open; undefined when there is none. */
  readonly find: (signal: AbortSignal) => Promise<ChosenModels | undefined>;
}

export function openModels({ env, keys, settings, extraProviders = [] }: HostOptions): Models {
  const { models, baseUrls = {}, headers = {} } = settings;
  const sources = { env, keys, baseUrls, headers };
  const extra = Object.fromEntries(extraProviders.map(({ provider, open }) => [provider, open]));
  const look = async (signal: AbortSignal): Promise<readonly TierSource[]> => {
    const [found, brought] = await Promise.all([
      findAvailableModels(sources, signal),
      Promise.all(extraProviders.map(({ find }) => find())),
    ]);
    return [
      ...found.map(({ provider, tiers }) => ({ isLocal: provider === 'ollama', tiers })),
      ...brought.flatMap(chosen => (chosen === undefined ? [] : [{ isLocal: false, tiers: chosen.tiers }])),
    ];
  };
  return {
    open: createOpenModel({ ...sources, extra }),
    async find(signal) {
      // With every tier named nobody is waited for.
      const tiers = fillTiers(namesEveryTier(models.tiers) ? [] : await look(signal), models.tiers);
      return rungFor(tiers, 'simple', 0) && { tiers, title: namesIn(tiers) };
    },
  };
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
