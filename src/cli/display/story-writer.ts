import type { StoryLine } from './describe-event.ts';
import type { Colors } from './terminal.ts';

/** Lays out the lines of a run's story: the phase stands once, in front of what happened in it. */
export function createStoryWriter(color: Colors): (line: StoryLine) => string {
  let last = '';
  return ({ phase, tone, text }) => {
    const isNew = phase !== last;
    last = phase;
    if (phase === '') return `${paint(tone, text, color)}\n`;
    const label = isNew ? color.cyan(phase.padEnd(labelColumns)) : ' '.repeat(labelColumns);
    return `  ${label}${paint(tone, text, color)}\n`;
  };
}

const labelColumns = 9;

function paint(tone: StoryLine['tone'], text: string, color: Colors): string {
  switch (tone) {
    case 'plain':
      return text;
    case 'good':
      return color.green(`✔ ${text}`);
    case 'bad':
      return color.red(`✘ ${text}`);
    case 'quiet':
      return color.dim(text);
    default:
      return tone satisfies never;
  }
}
