import { z } from 'zod';
import type { PriceOverrides } from '../cost/price-table.ts';
import { ForgeError } from '../forge-error.ts';
import type { ModelId } from '../ports/model.ts';
import type { CallPolicy } from '../resilience/call-policy.ts';
import { defaultPatience, type PatienceSettings } from '../resilience/patience.ts';
import type { RunLimits } from '../run/run-request.ts';
import { agentRoles, tierNames } from '../workflow/workflow.ts';
import { defaultThresholds } from './classify-complexity.ts';
import type { TierOverrides } from './fill-tiers.ts';
import type { RoutingWish } from './routing-wish.ts';

/** What a person has set about models and money. The same names in VS Code's settings and in the settings file. */
export interface ModelSettings {
  readonly tiers: TierOverrides;
  readonly routing: RoutingWish;
  readonly prices: PriceOverrides;
  readonly caps: SpendingCaps;
  readonly calls: CallPolicy;
}

/** In US dollars; null: no cap. */
export type SpendingCaps = Pick<RunLimits, 'maxCostUsd' | 'maxCostPerDayUsd' | 'maxCostPerMonthUsd'>;

/**
 * Reads settings that are plain JSON; what is left out has its default. Throws ForgeError `config.invalid` that says
 * which value is wrong and what is allowed. `source` begins the sentence, for example `The file settings.json`.
 */
export function parseModelSettings(value: unknown, source: string): ModelSettings {
  const parsed = settingsSchema.safeParse(value);
  if (!parsed.success) throw invalid(parsed.error, value, source);
  const { tiers = {}, agents = {}, complexity = {}, prices = {}, ...others } = parsed.data;
  const { timeouts = {}, rateLimits = {}, ...caps } = others;
  const { simpleBelow, hardAbove, classifier } = { ...defaultThresholds, ...withoutGaps(complexity) };
  return {
    tiers: withoutGaps(tiers),
    routing: {
      classifier: classifier ?? 'heuristics',
      thresholds: { simpleBelow, hardAbove },
      agents: withoutGaps(agents),
    },
    prices: withoutGaps(prices),
    calls: { patience: patienceOf(withoutGaps(timeouts)), rateLimits: rateLimitsOf(rateLimits) },
    caps: {
      maxCostUsd: caps.maxCostUsd ?? null,
      maxCostPerDayUsd: caps.maxCostPerDayUsd ?? null,
      maxCostPerMonthUsd: caps.maxCostPerMonthUsd ?? null,
    },
  };
}

const isModelId = (text: unknown): text is ModelId =>
  typeof text === 'string' && /^[^/\s]+\/\S+$/u.test(text);
const modelId = z.custom<ModelId>(isModelId, 'must be provider/name, such as openai/gpt-6-sol');

// Asking a model again that has just failed is what retries are for.
const tier = z.array(modelId).transform(models => [...new Set(models)]);

const agentModel = z.union([z.enum(tierNames), modelId], {
  error: 'must be provider/name, such as openai/gpt-6-sol, or one of simple, medium and hard',
});

const amount = (what: string) => {
  const error = `must be ${what}, 0 or more`;
  return z.number({ error }).min(0, { error });
};
const cap = amount('a number of US dollars').nullable().optional();
// Beyond that costs could no longer be added up exactly.
const rate = amount('a number of US dollars for a million tokens').max(1_000_000);
const share = z
  .number({ error: 'must be a number from 0 to 1' })
  .min(0, 'must be a number from 0 to 1')
  .max(1, 'must be a number from 0 to 1')
  .optional();

// Without a price for the cache, what it saves is not counted: too dear rather than too cheap.
const price = z
  .strictObject({ input: rate, output: rate, cacheRead: rate.optional(), cacheWrite: rate.optional() })
  .transform(({ input, output, cacheRead = input, cacheWrite = input }) => ({
    ...{ input, output, cacheRead, cacheWrite },
  }));
const priceOrFree = z.union([z.literal('free'), price], {
  error:
    'must be "free" or { "input": …, "output": … } in US dollars for a million tokens, from 0 to 1,000,000',
});

const seconds = z
  .number({ error: 'must be a number of seconds from 1 to 3600' })
  .min(1, 'must be a number of seconds from 1 to 3600')
  .max(3_600, 'must be a number of seconds from 1 to 3600')
  .optional();
const perMinute = z
  .int({ error: 'must be a whole number, 1 or more' })
  .min(1, 'must be a whole number, 1 or more')
  .optional();

type Timeouts = Readonly<
  Partial<Record<'firstTokenSeconds' | 'localFirstTokenSeconds' | 'idleSeconds', number>>
>;

function patienceOf({ firstTokenSeconds, localFirstTokenSeconds, idleSeconds }: Timeouts): PatienceSettings {
  const inMs = (told: number | undefined, otherwise: number) =>
    told === undefined ? otherwise : told * 1000;
  return {
    firstTokenMs: inMs(firstTokenSeconds, defaultPatience.firstTokenMs),
    localFirstTokenMs: inMs(localFirstTokenSeconds, defaultPatience.localFirstTokenMs),
    idleMs: inMs(idleSeconds, defaultPatience.idleMs),
  };
}

function rateLimitsOf(limits: Readonly<Record<string, object>>): CallPolicy['rateLimits'] {
  return Object.fromEntries(
    Object.entries(limits).map(([provider, limit]) => [provider, withoutGaps(limit)]),
  );
}

const settingsSchema = z.strictObject({
  tiers: z
    .strictObject({
      simple: tier.optional(),
      medium: tier.optional(),
      hard: tier.optional(),
    })
    .optional(),
  agents: z.partialRecord(z.enum(agentRoles), agentModel).optional(),
  complexity: z
    .strictObject({
      simpleBelow: share,
      hardAbove: share,
      classifier: z.enum(['heuristics', 'model'], { error: 'must be heuristics or model' }).optional(),
    })
    .refine(
      ({ simpleBelow = defaultThresholds.simpleBelow, hardAbove = defaultThresholds.hardAbove }) =>
        simpleBelow < hardAbove,
      `must have simpleBelow smaller than hardAbove (they are ${defaultThresholds.simpleBelow} and ${defaultThresholds.hardAbove} unless set)`,
    )
    .optional(),
  prices: z.record(z.string(), priceOrFree).optional(),
  timeouts: z
    .strictObject({ firstTokenSeconds: seconds, localFirstTokenSeconds: seconds, idleSeconds: seconds })
    .optional(),
  rateLimits: z
    .record(z.string(), z.strictObject({ requestsPerMinute: perMinute, tokensPerMinute: perMinute }))
    .optional(),
  maxCostUsd: cap,
  maxCostPerDayUsd: cap,
  maxCostPerMonthUsd: cap,
});

function invalid(error: z.ZodError, value: unknown, source: string): ForgeError {
  const [issue] = error.issues;
  const path = issue?.path ?? [];
  const what =
    issue?.code === 'unrecognized_keys' || issue?.code === 'invalid_key'
      ? unknownName(issue, path)
      : `${nameOf(path)} ${requirement(issue)}, but is ${shown(valueAt(value, path))}`;
  return new ForgeError('config.invalid', `${source} cannot be used: ${what}. Correct it there.`);
}

/** Zod has words of its own for what holds other values. */
function requirement(issue: z.core.$ZodIssue | undefined): string {
  const shape = issue?.code === 'invalid_type' ? shapes[issue.expected] : undefined;
  return shape ?? issue?.message ?? 'is wrong';
}

const shapes: Readonly<Record<string, string>> = {
  object: 'must be an object in braces',
  record: 'must be an object in braces',
  array: 'must be a list in brackets',
};

function unknownName(issue: z.core.$ZodIssue, path: readonly PropertyKey[]): string {
  if (issue.code === 'unrecognized_keys') {
    return `${nameOf([...path, issue.keys[0] ?? ''])} is not known`;
  }
  return `${nameOf(path)} is not known; the agents are ${agentRoles.join(', ')}`;
}

/** `tiers.simple[0]`; people know the whole as the settings. */
function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'it';
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`,
    )
    .join('');
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, part) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, part) : undefined),
    value,
  );
}

function shown(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value).slice(0, maxShownCharacters);
}

const maxShownCharacters = 100;

/** Zod types what is optional as possibly undefined; what is not there stays away. */
function withoutGaps<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
