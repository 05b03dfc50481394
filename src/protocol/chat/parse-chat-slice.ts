import * as z from 'zod/mini';
import type { ChatSlices } from './chat-messages.ts';

/** A slice that the host sent, or undefined where it is not what its name says. */
export function parseChatSlice(name: string, value: unknown): ChatSlices[keyof ChatSlices] | undefined {
  if (!Object.hasOwn(sliceSchemas, name)) return undefined;
  const parsed = sliceSchemas[name as keyof ChatSlices].safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

// The webview's content security policy forbids eval, which zod would try for speed.
z.config({ jitless: true });

const count = z.int().check(z.nonnegative());
const durationMs = z.number().check(z.nonnegative());
const costUsd = z.nullable(z.number());

const phaseSchema = z.object({
  id: z.string(),
  status: z.enum(['pending', 'active', 'done', 'failed', 'skipped']),
  visits: count,
  durationMs,
  tokens: count,
  costUsd,
});

const attemptSchema = z.object({
  number: count,
  verdict: z.enum(['passed', 'failed']),
  headline: z.string(),
  exitCode: z.nullable(z.int()),
  durationMs,
  backend: z.string(),
});

const changeSchema = z.object({
  path: z.string(),
  kind: z.enum(['created', 'edited', 'deleted', 'moved']),
  from: z.exactOptional(z.string()),
  added: count,
  removed: count,
});

const runSchema = z.object({
  runId: z.string(),
  task: z.string(),
  workflow: z.string(),
  status: z.enum(['working', 'deciding', 'paused', 'cancelling', 'completed', 'failed', 'cancelled']),
  activity: z.string(),
  wait: z.nullable(z.object({ cause: z.string(), leftMs: z.number() })),
  phases: z.array(phaseSchema),
  attempts: z.array(attemptSchema),
  check: z.nullable(z.string()),
  changes: z.array(changeSchema),
  findings: z.array(z.object({ path: z.string(), sentence: z.string() })),
  repairs: count,
  totals: z.object({ modelCalls: count, tokens: count, durationMs, costUsd }),
  summary: z.nullable(z.string()),
  failure: z.nullable(
    z.object({
      message: z.string(),
      actions: z.array(z.object({ id: z.string(), title: z.string() })),
    }),
  ),
});

const resumableSchema = z.object({
  runId: z.string(),
  task: z.string(),
  state: z.string(),
  updatedAt: z.number(),
});

const sliceSchemas: { readonly [Name in keyof ChatSlices]: z.ZodMiniType<ChatSlices[Name]> } = {
  run: z.nullable(runSchema),
  resumable: z.array(resumableSchema),
};
