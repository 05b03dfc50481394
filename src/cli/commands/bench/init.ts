import path from 'node:path';
import { initSuite } from '../../../bench/suite/init-suite.ts';
import type { CommandIo } from '../../command-io.ts';
import { exitCodes } from '../../exit-code.ts';

/** `codeforge bench init DIR`: a small suite of one's own, with a task that works. */
export async function benchInit(directory: string, io: CommandIo): Promise<number> {
  await initSuite(path.resolve(directory), path.join(io.assetsDirectory, 'suite-template'));
  const name = /[/\\.]/u.test(directory) ? directory : `./${directory}`;
  io.stdout.write(`There is a suite with one task in ${directory}. Next:

  Look at ${path.join(directory, 'README.md')}, then change the task or add more.
  codeforge bench check ${name}    proves that your tests tell right programs from wrong ones
  codeforge bench run ${name}      measures a model with it
`);
  return exitCodes.done;
}
