import { ForgeError } from '../../engine/forge-error.ts';
import type { CommandIo } from '../command-io.ts';
import { standardOutput } from '../patch-file.ts';
import type { RunOptions } from './run-options.ts';

/** Throws ForgeError `config.invalid` for options that cannot both have their way. */
export function refuseBadOutputs({ apply, patch, json }: RunOptions, { canAsk }: CommandIo): void {
  if (json !== undefined && patch === standardOutput) {
    throw invalid('--json and --patch - both want standard output. Write the patch to a file.');
  }
  if (apply !== 'ask') return;
  if (json !== undefined)
    throw invalid('--apply ask cannot ask while --json has the output. Choose --apply all or none.');
  if (!canAsk) throw invalid('--apply ask needs a terminal to ask on. Choose --apply all or none.');
}

function invalid(message: string): ForgeError {
  return new ForgeError('config.invalid', message);
}
