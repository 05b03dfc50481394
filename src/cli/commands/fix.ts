import { ForgeError } from '../../engine/forge-error.ts';
import { boundSymptoms } from '../../engine/symptoms/bound-symptoms.ts';
import { taskFor } from '../../engine/symptoms/describe-symptoms.ts';
import type { Symptoms } from '../../engine/symptoms/symptoms.ts';
import { readGivenText } from '../../host/read-given.ts';
import type { CommandIo } from '../command-io.ts';
import type { SolveOptions } from './solve.ts';
import { solveRequest } from './solve.ts';

export interface FixOptions extends Omit<SolveOptions, 'taskFile' | 'workflow' | 'classify'> {
  /** A path, or `-` for standard input. */
  readonly error?: string;
}

/** `codeforge fix`: a command that fails, or an error that somebody has, repaired until the command succeeds. */
export async function fix(command: string | undefined, options: FixOptions, io: CommandIo): Promise<number> {
  const symptoms = await readSymptoms(command, options.error);
  const task = taskFor(symptoms);
  return await solveRequest({ ...options, workflow: 'fix' }, io, async () => ({ task, symptoms }));
}

async function readSymptoms(command: string | undefined, file: string | undefined): Promise<Symptoms> {
  const printed = file === undefined ? '' : (await readGivenText('The file', file)).trim();
  const symptoms = boundSymptoms({
    targets: [],
    others: [],
    output: printed === '' ? null : { kind: 'text', title: '', text: printed },
    command: command ?? null,
  });
  if (symptoms.command !== null || symptoms.output !== null) return symptoms;
  throw new ForgeError(
    'config.invalid',
    'There is nothing to fix. Name the command that fails, for example: codeforge fix "npm test", or give its error with --error FILE.',
  );
}
