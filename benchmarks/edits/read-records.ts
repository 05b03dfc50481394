import { createReadStream, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { ForgeError } from '../../src/engine/forge-error.ts';
import { type EditRecord, editRecordSchema } from './edit-record.ts';

/** Reads a corpus file line by line. Throws `config.invalid`, naming file and line, for one that is not a corpus. */
export async function* readRecords(file: string): AsyncGenerator<EditRecord> {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new ForgeError(
      'config.invalid',
      `There is no file ${file}. Give --data a corpus of one JSON record a line.`,
    );
  }
  let number = 0;
  let count = 0;
  for await (const line of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    const text = number === 1 && line.startsWith('\uFEFF') ? line.slice(1) : line;
    if (text.trim() === '') continue;
    count += 1;
    yield parseRecord(text, `${file}, line ${number}`);
  }
  if (count === 0)
    throw new ForgeError(
      'config.invalid',
      `${file} has no records. Give --data a corpus of one JSON record a line.`,
    );
}

function parseRecord(text: string, place: string): EditRecord {
  const parsed = editRecordSchema.safeParse(parseJson(text, place));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field =
    issue === undefined || issue.path.length === 0 ? 'the record' : `"${z.core.toDotPath(issue.path)}"`;
  throw new ForgeError(
    'config.invalid',
    `${place}: ${field} is wrong (${issue?.message ?? 'unknown'}). A record has id, path, original, search, replace, expected and class.`,
  );
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ForgeError('config.invalid', `${place} is not JSON. Every line must be one record.`, { cause });
  }
}
