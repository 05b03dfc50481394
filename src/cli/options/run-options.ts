import { type Command, Option } from 'commander';
import type { PatienceSettings } from '../../engine/resilience/patience.ts';
import type { SpendingCaps } from '../../engine/routing/model-settings.ts';
import type { RunLimits } from '../../engine/run/run-request.ts';
import { type InstallPolicy, installPolicies } from '../../host/install-policy.ts';
import { parseNonEmpty, parseRepeated, parseUsd, parseWhole } from './option-parsers.ts';

/** Options of every command that drives a run. */
export interface RunOptions {
  readonly workspace: string;
  readonly sandbox: 'auto' | 'docker' | 'devcontainer' | 'embedded';
  readonly install?: InstallPolicy;
  /** Undefined: ask on a terminal, none otherwise. */
  readonly apply?: ApplyChoice;
  readonly patch?: string;
  /** Globs, beside the built-in ones. */
  readonly secret?: readonly string[];
  readonly artifacts?: string;
  readonly json?: true;
  readonly maxRepairs?: number;
  readonly maxCost?: number;
  readonly maxCostPerDay?: number;
  readonly maxCostPerMonth?: number;
  readonly maxMinutes?: number;
  readonly maxTokens?: number;
  readonly maxSteps?: number;
  readonly checkTimeout?: number;
  readonly firstTokenTimeout?: number;
  readonly idleTimeout?: number;
}

export function sandboxOption(description: string): Option {
  return new Option('--sandbox <kind>', description)
    .choices(['auto', 'docker', 'devcontainer', 'embedded'])
    .default('auto');
}

export function secretOption(): Option {
  return new Option(
    '--secret <glob>',
    'never show or copy such files either; can be given several times (codeforge doctor lists the others)',
  ).argParser(parseRepeated);
}

export type ApplyChoice = 'all' | 'none' | 'ask';

export function addRunOptions(command: Command): Command {
  return command
    .option('--workspace <dir>', 'the folder to work on', parseNonEmpty, '.')
    .addOption(sandboxOption('where code runs'))
    .addOption(installOption())
    .addOption(
      new Option(
        '--apply <which>',
        'which changes to write once the check is green (default: ask on a terminal, else none); hunks that were decided in a review stay so',
      ).choices(['all', 'none', 'ask']),
    )
    .option(
      '--patch <file>',
      'write the changes as a patch for git apply; - for standard output',
      parseNonEmpty,
    )
    .addOption(secretOption())
    .option('--max-repairs <n>', 'repairs after the first attempt (default: 3)', parseWhole(0, 20))
    .option('--max-cost <usd>', 'pause before a model call that could exceed this many dollars', parseUsd)
    .option('--max-cost-per-day <usd>', 'the same for all runs since midnight', parseUsd)
    .option('--max-cost-per-month <usd>', 'the same for all runs since the first of the month', parseUsd)
    .option(
      '--max-tokens <n>',
      'pause before a model call that could exceed this many tokens',
      parseWhole(1, 1e9),
    )
    .option('--max-minutes <n>', 'working time of the whole run (default: 30)', parseWhole(1, 10_000))
    .option('--max-steps <n>', 'model calls of one agent in one phase (default: 40)', parseWhole(1, 1000))
    .option('--check-timeout <seconds>', 'time the check may take (default: 120)', parseWhole(1, 86_400))
    .option(
      '--first-token-timeout <seconds>',
      'silence before an answer after which a model is asked again (default: 30, 240 for local models)',
      parseWhole(1, 3_600),
    )
    .option(
      '--idle-timeout <seconds>',
      'the same in the middle of an answer (default: 30)',
      parseWhole(1, 3_600),
    )
    .option(
      '--artifacts <dir>',
      'save the files that each attempt of the check makes or changes in this new or empty folder',
      parseNonEmpty,
    )
    .option('--json', 'print one event a line, for programs');
}

function installOption(): Option {
  return new Option(
    '--install <when>',
    "whether the packages of the project's lock file may be installed in the sandbox, the only step with a network (default: ask)",
  ).choices(installPolicies);
}

/** The limits that were named; the others stay as they are. */
export function namedLimits(options: RunOptions): Partial<RunLimits> {
  const { maxRepairs, maxTokens, maxSteps, maxMinutes, checkTimeout } = options;
  const { maxCost, maxCostPerDay, maxCostPerMonth } = options;
  return {
    ...(maxRepairs !== undefined && { maxRepairs }),
    ...(maxCost !== undefined && { maxCostUsd: maxCost }),
    ...(maxCostPerDay !== undefined && { maxCostPerDayUsd: maxCostPerDay }),
    ...(maxCostPerMonth !== undefined && { maxCostPerMonthUsd: maxCostPerMonth }),
    ...(maxMinutes !== undefined && { maxWallMs: maxMinutes * 60_000 }),
    ...(maxTokens !== undefined && { maxTokens }),
    ...(maxSteps !== undefined && { maxSteps }),
    ...(checkTimeout !== undefined && { checkTimeoutMs: checkTimeout * 1000 }),
  };
}

/** The caps that are set: what is not leaves a run that is taken up the caps it began with. */
export function namedCaps(caps: SpendingCaps): Partial<SpendingCaps> {
  return Object.fromEntries(Object.entries(caps).filter(([, usd]) => usd !== null));
}

/** The patience with models that was named, for local ones too. */
export function namedPatience({
  firstTokenTimeout,
  idleTimeout,
}: PatienceOptions): Partial<PatienceSettings> {
  const firstTokenMs = (firstTokenTimeout ?? 0) * 1000;
  return {
    ...(firstTokenTimeout !== undefined && { firstTokenMs, localFirstTokenMs: firstTokenMs }),
    ...(idleTimeout !== undefined && { idleMs: idleTimeout * 1000 }),
  };
}

export type PatienceOptions = Pick<RunOptions, 'firstTokenTimeout' | 'idleTimeout'>;
