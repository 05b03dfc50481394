import type { PlannedCommand } from './plan.ts';
import type { ProgramEnd, ProgramPlace } from './program-place.ts';
import { ended, larger } from './program-place.ts';
import { type BuiltinEnd, runBuiltin } from './run-builtin.ts';
import { runPython } from './run-python.ts';
import { runCode, runScript } from './run-script.ts';
import { runTests } from './run-tests.ts';

/**
 * Runs the commands one after the other, as `&&`, `||` and `;` say. The end of the last that ran is the end
 * of all. `timeoutMs` of the place is for all of them together.
 */
export async function runPlan(commands: readonly PlannedCommand[], place: ProgramPlace): Promise<BuiltinEnd> {
  const deadline = performance.now() + place.timeoutMs;
  let last: BuiltinEnd = { ...ended(0), endsLine: false };
  for (const command of commands) {
    const isGreen = last.exitCode === 0;
    if ((command.when === 'success' && !isGreen) || (command.when === 'failure' && isGreen)) continue;
    place.signal.throwIfAborted();
    const timeoutMs = deadline - performance.now();
    if (timeoutMs <= 0) return { ...last, exitCode: null, timedOut: true, endsLine: true };
    const end = await runStep(command, placeOf(command, { ...place, timeoutMs }));
    last = { endsLine: false, ...end, peakMemoryMb: larger(last.peakMemoryMb, end.peakMemoryMb) };
    if (last.timedOut || last.endsLine) return last;
  }
  return last;
}

function placeOf(command: PlannedCommand, place: ProgramPlace): ProgramPlace {
  const { directory, environment, mergesErrors } = command;
  const target = (name: 'stdout' | 'stderr') => (mergesErrors ? 'stdout' : name);
  return {
    ...place,
    directory,
    environment,
    openStream: name => place.openStream(target(name)),
    print: (name, text) => place.print(target(name), text),
  };
}

async function runStep({ step }: PlannedCommand, place: ProgramPlace): Promise<ProgramEnd> {
  if (!(await place.folder.isFolder(place.directory))) {
    place.print('stderr', `There is no folder ${place.directory} in the workspace.\n`);
    return ended(1);
  }
  switch (step.kind) {
    case 'python':
      return await runPython(step.program, place);
    case 'script':
      return await runScript(step, 'runner', place);
    case 'code':
      return await runCode(step, place);
    case 'tests':
      return await runTests(step, place);
    case 'builtin':
      return await runBuiltin(step, place);
    case 'sequence': {
      // `exit` in an npm script ends that script alone.
      return { ...(await runPlan(step.commands, place)), endsLine: false } as ProgramEnd;
    }
    default:
      return step satisfies never;
  }
}
