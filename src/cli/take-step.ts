import type { SetupStep } from '../host/sandbox-setup.ts';
import type { CommandIo } from './command-io.ts';

/** Takes the step and shows how far it is, on standard error: standard output may be for programs. */
export async function takeStep(step: SetupStep, io: CommandIo): Promise<void> {
  let last = '';
  const onProgress = (message: string) => {
    if (message === last) return;
    last = message;
    io.stderr.write(`${io.stderr.color.dim(message)}\n`);
  };
  await step.take({ signal: io.interrupts.cancelled, onProgress });
}
