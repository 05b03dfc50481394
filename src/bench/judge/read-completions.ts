import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ForgeError } from '../../engine/forge-error.ts';
import type { Suite } from '../suite/open-suite.ts';
import type { JudgeItem } from './judge-lane.ts';

const completionSchema = z.object({
  // MBPP's own ids are numbers.
  task_id: z.union([z.string(), z.int().transform(String)]),
  completion: z.string().max(1024 * 1024, 'is longer than a megabyte'),
});

/**
 * Reads completions line by line, as they are asked for. Throws ForgeError `config.invalid` that names the file, the
 * line and what is wrong there.
 */
export async function* readCompletions(file: string, suite: Suite): AsyncIterable<JudgeItem> {
  const tasks = new Map(suite.tasks.map(task => [task.id, task]));
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    if (line.trim() === '') continue;
    const place = `${file}:${number}`;
    const { task_id, completion } = parseLine(line, place);
    const task = tasks.get(task_id);
    if (task === undefined) throw wrong(place, `the suite ${suite.name} has no task ${task_id}`);
    yield { task, completion };
  }
}

/** Reads all of them and keeps none: what is wrong in the last line is better said before the first is judged. */
export async function checkCompletions(file: string, suite: Suite): Promise<number> {
  let count = 0;
  for await (const _ of readCompletions(file, suite)) count += 1;
  return count;
}

async function* linesOf(file: string): AsyncIterable<string> {
  const input = createReadStream(file, 'utf8');
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause)
      throw new ForgeError(
        'config.invalid',
        `The completions ${file} cannot be read. Check the path and its permissions.`,
        { cause },
      );
    throw cause;
  } finally {
    input.destroy();
  }
}

function parseLine(line: string, place: string): z.infer<typeof completionSchema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw wrong(place, `this is not JSON: ${(cause as Error).message}`);
  }
  const parsed = completionSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrong(place, `${issue?.path.join('.') || 'the line'}: ${issue?.message}`);
}

function wrong(place: string, problem: string): ForgeError {
  return new ForgeError(
    'config.invalid',
    `${place}: ${problem.replace(/\.$/u, '')}. Each line is { "task_id": …, "completion": … }.`,
  );
}
