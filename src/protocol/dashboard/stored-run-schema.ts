import * as z from 'zod/mini';
import { statusNames } from '../status-names.ts';
import { amount, costUsd, count, text, texts } from './basic-schemas.ts';

export const statusSchema = z.enum(statusNames);

export const attemptSchema = z.object({
  number: count,
  verdict: z.enum(['running', 'passed', 'failed']),
  command: text,
  backend: text,
  headline: text,
  exitCode: z.nullable(z.int()),
  durationMs: z.nullable(amount),
  peakMemoryMb: z.nullable(amount),
  stdout: count,
  stderr: count,
});

export const historyRowSchema = z.object({
  runId: text,
  task: text,
  folder: text,
  status: statusSchema,
  createdAt: z.number(),
  durationMs: amount,
  attempts: count,
  repairs: count,
  costUsd,
});

export const storedRunSchema = z.extend(historyRowSchema, {
  workspaceRoot: text,
  workflow: text,
  models: texts,
  summary: z.nullable(text),
  failure: z.nullable(text),
  attemptList: z.array(attemptSchema),
  changes: z.array(
    z.object({
      path: text,
      kind: z.enum(['created', 'edited', 'deleted', 'moved']),
      from: z.exactOptional(text),
      added: count,
      removed: count,
    }),
  ),
  diff: text,
  trace: z.array(z.object({ at: z.number(), level: z.enum(['debug', 'info', 'warn', 'error']), text })),
  traceSkipped: count,
  canResume: z.boolean(),
  canFetchArtifacts: z.boolean(),
});
