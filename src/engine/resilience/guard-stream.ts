import { allTokens } from '../cost/all-tokens.ts';
import { estimateTokens } from '../cost/estimate-tokens.ts';
import { ForgeError } from '../forge-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Model, ModelEvent, ModelRequest } from '../ports/model.ts';
import type { TellCall } from './call-notice.ts';
import type { CallPolicy } from './call-policy.ts';
import { longestWaitMs } from './long-wait.ts';
import { type Patience, patienceWith } from './patience.ts';
import type { Provider, Providers } from './providers.ts';
import type { CountedRequest, NextRequest } from './rate-limiter.ts';
import { watchStream } from './watch-stream.ts';

export interface GuardOptions {
  readonly clock: Clock;
  readonly providers: Providers;
  readonly callPolicy: CallPolicy;
  /** What counts as stalled; by the model's kind and the policy unless told. */
  readonly patience?: Patience;
  readonly tell: TellCall;
  readonly signal: AbortSignal;
}

/**
 * Asks once: within the provider's rate limits, unless its circuit is open, and not beyond a silence that counts
 * as stalled. Throws what the model throws, and ForgeError `provider.*` for these three.
 */
export async function* guardStream(
  model: Model,
  request: ModelRequest,
  options: GuardOptions,
): AsyncGenerator<ModelEvent> {
  const { clock, callPolicy, tell, signal } = options;
  const { patience = patienceWith(model.id, callPolicy.patience) } = options;
  const provider = options.providers.of(model);
  const next = { model: model.id, tokens: estimateTokens(request).likely + request.maxOutputTokens };
  const stream = () => watchStream(model, request, { clock, patience, signal });
  if (provider.breaker.leftMs() === 0) await waitForRoom(next, { ...options, provider });
  let counted: CountedRequest | undefined;
  const sent = () => {
    counted = provider.limiter.count(next);
    return stream();
  };
  for await (const event of provider.breaker.guard(sent, tell)) {
    if (event.type === 'end' && event.response.usage !== undefined)
      counted?.settle(allTokens(event.response.usage));
    if (event.type === 'rate-limits') provider.limiter.learn(model.id, event.standing);
    else yield event;
  }
}

interface RoomOptions extends GuardOptions {
  readonly provider: Provider;
}

/** Throws ForgeError `provider.rate-limited` where it would take longer than anybody waits. */
async function waitForRoom(next: NextRequest, options: RoomOptions): Promise<void> {
  const { clock, callPolicy, provider, tell, signal } = options;
  const limits = callPolicy.rateLimits[provider.name] ?? {};
  for (;;) {
    const { waitMs, limit } = provider.limiter.check(next, limits);
    if (waitMs === 0) return;
    const message = `${provider.name} is not asked yet, to keep to ${limit}.`;
    if (waitMs > longestWaitMs)
      throw new ForgeError('provider.rate-limited', message, { retryable: true, retryAfterMs: waitMs });
    tell({
      type: 'model.call.wait',
      model: next.model,
      provider: provider.name,
      reason: 'rate-limit',
      status: null,
      message,
      waitMs,
      nextTryAt: clock.now() + waitMs,
    });
    await clock.sleep(waitMs, signal);
  }
}
