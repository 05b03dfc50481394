import { z } from 'zod';
import { parseLenientJson } from '../agents/lenient-json.ts';
import { meteredModel } from '../agents/metered-model.ts';
import { ForgeError } from '../forge-error.ts';
import { onFirstUse } from '../on-first-use.ts';
import type { ModelId, ModelRequest } from '../ports/model.ts';
import type { ModelCallOutcome, RunStore } from '../ports/run-store.ts';
import type { CallNotice } from '../resilience/call-notice.ts';
import { withRetries } from '../resilience/with-retries.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { RunRequest } from '../run/run-request.ts';
import { type Complexity, classifyComplexity, tierOf } from './classify-complexity.ts';
import { dearestRung } from './dearest-rung.ts';
import { rungFor } from './model-tiers.ts';

export interface AskedComplexity {
  /** What the call is booked under. */
  readonly runId: string;
  readonly request: Pick<RunRequest, 'task' | 'model' | 'tiers' | 'routing' | 'limits'>;
  /** Null outside of runs. */
  readonly journal: Pick<RunStore, 'readJournal' | 'appendJournal'> | null;
}

export type ClassifierServices = Pick<
  PhaseServices,
  'openModel' | 'answers' | 'store' | 'clock' | 'prices' | 'emit' | 'activeMs' | 'providers' | 'callPolicy'
>;

/**
 * Asks the model for simple tasks, once, how complex the task is. Whatever goes wrong with that (no answer, a cap,
 * nonsense), the heuristics judge instead, and the result says why. An answer that was paid for is in the journal, so
 * that a run that was killed does not pay again.
 */
export async function askComplexity(
  asked: AskedComplexity,
  services: ClassifierServices,
  signal: AbortSignal,
): Promise<Complexity> {
  const { task, model: named, tiers, routing } = asked.request;
  const judged = classifyComplexity({ task }, routing.thresholds);
  const model = named ?? rungFor(tiers, 'simple', 0)?.model;
  if (model === undefined) return judged;
  try {
    const text = answerInJournal(asked, services) ?? (await ask(model, { asked, services, signal }));
    const { complexity, reason } = readRating(text, model);
    const score = Math.round(complexity * 100) / 100;
    const signals = [{ name: reason === undefined ? 'its rating' : `its rating: ${reason}`, weight: score }];
    return { score, tier: tierOf(score, routing.thresholds), signals, judge: model };
  } catch (error) {
    // What a person could mend is no reason to stop: the heuristics need nobody.
    if (!(error instanceof ForgeError)) throw error;
    return { ...judged, judgeFailed: error.message };
  }
}

interface Asking {
  readonly asked: AskedComplexity;
  readonly services: ClassifierServices;
  readonly signal: AbortSignal;
}

async function ask(model: ModelId, { asked, services, signal }: Asking): Promise<string> {
  const { runId, request, journal } = asked;
  const { clock, prices, providers, callPolicy, emit } = services;
  const topModel = dearestRung(request.tiers, prices)?.model ?? model;
  const call = { runId, phase: 'prepare', attempt: 1, model, topModel, limits: request.limits } as const;
  const finished: Pick<RatingRecord, 'callId' | 'outcome'>[] = [];
  const metered = meteredModel(services.openModel(model), {
    call: { ...call, prompt: { role: 'classifier' } },
    services,
    nextCallId: () => `${visit}/1.1@${clock.now()}`,
    counted: undefined,
    onFinished: (callId, outcome) => finished.push({ callId, outcome }),
  });
  const tell = (notice: CallNotice) => emit({ ...notice, phase: call.phase, agent: 'classifier' });
  const once = { clock, providers, callPolicy, tell, patience, retries: { max: 0 } };
  for await (const event of withRetries(metered, once).stream(ratingRequest(request.task), { signal })) {
    const [end] = finished;
    if (event.type !== 'end' || end === undefined) continue;
    const record: RatingRecord = { ...end, text: event.response.text };
    journal?.appendJournal({ runId, visit, json: JSON.stringify(record) });
    return record.text;
  }
  throw nonsense(model);
}

/** In the journal under this visit. */
interface RatingRecord {
  readonly callId: string;
  readonly outcome: ModelCallOutcome;
  readonly text: string;
}

const visit = 'prepare#1';

/** The answer of an earlier process; its call is settled if that one died before it could. */
function answerInJournal(
  { runId, journal }: AskedComplexity,
  { store }: ClassifierServices,
): string | undefined {
  const [entry] = journal?.readJournal(runId, visit) ?? [];
  if (entry === undefined) return undefined;
  const { callId, outcome, text } = JSON.parse(entry.json) as RatingRecord;
  const isOpen = store.calls(runId).some(call => call.callId === callId && call.outcome === null);
  if (isOpen) store.settleCall(runId, callId, outcome);
  return text;
}

function ratingRequest(task: string): ModelRequest {
  return {
    system:
      'You rate how complex a coding task is. Answer with one JSON object and nothing else: {"complexity": a number from 0 to 1, "reason": "at most ten words"}. 0 is a one-line fix, 0.5 a feature in a few files, 1 the redesign of a system.',
    messages: [{ role: 'user', text: task.slice(0, maxTaskCharacters) }],
    tools: [],
    // Enough for a model that reasons first.
    maxOutputTokens: 1_024,
  };
}

// What comes after so much says more of the same.
const maxTaskCharacters = 8_000;

// A run waits for it, so a model that has to be loaded first is not waited for.
const patience = { firstTokenMs: 20_000, idleMs: 10_000 };

const ratingSchema = onFirstUse(() =>
  z.object({
    complexity: z.number().min(0).max(1),
    reason: z.string().trim().min(1).max(200).optional().catch(undefined),
  }),
);

/** Models wrap JSON in fences and sentences: what stands between the outermost braces is read. */
function readRating(text: string, model: ModelId): z.infer<ReturnType<typeof ratingSchema>> {
  const json = /\{[\s\S]*\}/u.exec(text)?.[0] ?? '';
  const parsed = ratingSchema().safeParse(parseLenientJson(json));
  if (!parsed.success) throw nonsense(model);
  return parsed.data;
}

function nonsense(model: ModelId): ForgeError {
  const message = `${model} was asked how complex the task is and answered with no rating. Try again, or let the heuristics judge.`;
  return new ForgeError('provider.refused', message);
}
