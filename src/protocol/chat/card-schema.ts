import * as z from 'zod/mini';
import { phaseStatuses } from '../phase-status.ts';
import type { CardSlice, LiveSlice } from './card-slice.ts';
import { changeSchema, runSchema } from './run-schema.ts';

const count = z.int().check(z.nonnegative());
const text = z.string();

const toolRow = z.object({ number: count, tool: text, subject: text, note: text, isError: z.boolean() });

const subtask = z.object({
  id: count,
  description: text,
  dependencies: z.array(count),
  complexity: z.enum(['simple', 'medium', 'hard']),
});

const attempt = z.object({
  number: count,
  command: text,
  backend: text,
  verdict: z.nullable(z.enum(['passed', 'failed'])),
  headline: text,
  exitCode: z.nullable(z.int()),
  durationMs: z.nullable(z.number()),
});

const comparedLine = z.nullable(z.object({ number: count, text }));
const comparedFile = z.object({
  path: text,
  rows: z.array(
    z.object({ kind: z.enum(['same', 'changed', 'gap']), before: comparedLine, after: comparedLine }),
  ),
  omittedRows: count,
});

const phaseCard = z.object({
  kind: z.literal('phase'),
  phase: text,
  visit: count,
  status: z.enum(phaseStatuses),
  durationMs: z.number().check(z.nonnegative()),
  tokens: count,
  costUsd: z.nullable(z.number()),
  model: z.nullable(z.object({ id: text, reason: text })),
  wait: z.nullable(z.object({ who: text, message: text, remainingMs: z.nullable(z.number()) })),
  tools: z.object({ omitted: count, rows: z.array(toolRow) }),
  plan: z.nullable(z.object({ subtasks: z.array(subtask), reasoning: text, isOpen: z.boolean() })),
  attempts: z.array(attempt),
  changes: z.array(z.extend(changeSchema, { diff: text, omittedLines: count })),
  review: z.nullable(z.object({ rootCause: text, fix: text, confidence: z.number() })),
  comparison: z.array(comparedFile),
  failure: z.nullable(text),
});

export const cardSchema: z.ZodMiniType<CardSlice> = z.union([
  z.object({ kind: z.literal('ask'), task: text, attached: z.array(text) }),
  z.object({ kind: z.literal('run'), run: runSchema }),
  phaseCard,
]);

const tail = z.object({ text, omitted: count });

export const liveSchema: z.ZodMiniType<LiveSlice> = z.object({ reasoning: tail, answer: tail, output: tail });
