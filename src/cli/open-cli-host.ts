import { defaultHostOptions } from '../host/default-host-options.ts';
import type { Host, HostOptions } from '../host/open-host.ts';
import { openHost } from '../host/open-host.ts';
import { readSettingsFile } from '../host/read-settings-file.ts';
import type { CommandIo } from './command-io.ts';
import { namedPatience, type PatienceOptions, type RunOptions } from './options/run-options.ts';

/** The host as the environment, the settings file and the options want it. */
export async function openCliHost(options: HostChoices, io: CommandIo): Promise<Host> {
  return openHost(await cliHostOptions(options, io));
}

export async function cliHostOptions(options: HostChoices, io: CommandIo): Promise<HostOptions> {
  const defaults = defaultHostOptions(io.env, io.assetsDirectory);
  const { sandbox = defaults.settings.sandbox, secret = [], install = 'ask', classify } = options;
  const secretFiles = [...defaults.settings.secretFiles, ...secret];
  const models = await readSettingsFile(defaults.dataDirectory);
  const { classifier } = models.routing;
  const routing = { ...models.routing, classifier: classify ?? classifier };
  const calls = { ...models.calls, patience: { ...models.calls.patience, ...namedPatience(options) } };
  const chosen = { ...models, routing, calls };
  const settings = { ...defaults.settings, sandbox, secretFiles, install, models: chosen };
  return { ...defaults, settings };
}

type HostChoices = Partial<Pick<RunOptions, 'sandbox' | 'secret' | 'install'> & PatienceOptions> & {
  readonly classify?: 'heuristics' | 'model';
};
