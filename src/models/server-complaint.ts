import type { HttpFailure } from './http-failure.ts';

/** What a server said went wrong, whatever its JSON looks like. */
export interface ServerComplaint {
  readonly message: string;
  /** The vendor's own names for the kind of error, for example `insufficient_quota`; '' where there are none. */
  readonly code: string;
  readonly type: string;
  /** How long to wait, where the body says so, as Gemini's does. */
  readonly retryAfterMs?: number;
}

/** Reads the body of an error answer. A body that is no JSON is the message itself. */
export function readComplaint(failure: HttpFailure): ServerComplaint {
  try {
    return findComplaint(JSON.parse(failure.body));
  } catch {
    return { message: failure.isWebPage ? '' : failure.body, code: '', type: '' };
  }
}

/**
 * Finds the complaint in an error's JSON: `{ error: { message, code, type } }`, `{ error: "…" }` and
 * `{ message }` are all in use, and so is `{ detail }`.
 */
export function findComplaint(json: unknown): ServerComplaint {
  if (typeof json !== 'object' || json === null) return { message: textOf(json), code: '', type: '' };
  const inner: unknown = Reflect.get(json, 'error');
  if (typeof inner === 'object' && inner !== null) return findComplaint(inner);
  const said = [inner, Reflect.get(json, 'message'), Reflect.get(json, 'detail')].find(isText);
  return {
    message: textOf(said),
    code: textOf(Reflect.get(json, 'code')),
    type: textOf(Reflect.get(json, 'type')),
    ...readRetryInfo(Reflect.get(json, 'details')),
  };
}

/** `{ details: [{ retryDelay: "34s" }] }`, https://cloud.google.com/apis/design/errors#error_details. */
function readRetryInfo(details: unknown): Pick<ServerComplaint, 'retryAfterMs'> {
  for (const detail of Array.isArray(details) ? (details as readonly unknown[]) : []) {
    if (typeof detail !== 'object' || detail === null) continue;
    const seconds = Number.parseFloat(textOf(Reflect.get(detail, 'retryDelay')));
    if (seconds >= 0) return { retryAfterMs: seconds * 1000 };
  }
  return {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
