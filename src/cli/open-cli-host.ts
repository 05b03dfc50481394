import { defaultHostOptions } from '../host/default-host-options.ts';
import type { Host, HostOptions } from '../host/open-host.ts';
import { openHost } from '../host/open-host.ts';
import { readSettingsFile } from '../host/read-settings-file.ts';
import type { CommandIo } from './command-io.ts';
import type { RunOptions } from './options/run-options.ts';

/** The host as the environment, the settings file and the options want it. */
export async function openCliHost(options: CliHostOptions, io: CommandIo): Promise<Host> {
  return openHost(await cliHostOptions(options, io));
}

export async function cliHostOptions(options: CliHostOptions, io: CommandIo): Promise<HostOptions> {
  const defaults = defaultHostOptions(io.env, io.assetsDirectory);
  const { sandbox = defaults.settings.sandbox, classify } = options;
  const models = await readSettingsFile(defaults.dataDirectory);
  const { classifier } = models.routing;
  const routing = { ...models.routing, classifier: classify ?? classifier };
  return { ...defaults, settings: { ...defaults.settings, sandbox, models: { ...models, routing } } };
}

export type CliHostOptions = Partial<Pick<RunOptions, 'sandbox'>> & {
  readonly classify?: 'heuristics' | 'model';
};
