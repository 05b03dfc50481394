import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { ForgeError } from '../../engine/forge-error.ts';

/**
 * A file of a benchmark run that only grows, by a line of JSON at a time. A kill or a full disk may have cut off its last
 * line: that one does not count.
 */
export interface LineFile<T> {
  readonly file: string;
  readonly schema: z.ZodType<T>;
  /** What to do about a line that is damaged, as a sentence. */
  readonly advice: string;
}

/** Throws ForgeError `config.invalid` that names the line which is damaged. */
export function readLineFile<T>({ file, schema, advice }: LineFile<T>): readonly T[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line, index) => {
    try {
      return schema.parse(JSON.parse(line));
    } catch (cause) {
      throw new ForgeError('config.invalid', `${file}:${index + 1} is damaged. ${advice}`, { cause });
    }
  });
}

/** Takes a line away that was cut off, so that the next one begins a line of its own. */
export function dropCutLine(file: string): void {
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole < bytes.length) writeInRun(path.dirname(file), () => truncateSync(file, whole));
}

/** Returns when the line is on the disk. Throws ForgeError `config.invalid` when that takes no more. */
export function appendLine<T>({ file }: LineFile<T>, value: T): void {
  writeInRun(path.dirname(file), () => appendFileSync(file, `${JSON.stringify(value)}\n`, { flush: true }));
}

/** Throws ForgeError `config.invalid` for what keeps the folder of a run from being written. */
export function writeInRun(directory: string, act: () => void): void {
  try {
    act();
  } catch (cause) {
    throw runNotWritable(directory, cause);
  }
}

export function runNotWritable(directory: string, cause: unknown): ForgeError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ForgeError(
    'config.invalid',
    `The benchmark run in ${directory} cannot be written (${reason}). Make room or choose another --out; what is finished is kept, and the same command goes on from there.`,
    { cause },
  );
}
