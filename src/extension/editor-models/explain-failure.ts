import { ForgeError } from '../../engine/forge-error.ts';

/** What a failed request to a model of VS Code means for the user. */
export function explainFailure(error: unknown, name: string): ForgeError {
  if (error instanceof ForgeError) return error;
  const said = wordsOf(error);
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  const quoted = said === '' ? '' : ` (“${said}”)`;
  // A model's provider has only words for what its server answered.
  if (/quota|rate.?limit|too many requests|\b429\b/iu.test(said)) {
    return new ForgeError(
      'provider.rate-limited',
      `VS Code's model ${name} takes no more requests for now${quoted}.`,
      { retryable: true, advice: 'Wait a little, or choose another model.' },
    );
  }
  if (/context length|context window|too long|token limit|exceeds? the limit/iu.test(said)) {
    return new ForgeError(
      'provider.context-too-long',
      `The request is longer than VS Code's model ${name} can take${quoted}.`,
      { advice: 'Choose a model with a longer context, or a smaller task.' },
    );
  }
  switch (code) {
    case 'NoPermissions':
      return new ForgeError(
        'provider.unauthorized',
        `CodeForge may not use VS Code's model ${name}${quoted}. Allow it under "Manage Language Model Access", or choose another model.`,
      );
    case 'Blocked':
      return new ForgeError(
        'provider.refused',
        `VS Code's model ${name} will not answer this request${quoted}. Reword the task, or choose another model.`,
      );
    case 'NotFound':
      return new ForgeError(
        'config.invalid',
        `VS Code has no language model ${name} any more${quoted}. Choose another model.`,
      );
    default:
      return new ForgeError('provider.unreachable', `VS Code's model ${name} failed${quoted}.`, {
        retryable: true,
        advice: 'Try again, or choose another model.',
      });
  }
}

/** What was said, as one bounded line without control characters. */
function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, maxQuoteLength);
}

const maxQuoteLength = 300;
