import { z } from 'zod';
import { describeEnding } from '../../check/describe-ending.ts';
import type { CommandResult } from '../../ports/sandbox.ts';
import { answer, defineTool } from '../tool.ts';

// What a setting allows at most; the run's own limit may allow less.
const maxSeconds = 120;

/** Runs a command line in the sandbox, on the change so far. What it writes stays in there. */
export const runCommand = defineTool({
  name: 'run_command',
  description: 'Run a shell command in the offline sandbox copy; its file changes are not kept.',
  schema: () =>
    z.object({ command: z.string().min(1), timeoutSeconds: z.int().min(1).max(maxSeconds).optional() }),
  async run({ command, timeoutSeconds = maxSeconds }, context) {
    return answer(describe(await context.runCommand(command, timeoutSeconds * 1000)));
  },
});

function describe(result: CommandResult): string {
  if (result.unsupported !== undefined) return result.unsupported;
  const ending = result.timedOut
    ? 'timed out'
    : result.outOfMemory
      ? 'out of memory'
      : describeEnding(result);
  const parts = [
    `(${ending})`,
    clip(result.stdout),
    result.stderr === '' ? '' : `stderr:\n${clip(result.stderr)}`,
  ];
  return parts.filter(part => part !== '').join('\n');
}

/** Head and tail: the first error and the last summary are what a model needs. */
function clip(text: string): string {
  if (text.length <= maxCharacters) return text.trimEnd();
  const half = maxCharacters / 2;
  return `${text.slice(0, half)}\n(${text.length - maxCharacters} characters left out)\n${text.slice(-half).trimEnd()}`;
}

const maxCharacters = 6_000;
