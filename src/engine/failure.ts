import { type FilePlace, ForgeError, type ForgeErrorCode, firstError } from './forge-error.ts';

/** An error as plain data: what is stored in a snapshot and shown to people. */
export interface Failure {
  /** `bug` for whatever nobody expected; the message then carries the stack for the log. */
  readonly code: ForgeErrorCode | 'bug';
  readonly message: string;
  readonly retryable: boolean;
  /** Where in a file of the person's own it is to be mended. */
  readonly place?: FilePlace;
}

/** Turns anything thrown into a Failure; an Error itself does not survive JSON. */
export function toFailure(thrown: unknown): Failure {
  const error = firstError(thrown);
  if (error instanceof ForgeError) {
    const { code, message, retryable, place } = error;
    return { code, message, retryable, ...(place && { place }) };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'bug', message, retryable: false };
}
