import * as z from 'zod/mini';
import { amount, costUsd, count, text, texts } from './basic-schemas.ts';
import { callGroupsSchema } from './spending-schema.ts';
import { storedRunSchema } from './stored-run-schema.ts';

const part = z.number().check(z.minimum(0), z.maximum(1));
const share = z.object({ value: part, low: part, high: part });

const figures = z.object({
  problems: count,
  samples: count,
  withoutRepair: share,
  withRepair: share,
  lift: z.number(),
  averageRepairs: amount,
  tokens: amount,
  costUsd,
  seconds: amount,
});

const groups = z.array(z.extend(figures, { name: text }));

const row = z.extend(figures, {
  runId: text,
  suite: text,
  sha256: text,
  model: z.nullable(text),
  workflow: text,
  maxRepairs: count,
  startedAt: z.number(),
  status: z.enum(['running', 'finished', 'unfinished']),
  ordered: count,
  sandbox: text,
  commit: z.nullable(text),
});

const sample = z.object({
  name: text,
  category: text,
  difficulty: text,
  withoutRepair: z.boolean(),
  withRepair: z.boolean(),
  reason: text,
  repairs: count,
  costUsd,
  seconds: amount,
});

export const benchmarksSchema = z.object({
  rows: z.array(row),
  total: count,
  damaged: z.array(z.object({ runId: text, problem: text })),
});

export const benchPageSchema = z.object({
  row,
  version: text,
  prompts: texts,
  passAtK: z.array(z.object({ k: count, value: part })),
  byDifficulty: groups,
  byCategory: groups,
  byModel: callGroupsSchema,
  samples: z.array(sample),
});

export const benchProblemSchema = z.extend(sample, {
  firstReason: text,
  firstCode: text,
  finalCode: text,
  run: z.nullable(storedRunSchema),
  outputs: z.array(z.object({ attempt: count, text })),
});

export const benchComparisonSchema = z.object({
  before: row,
  after: row,
  paired: z.nullable(z.object({ pairs: count, gained: texts, lost: texts, p: part })),
  refusal: text,
});

export const benchProgressSchema = z.nullable(
  z.object({
    runId: text,
    suite: text,
    model: z.nullable(text),
    finished: count,
    ordered: count,
    passed: count,
    costUsd,
    maxCostUsd: costUsd,
    elapsedMs: amount,
    leftMs: z.nullable(amount),
    expectedUsd: costUsd,
    step: text,
    isStopping: z.boolean(),
  }),
);
