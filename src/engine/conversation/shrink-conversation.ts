import { estimateTokens } from '../cost/estimate-tokens.ts';
import type { Message } from '../ports/model.ts';

/**
 * The conversation at about half its length, for a model that cannot take the whole; undefined when there is too
 * little in it that may go. First the old tool results go, then whole old exchanges, and only then the middle of
 * what a tool said last. The first message and those in `kept` stay as they are, calls keep their results, and the
 * model is told that something is missing.
 */
export function shrinkConversation(
  messages: readonly Message[],
  kept: (message: Message) => boolean,
): readonly Message[] | undefined {
  const before = tokensOf(messages);
  const target = before / 2;
  const [first, ...later] = messages;
  if (first === undefined) return undefined;
  let exchanges = inExchanges(later);
  const size = () => tokensOf([first, ...exchanges.flat()]);
  for (let at = 0; at < exchanges.length - 1 && size() > target; at += 1) {
    exchanges = exchanges.with(at, (exchanges[at] ?? []).map(withoutResults));
  }
  while (exchanges.length > 1 && size() > target) {
    const [oldest = [], ...younger] = exchanges;
    const staying = oldest.filter(kept);
    // What stays belongs to no exchange any more.
    exchanges = staying.length === 0 ? younger : [[...staying, ...(younger[0] ?? [])], ...younger.slice(1)];
    if (younger.length === 0) break;
  }
  if (size() > target) exchanges = exchanges.map(exchange => exchange.map(clipResults));
  const shorter = [withNote(first), ...exchanges.flat()];
  return tokensOf(shorter) < before * leastGain ? shorter : undefined;
}

/** Each begins with an answer of the model and holds what followed it; what came before the first stands alone. */
function inExchanges(messages: readonly Message[]): readonly (readonly Message[])[] {
  const exchanges: Message[][] = [];
  for (const message of messages) {
    const current = exchanges.at(-1);
    if (message.role === 'assistant' || current === undefined) exchanges.push([message]);
    else current.push(message);
  }
  return exchanges;
}

function withoutResults(message: Message): Message {
  if (message.role !== 'tool') return message;
  return {
    ...message,
    results: message.results.map(result =>
      result.text.length <= shortText ? result : { ...result, text: leftOut },
    ),
  };
}

/** The beginning and the end of long results: errors stand at the one, summaries at the other. */
function clipResults(message: Message): Message {
  if (message.role !== 'tool') return message;
  const share = Math.floor(clippedText / Math.max(1, message.results.length));
  const clip = (text: string) =>
    text.length <= share
      ? text
      : `${text.slice(0, share / 2)}\n[… the middle was left out, because the conversation had become too long …]\n${text.slice(-share / 2)}`;
  return { ...message, results: message.results.map(result => ({ ...result, text: clip(result.text) })) };
}

function withNote(message: Message): Message {
  if (message.role !== 'user' || message.text.endsWith(note)) return message;
  return { ...message, text: `${message.text}\n\n${note}` };
}

function tokensOf(messages: readonly Message[]): number {
  return estimateTokens({ system: '', messages, tools: [] }).likely;
}

const note =
  'Note: the conversation had become too long for the model, so earlier steps were left out. What was changed is in the files: read them again where you need them.';
const leftOut = '[left out, because the conversation had become too long; ask again if it is needed]';

// Shorter results are not worth a note in their place.
const shortText = 300;
const clippedText = 8_000;

// Otherwise the next try would be refused as the last one was.
const leastGain = 0.9;
