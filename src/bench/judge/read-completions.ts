import { createReadStream } from 'node:fs';
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
    const place = `${file}:${number}`;
    const text = decode(line, place);
    if (text.trim() === '') continue;
    const { task_id, completion } = parseLine(text, place);
    const task = tasks.get(task_id);
    if (task === undefined) throw wrong(place, `the suite ${suite.name} has no task ${task_id}`);
    yield { task, completion };
  }
}

/** Reads all of them and keeps none: what is wrong in the last line is better said before the first is judged. */
export async function checkCompletions(file: string, suite: Suite): Promise<number> {
  let count = 0;
  for await (const _ of readCompletions(file, suite)) count += 1;
  if (count === 0) throw new ForgeError('config.invalid', `${file} has no completions. ${eachLine}`);
  return count;
}

/** Node's own lines end at U+2028, too, which may stand within JSON. */
async function* linesOf(file: string): AsyncIterable<Uint8Array> {
  const input = createReadStream(file);
  let pending = Buffer.alloc(0);
  try {
    for await (const chunk of input) {
      const bytes = Buffer.concat([pending, chunk]);
      let start = 0;
      for (let end = bytes.indexOf('\n'); end !== -1; end = bytes.indexOf('\n', start)) {
        yield bytes.subarray(start, end);
        start = end + 1;
      }
      pending = bytes.subarray(start);
      if (pending.length > maxLineBytes) break;
    }
    yield pending;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    const told =
      cause.code === 'EISDIR'
        ? `The completions ${file} are a folder. Name a file in it. ${eachLine}`
        : `The completions ${file} cannot be read. Check the path and its permissions.`;
    throw new ForgeError('config.invalid', told, { cause });
  } finally {
    input.destroy();
  }
}

// Any completion that is not too long, however it is escaped.
const maxLineBytes = 16 * 1024 * 1024;

function decode(line: Uint8Array, place: string): string {
  if (line.length > maxLineBytes) throw wrong(place, 'this is longer than 16 megabytes');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line);
  } catch {
    throw wrong(place, 'this is not UTF-8 text');
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
  return new ForgeError('config.invalid', `${place}: ${problem.replace(/\.$/u, '')}. ${eachLine}`);
}

const eachLine = 'Each line is { "task_id": …, "completion": … }.';
