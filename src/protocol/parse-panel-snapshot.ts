import * as z from 'zod/mini';
import { type PanelSnapshot, protocolVersion } from './messages.ts';

/** What the host sent, or undefined for anything else that reaches a web page's message event. */
export function parsePanelSnapshot(data: unknown): PanelSnapshot | undefined {
  const parsed = snapshotSchema.safeParse(data);
  return parsed.success ? parsed.data : undefined;
}

// The panel's content security policy forbids eval, which zod would try for speed.
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

const snapshotSchema: z.ZodMiniType<PanelSnapshot> = z.object({
  type: z.literal('panel.snapshot'),
  version: z.literal(protocolVersion),
  revision: count,
  run: z.nullable(runSchema),
  resumable: z.array(
    z.object({ runId: z.string(), task: z.string(), state: z.string(), updatedAt: z.number() }),
  ),
});
