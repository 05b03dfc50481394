import type { StreamName } from '../ports/run-store.ts';
import type { RunEvent } from './run-events.ts';
import { appendToTail, emptyTail, type TextTail } from './text-tail.ts';

/** What has streamed in a visit of a phase. Immutable: another object says that there is more of it. */
export type StreamedTexts = Readonly<Record<StreamName, TextTail>>;

export const noTexts: StreamedTexts = { reasoning: emptyTail, answer: emptyTail, output: emptyTail };

/** With what an event of the visit brought; the very same where it brought nothing. */
export function withStreamed(texts: StreamedTexts, event: RunEvent): StreamedTexts {
  switch (event.type) {
    case 'model.reasoning.delta':
      return { ...texts, reasoning: appendToTail(texts.reasoning, event.text) };
    case 'model.text.delta':
      return { ...texts, answer: appendToTail(texts.answer, event.text) };
    case 'terminal.chunk':
      return { ...texts, output: appendToTail(texts.output, event.text) };
    // The next answer is a paragraph of its own, also where it says anew what was cut off.
    case 'model.call.start':
      return { ...texts, reasoning: paragraphAfter(texts.reasoning), answer: paragraphAfter(texts.answer) };
    default:
      return texts;
  }
}

function paragraphAfter(tail: TextTail): TextTail {
  return tail.text === '' || tail.text.endsWith('\n\n') ? tail : appendToTail(tail, '\n\n');
}
