import type { SetupStep } from '../host/sandbox-setup.ts';
import type { CommandIo } from './command-io.ts';
import { tellProgress } from './tell-progress.ts';

/** Takes the step and shows how far it is. */
export async function takeStep(step: SetupStep, io: CommandIo): Promise<void> {
  const tell = tellProgress(io);
  let last = '';
  const onProgress = (message: string) => {
    if (message === last) return;
    last = message;
    tell(message);
  };
  await step.take({ signal: io.interrupts.cancelled, onProgress });
}
