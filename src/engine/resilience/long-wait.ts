import { ForgeError } from '../forge-error.ts';

/** Nobody watches a run wait for longer: a whole minute's allowance, and a little. */
export const longestWaitMs = 90_000;

/** The failure of a call that may be made again only much later: the run pauses with it, or another model is asked. */
export function longWait(error: ForgeError, waitMs: number, now: number): ForgeError {
  const until = describeMoment(now + waitMs, now);
  return new ForgeError(error.code, `${error.happened} It may be asked again ${until}.`, {
    advice: 'Resume the run then, or choose another model.',
    retryable: true,
    retryAfterMs: waitMs,
    ...(error.status !== undefined && { status: error.status }),
    cause: error,
  });
}

/** `at 14:03`, or `on 2026-11-27 at 00:10` for another day, by the local clock. */
function describeMoment(at: number, now: number): string {
  // The minute has to be over.
  const date = new Date(Math.ceil(at / minuteMs) * minuteMs);
  const time = [date.getHours(), date.getMinutes()].map(twoDigits).join(':');
  if (date.toDateString() === new Date(now).toDateString()) return `at ${time}`;
  const day = [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
  return `on ${day} at ${time}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

const minuteMs = 60_000;
