import { defaultHostOptions } from '../host/default-host-options.ts';
import type { Host, HostOptions } from '../host/open-host.ts';
import { openHost } from '../host/open-host.ts';
import type { CommandIo } from './command-io.ts';
import type { RunOptions } from './options/run-options.ts';

type HostChoices = Partial<Pick<RunOptions, 'sandbox' | 'secret' | 'install'>>;

/** The host as the environment and the options want it. */
export function openCliHost(options: HostChoices, io: CommandIo): Promise<Host> {
  return openHost(cliHostOptions(options, io));
}

export function cliHostOptions(options: HostChoices, io: CommandIo): HostOptions {
  const defaults = defaultHostOptions(io.env, io.assetsDirectory);
  const { sandbox = defaults.settings.sandbox, secret = [], install = 'ask' } = options;
  const secretFiles = [...defaults.settings.secretFiles, ...secret];
  return { ...defaults, settings: { ...defaults.settings, sandbox, secretFiles, install } };
}
