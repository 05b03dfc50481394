import * as z from 'zod/mini';
import { statusNames } from '../status-names.ts';
import type { RunSlice } from './run-slice.ts';

// The webview's content security policy forbids eval, which zod would try for speed.
z.config({ jitless: true });

const count = z.int().check(z.nonnegative());

export const changeSchema = z.object({
  path: z.string(),
  kind: z.enum(['created', 'edited', 'deleted', 'moved']),
  from: z.exactOptional(z.string()),
  added: count,
  removed: count,
});

export const runSchema: z.ZodMiniType<RunSlice> = z.object({
  runId: z.string(),
  status: z.enum(statusNames),
  check: z.nullable(z.string()),
  attempts: count,
  repairs: count,
  changes: z.array(changeSchema),
  accepted: z.nullable(z.array(z.string())),
  findings: z.array(z.object({ path: z.string(), sentence: z.string() })),
  totals: z.object({
    modelCalls: count,
    tokens: count,
    durationMs: z.number().check(z.nonnegative()),
    costUsd: z.nullable(z.number()),
  }),
  summary: z.nullable(z.string()),
  failure: z.nullable(
    z.object({
      message: z.string(),
      actions: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  ),
});
