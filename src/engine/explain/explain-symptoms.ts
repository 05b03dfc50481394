import { meteredModel } from '../agents/metered-model.ts';
import type { ModelId } from '../ports/model.ts';
import type { CallNotice } from '../resilience/call-notice.ts';
import { withRetries } from '../resilience/with-retries.ts';
import { dearestRung } from '../routing/dearest-rung.ts';
import { rungFor } from '../routing/model-tiers.ts';
import { noModel } from '../routing/route-call.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { RunRequest } from '../run/run-request.ts';
import { describeSymptoms } from '../symptoms/describe-symptoms.ts';
import type { Symptoms } from '../symptoms/symptoms.ts';

export interface AskedExplanation {
  /** What the call is booked under. */
  readonly runId: string;
  /** As admitSymptoms leaves them. */
  readonly symptoms: Symptoms;
  readonly request: Pick<RunRequest, 'model' | 'tiers' | 'limits'>;
}

export type ExplainerServices = Pick<
  PhaseServices,
  'openModel' | 'store' | 'clock' | 'prices' | 'emit' | 'activeMs' | 'providers' | 'callPolicy'
>;

/**
 * Asks the model for simple tasks what a problem means. Yields the whole answer so far whenever there is more of it; a
 * stream that broke is begun anew. The call stands in the ledger and obeys the caps like any other. Throws ForgeError `config.missing-key`, `budget.exceeded` or `provider.*`.
 */
export async function* explainSymptoms(
  { runId, symptoms, request }: AskedExplanation,
  services: ExplainerServices,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { clock, prices, providers, callPolicy, emit } = services;
  const model: ModelId | undefined = request.model ?? rungFor(request.tiers, 'simple', 0)?.model;
  if (model === undefined) throw noModel();
  const topModel = dearestRung(request.tiers, prices)?.model ?? model;
  let tries = 0;
  const metered = meteredModel(services.openModel(model), {
    call: {
      runId,
      phase,
      attempt: 1,
      model,
      topModel,
      limits: request.limits,
      prompt: { role: 'explainer' },
    },
    services,
    nextCallId() {
      tries += 1;
      return `${phase}#1/1.${tries}@${clock.now()}`;
    },
    counted: undefined,
    onFinished: () => undefined,
  });
  let answer = '';
  const tell = (notice: CallNotice) => {
    answer = '';
    emit({ ...notice, phase, agent: 'explainer' });
  };
  const question = {
    system,
    messages: [{ role: 'user' as const, text: describeSymptoms(symptoms) }],
    tools: [],
    maxOutputTokens: 2_048,
  };
  const resilient = withRetries(metered, { clock, providers, callPolicy, tell });
  for await (const event of resilient.stream(question, { signal })) {
    if (event.type === 'text.delta') answer += event.text;
    if (event.type === 'end') answer = event.response.text;
    if (event.type === 'text.delta' || event.type === 'end') yield answer;
  }
}

const phase = 'explain';

const system = `You are CodeForge's explainer agent.

A programmer points at an error. Say in plain words what it means, why it happens in exactly this code, and how it can be fixed, in at most 200 words. Show code only where words are longer. Do not invent what you cannot see.`;
