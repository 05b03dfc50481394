import { z } from 'zod';

const modelsSchema = z.array(z.templateLiteral([z.string(), '/', z.string()])).readonly();

/** What a benchmark run measures, as `run.json` of its folder keeps it. Two runs compare only on the same suite. */
export type BenchOrder = z.infer<typeof benchOrderSchema>;

export const benchOrderSchema = z.object({
  format: z.literal(1),
  suite: z.string(),
  /** Of the suite's data. */
  sha256: z.string(),
  ids: z.array(z.string()).min(1),
  samples: z.int().positive(),
  workflow: z.string(),
  /** Null: as the routing by tiers says. */
  model: z.string().nullable(),
  maxRepairs: z.int().min(0),
  /** When it was begun, from what, and what the figures were made with. Going on with a run leaves it as it is. */
  made: z.object({
    startedAt: z.iso.datetime(),
    source: z.object({ folder: z.string().nullable(), data: z.string().nullable() }),
    /** The models that the routing chose from; left out by runs of before. */
    tiers: z.object({ simple: modelsSchema, medium: modelsSchema, hard: modelsSchema }).optional(),
    prompts: z.record(z.string(), z.int()),
    sandbox: z.string(),
    version: z.string(),
    commit: z.string().nullable(),
  }),
});

/** How one sample of one task came out. A line of `results.jsonl`. */
export type SampleResult = z.infer<typeof sampleResultSchema>;

const judgedSchema = z.object({ passed: z.boolean(), reason: z.string() });

export const sampleResultSchema = z.object({
  taskId: z.string(),
  /** From 0. */
  sample: z.int().min(0),
  category: z.string(),
  difficulty: z.enum(['easy', 'medium', 'hard']),
  /** Hidden tests on the first attempt, before any repair. */
  first: judgedSchema,
  /** Hidden tests on what the run ended with. */
  final: judgedSchema,
  repairs: z.int().min(0),
  outcome: z.string(),
  tokens: z.number(),
  /** Null when any price is unknown. */
  costUsd: z.number().nullable(),
  /** Working time. */
  seconds: z.number(),
  runId: z.string(),
  firstCode: z.string(),
  finalCode: z.string(),
});
