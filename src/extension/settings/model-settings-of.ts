import { type ModelSettings, parseModelSettings } from '../../engine/routing/model-settings.ts';
import type { ForgeSettings } from './forge-settings.ts';

/**
 * What the settings say about models and money. Throws ForgeError `config.invalid` for what the manifest cannot
 * rule out, such as thresholds that cross.
 */
export function modelSettingsOf(settings: ForgeSettings): ModelSettings {
  const { agents, prices, rateLimits, maxCostUsd, maxCostPerDayUsd, maxCostPerMonthUsd } = settings;
  const value = {
    ...{ agents, prices, rateLimits, maxCostUsd, maxCostPerDayUsd, maxCostPerMonthUsd },
    tiers: {
      simple: settings['tiers.simple'],
      medium: settings['tiers.medium'],
      hard: settings['tiers.hard'],
    },
    timeouts: {
      firstTokenSeconds: settings['timeouts.firstTokenSeconds'],
      localFirstTokenSeconds: settings['timeouts.localFirstTokenSeconds'],
      idleSeconds: settings['timeouts.idleSeconds'],
    },
    complexity: {
      classifier: settings['complexity.classifier'],
      simpleBelow: settings['complexity.simpleBelow'],
      hardAbove: settings['complexity.hardAbove'],
    },
  };
  return parseModelSettings(value, 'What the settings of CodeForge say about models');
}
