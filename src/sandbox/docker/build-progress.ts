import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

/** How a build or a download ended; `error` is the engine's own sentence, `lastLine` what was printed before. */
export type BuildEnding =
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: string; readonly lastLine: string };

interface BuildListeners {
  readonly onStep: (step: string) => void;
  readonly onLine?: ((line: string) => void) | undefined;
}

/**
 * Reads what the engine tells of a build or a download, one JSON object a line, to its end. Steps and
 * what they print are handed on.
 */
export async function followBuild(
  stream: NodeJS.ReadableStream,
  { onStep, onLine }: BuildListeners,
): Promise<BuildEnding> {
  let lastLine = '';
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    const message = parseMessage(line);
    if (message.error !== undefined) return { kind: 'failed', error: message.error.trim(), lastLine };
    const [, step, of] = /^Step (\d+)\/(\d+) :/u.exec(message.stream ?? '') ?? [];
    if (step !== undefined) onStep(`step ${step} of ${of}`);
    const printed = ofTheStep(message.stream ?? '');
    if (printed !== '') onLine?.(printed);
    lastLine = printed || lastLine;
  }
  return { kind: 'done' };
}

const messageSchema = z.object({ stream: z.string().optional(), error: z.string().optional() });

function parseMessage(line: string): z.infer<typeof messageSchema> {
  if (line.trim() === '') return {};
  return messageSchema.parse(JSON.parse(line));
}

/** What the step itself printed, without the colours in which the engine shows standard error. */
function ofTheStep(text: string): string {
  const line = stripVTControlCharacters(text).trim();
  return /^(?:Step \d|--->|Removing intermediate container)/u.test(line) ? '' : line;
}
