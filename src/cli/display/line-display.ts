import { describeEvent } from './describe-event.ts';
import type { RunDisplay } from './run-display.ts';
import { createStoryWriter } from './story-writer.ts';
import type { Terminal } from './terminal.ts';

/** The run's story line by line, for files, pipes and terminals that cannot redraw. */
export function createLineDisplay({ write, color }: Pick<Terminal, 'write' | 'color'>): RunDisplay {
  const story = createStoryWriter(color);
  return {
    show(event, view) {
      if (silent.has(event.type)) return;
      for (const line of describeEvent(event, view())) write(story(line));
    },
    note: text => write(`${text}\n`),
    pause: () => undefined,
    close: () => undefined,
  };
}

/** Frequent and never told in lines, so that the view need not be built for them. */
export const silent: ReadonlySet<string> = new Set([
  'model.text.delta',
  'model.reasoning.delta',
  'terminal.chunk',
]);
