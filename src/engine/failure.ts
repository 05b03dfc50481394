import { ForgeError, type ForgeErrorCode, firstError } from './forge-error.ts';

/** An error as plain data: what is stored in a snapshot and shown to people. */
export interface Failure {
  /** `bug` for whatever nobody expected; the message then carries the stack for the log. */
  readonly code: ForgeErrorCode | 'bug';
  readonly message: string;
  readonly retryable: boolean;
}

/** Turns anything thrown into a Failure; an Error itself does not survive JSON. */
export function toFailure(thrown: unknown): Failure {
  const error = firstError(thrown);
  if (error instanceof ForgeError) {
    return { code: error.code, message: error.message, retryable: error.retryable };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'bug', message, retryable: false };
}
