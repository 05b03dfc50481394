import { ForgeError, isAbort } from '../../engine/forge-error.ts';

/**
 * What the engine's refusal, or its silence, means for a person. Aborts, ForgeErrors and bugs come back
 * as they are.
 */
export function dockerError(error: unknown, address: string): unknown {
  if (!(error instanceof Error) || error instanceof ForgeError || isAbort(error)) return error;
  const statusCode = statusCodeOf(error);
  if (statusCode !== undefined)
    return isWebPage(error) ? notAnEngine(address, error) : refusal(error, statusCode);
  const code = error.name === 'TimeoutError' || !('code' in error) ? error.name : error.code;
  // Node's parser of HTTP.
  if (typeof code === 'string' && code.startsWith('HPE_')) return notAnEngine(address, error);
  if (code === 'EACCES' || code === 'EPERM') {
    return unavailable(
      `CodeForge may not use Docker at ${address}. Give your user access to it, ${orElse}`,
      error,
    );
  }
  if (typeof code === 'string' && silences.has(code)) {
    return unavailable(`Docker is not answering at ${address}. Start it, ${orElse}`, error);
  }
  return error;
}

/** Somebody else removed or ended it. */
export function containerDisappeared(cause?: Error): ForgeError {
  return unavailable(
    'The sandbox container disappeared while it was in use. Resume the run: it gets a new one.',
    cause,
  );
}

/** The init process has said so, and ended. */
export function imageWithoutShell(words: string): ForgeError {
  return new ForgeError(
    'sandbox.unsupported',
    `The sandbox image cannot be used: its shell does not start (${words}). Choose an image for this machine's processor that has one.`,
  );
}

/** Something listens there, but it does not speak as an engine does. */
export function notAnEngine(address: string, cause?: Error): ForgeError {
  return unavailable(
    `What answers at ${address} is no Docker engine. Set DOCKER_HOST to where one listens, ${orElse}`,
    cause,
  );
}

/** Whether the engine has said so. 404: somebody has removed it. 409: somebody is at it, or it has ended. */
export function isContainerGone(error: unknown): boolean {
  if (!(error instanceof ForgeError)) return false;
  const status = statusCodeOf(error.cause);
  return status !== undefined && tellsOfNone(status, ownWords(error.cause));
}

/** One that has just ended is told with the engine's own failures. */
function tellsOfNone(statusCode: number, text: string): boolean {
  return statusCode === 404 || statusCode === 409 || /is not running/iu.test(text);
}

/** The HTTP status with which the engine refused; undefined for what is no answer of the engine. */
export function statusCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

const orElse = 'or choose the embedded sandbox with --sandbox embedded.';

const silences: ReadonlySet<string> = new Set([
  'ENOENT',
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  // A deadline of our own.
  'TimeoutError',
  // A stream that ended in the middle.
  'ERR_STREAM_PREMATURE_CLOSE',
]);

function refusal(error: Error, statusCode: number): ForgeError {
  const text = ownWords(error);
  if (/no space left on device/iu.test(text)) {
    return unavailable(
      'Docker has no disk space left. Free some, for example with "docker system prune", and resume the run.',
      error,
    );
  }
  if (tellsOfNone(statusCode, text)) return containerDisappeared(error);
  return unavailable(`Docker refused what the sandbox needs: ${text}. Check the engine, ${orElse}`, error);
}

/** An engine refuses in JSON, and the library leaves any other answer as bytes. */
function isWebPage(error: Error): boolean {
  return 'json' in error && error.json instanceof Uint8Array;
}

/** The library wraps the engine's own sentence in technical ones, and keeps it beside them. */
export function ownWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const answer: unknown = 'json' in error ? error.json : undefined;
  const isObject = typeof answer === 'object' && answer !== null;
  return isObject && 'message' in answer ? String(answer.message) : error.message.trim();
}

function unavailable(message: string, cause: Error | undefined): ForgeError {
  return new ForgeError('sandbox.unavailable', message, { cause, retryable: true });
}
