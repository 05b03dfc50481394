import { builtInSecretFiles } from '../engine/change/secret-path.ts';
import { createProviders } from '../engine/resilience/providers.ts';
import { parseModelSettings } from '../engine/routing/model-settings.ts';
import { defaultDataDirectory } from '../store/default-data-directory.ts';
import { systemClock } from '../workspace/system-clock.ts';
import type { HostOptions } from './open-host.ts';

/** Options for a program that is only told what its environment says. */
export function defaultHostOptions(env: HostOptions['env'], assetsDirectory: string): HostOptions {
  return {
    env,
    keys: {},
    assetsDirectory,
    providers: createProviders(systemClock),
    dataDirectory: defaultDataDirectory(env, process.platform),
    settings: {
      sandbox: 'auto',
      memoryMb: 512,
      cpus: 1,
      secretFiles: builtInSecretFiles,
      models: parseModelSettings({}, 'The defaults'),
    },
  };
}
