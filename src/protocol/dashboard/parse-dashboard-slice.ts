import * as z from 'zod/mini';
import { phaseStatuses } from '../phase-status.ts';
import { amount, costUsd, count, text, texts } from './basic-schemas.ts';
import {
  benchComparisonSchema,
  benchmarksSchema,
  benchPageSchema,
  benchProblemSchema,
  benchProgressSchema,
} from './benchmarks-schema.ts';
import type { DashboardSlices } from './dashboard-slices.ts';
import { dashboardTabs, shownProblems, spendingDays } from './place.ts';
import { callGroupsSchema, callSumsSchema } from './spending-schema.ts';
import { attemptSchema, historyRowSchema, statusSchema, storedRunSchema } from './stored-run-schema.ts';

/** A slice that the host sent, or undefined where it is not what its name says. */
export function parseDashboardSlice(
  name: string,
  value: unknown,
): DashboardSlices[keyof DashboardSlices] | undefined {
  if (/^output\.\d+$/.test(name)) return typeof value === 'string' ? value : undefined;
  if (!Object.hasOwn(sliceSchemas, name)) return undefined;
  const parsed = sliceSchemas[name as NamedSlice].safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

type NamedSlice = Exclude<keyof DashboardSlices, `output.${number}`>;

const stream = z.enum(['stdout', 'stderr']);
const runId = z.nullable(text);

const place = z.object({
  tab: z.enum(dashboardTabs),
  runId,
  nodeId: z.nullable(text),
  attempt: z.nullable(count),
  stream: z.nullable(stream),
  days: z.literal([...spendingDays]),
  search: z.object({
    text,
    status: z.enum(['completed', 'failed', 'cancelled', 'paused', 'open', '']),
    repaired: z.enum(['yes', 'no', '']),
    model: text,
    from: text,
    until: text,
    isEverywhere: z.boolean(),
    sortBy: z.enum(['createdAt', 'task', 'attempts', 'repairs', 'costUsd', 'durationMs']),
    isDescending: z.boolean(),
    page: count,
  }),
  storedRunId: runId,
  bench: z.object({
    suite: text,
    runId,
    otherId: runId,
    problem: z.nullable(text),
    show: z.enum(shownProblems),
  }),
});

const run = z.nullable(
  z.object({
    runId: text,
    task: text,
    status: statusSchema,
    choices: z.array(z.object({ runId: text, task: text, createdAt: z.number() })),
  }),
);

const trouble = z.object({ message: text, actions: z.array(z.object({ id: text, title: text })) });

const segmentStatus = z.enum(phaseStatuses);

const flow = z.object({
  workflow: text,
  nodes: z.array(
    z.object({
      id: text,
      role: z.enum(['work', 'wait', 'end']),
      isInitial: z.boolean(),
      status: z.enum(['pending', 'skipped', ...phaseStatuses.filter(status => status !== 'cancelled')]),
      visits: count,
      durationMs: amount,
      tokens: count,
      costUsd,
    }),
  ),
  edges: z.array(
    z.object({
      from: text,
      to: text,
      trigger: z.enum(['done', 'error', 'person']),
      condition: text,
      taken: count,
    }),
  ),
  timeline: z.array(
    z.object({ phase: text, visit: count, startedAt: z.number(), durationMs: amount, status: segmentStatus }),
  ),
  repairs: count,
  maxRepairs: count,
});

const node = z.object({
  nodeId: text,
  visits: z.array(
    z.object({
      visit: count,
      durationMs: amount,
      outcome: segmentStatus,
      agent: z.nullable(text),
      model: z.nullable(text),
      reason: text,
      inputTokens: count,
      outputTokens: count,
      costUsd,
      prompt: text,
      input: text,
      output: text,
      steps: z.array(
        z.object({
          text,
          calls: z.array(z.object({ tool: text, arguments: text, result: text, isError: z.boolean() })),
        }),
      ),
      attempt: z.nullable(count),
    }),
  ),
});

const terminal = z.object({
  attempts: z.array(attemptSchema),
  shown: z.nullable(z.object({ attempt: count, stream })),
  firstPiece: count,
});

const cost = z.object({
  since: z.number(),
  total: callSumsSchema,
  byModel: callGroupsSchema,
  byAgent: callGroupsSchema,
  byDay: callGroupsSchema,
  pricesOf: texts,
  caps: z.array(
    z.object({
      period: z.enum(['run', 'day', 'month']),
      maxUsd: z.nullable(amount),
      countedUsd: amount,
      leftUsd: z.nullable(amount),
    }),
  ),
});

const value = z.union([text, z.number(), z.boolean(), z.null(), texts]);

const settings = z.object({
  providers: z.array(
    z.object({
      id: text,
      title: text,
      keyFrom: z.nullable(z.enum(['secret-storage', 'environment'])),
      maskedKey: text,
      needsKey: z.boolean(),
      test: z.object({ status: z.enum(['untested', 'testing', 'ok', 'missing', 'broken']), detail: text }),
    }),
  ),
  groups: z.array(
    z.object({
      id: z.enum(['tiers', 'limits', 'sandbox']),
      fields: z.array(
        z.object({
          id: text,
          description: text,
          kind: z.enum(['number', 'choice', 'text', 'list', 'toggle']),
          value,
          default: value,
          minimum: z.nullable(z.number()),
          maximum: z.nullable(z.number()),
          isWhole: z.boolean(),
          canBeEmpty: z.boolean(),
          choices: z.array(z.object({ value: text, description: text })),
          setIn: z.enum(['default', 'user', 'workspace', 'folder']),
          problem: text,
        }),
      ),
    }),
  ),
});

const sliceSchemas: { readonly [Name in NamedSlice]: z.ZodMiniType<DashboardSlices[Name]> } = {
  place,
  run,
  trouble,
  flow,
  node,
  terminal,
  cost,
  history: z.object({
    rows: z.array(historyRowSchema),
    total: count,
    page: count,
    pageSize: count,
    models: texts,
  }),
  stored: storedRunSchema,
  settings,
  benchmarks: benchmarksSchema,
  benchPage: benchPageSchema,
  benchProblem: benchProblemSchema,
  benchComparison: benchComparisonSchema,
  benchProgress: benchProgressSchema,
};
