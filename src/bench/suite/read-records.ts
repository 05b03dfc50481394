import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { z } from 'zod';
import { ForgeError } from '../../engine/forge-error.ts';

/** A record of a data file, and where in it that is, for people: `line 3` or `record 3`. */
interface PlacedRecord {
  readonly place: string;
  readonly value: unknown;
}

/**
 * The records of a data file: JSON lines, JSON lines under gzip, or one JSON array, as its first bytes say.
 * Throws ForgeError `config.invalid` that names the file, the place and the field.
 */
export async function readRecords<T>(
  bytes: Uint8Array,
  file: string,
  schema: z.ZodType<T>,
): Promise<readonly T[]> {
  const text = decode(await unpack(bytes, file), file);
  const placed = text.trimStart().startsWith('[') ? readArray(text, file) : readLines(text, file);
  const records = placed.map(({ place, value }) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') || 'the record';
    throw unusable(file, {
      problem: `${place}, field ${field}: ${issue?.message ?? 'wrong'}`,
      advice: wrongSchema,
    });
  });
  if (records.length === 0) throw unusable(file, { problem: 'it has no records', advice: download });
  return records;
}

const wrongSchema = 'Give the file that the suite is made for, or name another suite.';
const download = 'It may be incomplete: get it again.';

async function unpack(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await promisify(gunzip)(bytes);
  } catch (cause) {
    throw unusable(file, { problem: 'it is damaged or cut off, as its gzip says', advice: download, cause });
  }
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unusable(file, { problem: 'it is not UTF-8 text', advice: download, cause });
  }
}

function readArray(text: string, file: string): readonly PlacedRecord[] {
  const records = parseJson(text, file, 'the array') as readonly unknown[];
  return records.map((value, index) => ({ place: `record ${index + 1}`, value }));
}

function readLines(text: string, file: string): readonly PlacedRecord[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const place = `line ${index + 1}`;
    return [{ place, value: parseJson(line, file, place) }];
  });
}

function parseJson(text: string, file: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unusable(file, {
      problem: `${place} is not JSON: ${(cause as Error).message}`,
      advice: download,
      cause,
    });
  }
}

interface Problem {
  readonly problem: string;
  readonly advice: string;
  readonly cause?: unknown;
}

function unusable(file: string, { problem, advice, cause }: Problem): ForgeError {
  const told = `The data file ${file} cannot be used: ${problem.replace(/\.$/u, '')}. ${advice}`;
  return new ForgeError('config.invalid', told, { cause });
}
