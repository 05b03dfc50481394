import type { CallNotice, CallWait } from './call-notice.ts';

/** What is told of a call that does not simply go through, in full sentences. */
export function describeNotice(notice: CallNotice): string {
  switch (notice.type) {
    case 'model.call.wait':
      return `${notice.message} ${describeNextTry(notice)}`;
    case 'model.switched': {
      const { from, to, message, skipped, protocol } = notice;
      const passed = skipped.map(({ model, why }) => ` ${model} is passed over: ${why.replace(/\.$/u, '')}.`);
      const how = protocol === 'text' ? ', in the text protocol, as it cannot call tools' : '';
      return `${message}${passed.join('')} ${to} is asked instead of ${from}${how}.`;
    }
    case 'model.context.shrunk': {
      const [from, to] = [notice.fromTokens, notice.toTokens].map(tokens => tokens.toLocaleString('en-US'));
      return `${notice.message} The conversation was cut from about ${from} to ${to} tokens, and ${notice.model} is asked once more.`;
    }
    case 'provider.down':
      return `${notice.provider} has failed ${notice.failures} times in a row, so nothing is sent there until ${timeOf(notice.nextTryAt)}.`;
    case 'provider.back':
      return `${notice.provider} answers again.`;
    default:
      return notice satisfies never;
  }
}

/** The countdown: `openai · status 503 · next try in 12 s`. */
export function describeCountdown(wait: Countdown, now: number): string {
  const seconds = Math.max(0, Math.ceil((wait.nextTryAt - now) / 1000));
  return `${describeCause(wait)} · ${seconds === 0 ? 'trying now' : `next try in ${seconds} s`}`;
}

/** Who is waited for, and why: `openai · status 503`. */
export function describeCause({ provider, status, reason }: Countdown): string {
  return `${provider} · ${status === null ? causes[reason] : `status ${status}`}`;
}

/** What a countdown is made of. */
export type Countdown = Pick<CallWait, 'provider' | 'status' | 'reason' | 'nextTryAt'>;

const causes: Readonly<Record<CallWait['reason'], string>> = {
  retry: 'no answer',
  outage: 'no answer',
  'rate-limit': 'rate limit',
};

function describeNextTry({ provider, status, waitMs, nextTryAt }: CallWait): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const where = status === null ? provider : `${provider}, status ${status}`;
  return `Next try in ${seconds} s, at ${timeOf(nextTryAt)} (${where}).`;
}

/** `14:03:05`, by the local clock. */
function timeOf(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map(part => String(part).padStart(2, '0'))
    .join(':');
}
