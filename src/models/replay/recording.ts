import { z } from 'zod';
import { ForgeError } from '../../engine/forge-error.ts';
import { onFirstUse } from '../../engine/on-first-use.ts';

const recordingSchema = onFirstUse(() => {
  const usageSchema = z.object({
    inputTokens: z.int().min(0),
    cacheReadTokens: z.int().min(0).default(0),
    cacheWriteTokens: z.int().min(0).default(0),
    outputTokens: z.int().min(0),
    reasoningTokens: z.int().min(0).default(0),
  });

  const exchangeSchema = z.object({
    agent: z.enum(['planner', 'coder', 'reviewer']),
    response: z.object({
      text: z.string().default(''),
      toolCalls: z
        .array(z.object({ name: z.string().min(1), arguments: z.record(z.string(), z.unknown()) }))
        .default([]),
      stopReason: z.enum(['end', 'tool-calls', 'length', 'refused']),
      usage: usageSchema.optional(),
    }),
  });

  return z.object({
    format: z.literal(1),
    title: z.string().min(1),
    recordedModel: z.string().min(1),
    note: z.string(),
    exchanges: z.array(exchangeSchema).min(1),
  });
});

/** A session with a model, written down: its answers in order, to be given again without a model. */
export type Recording = z.infer<ReturnType<typeof recordingSchema>>;
export type Exchange = Recording['exchanges'][number];
export type RecordedAgent = Exchange['agent'];

/** Reads a recording. Throws ForgeError `config.invalid` that names the file and every place that is wrong. */
export function parseRecording(text: string, file: string): Recording {
  const parsed = recordingSchema().safeParse(parseJson(text, file));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`,
  );
  throw unusable(file, places.slice(0, 5).join('; '));
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unusable(file, `it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function unusable(file: string, what: string): ForgeError {
  return new ForgeError(
    'config.invalid',
    `The recorded session ${file} cannot be used: ${what}. Mend or replace it.`,
  );
}
