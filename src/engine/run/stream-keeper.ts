import type { RunStore, StreamTail } from '../ports/run-store.ts';
import { maskSecrets } from '../symptoms/mask-secrets.ts';
import type { RunEvent } from './run-events.ts';
import { noTexts, type StreamedTexts, withStreamed } from './streamed-texts.ts';
import { keptCharacters, shortenTail } from './text-tail.ts';

/**
 * Keeps what models thought and said and what programs printed, so that whoever reads the run later sees it as those
 * saw it who watched: the end of each stream of each visit, without secrets. It is written down with the run's next
 * step, not piece by piece: what a killed process had not written down belongs to work that is done again.
 */
export interface StreamKeeper {
  /** Takes every event of the run, in their order. */
  readonly take: (event: RunEvent) => void;
  /** Writes down what is new. */
  readonly keep: () => void;
  /** Another process has gone on with the run: what it wrote down is what later visits go on from. */
  readonly forget: () => void;
}

export function createStreamKeeper(store: Pick<RunStore, 'keepTail' | 'tails'>, runId: string): StreamKeeper {
  const visits = new Map<string, Visit>();
  return {
    take(event) {
      if (!('phase' in event)) return;
      const { phase } = event;
      const visit = visits.get(phase);
      if (event.type === 'phase.started') {
        const name = `${phase}#${event.visit}`;
        if (visit?.name !== name) visits.set(phase, openVisit(name, store.tails(runId)));
      } else if (visit !== undefined) {
        visits.set(phase, { ...visit, texts: withStreamed(visit.texts, event) });
      }
    },
    keep() {
      for (const [phase, visit] of visits) {
        for (const stream of streams) keepStream(visit, stream);
        visits.set(phase, { ...visit, kept: visit.texts });
      }
    },
    forget: () => visits.clear(),
  };

  function keepStream({ name, texts, kept }: Visit, stream: keyof StreamedTexts): void {
    if (texts[stream] === kept[stream]) return;
    const { text, dropped } = shortenTail(texts[stream], keptCharacters);
    store.keepTail({ runId, visit: name, stream, text: maskSecrets(text), dropped });
  }
}

interface Visit {
  readonly name: string;
  readonly texts: StreamedTexts;
  /** Those that are in the store. */
  readonly kept: StreamedTexts;
}

/** A visit that was interrupted goes on from what had streamed before. */
function openVisit(name: string, tails: readonly StreamTail[]): Visit {
  const own = tails.flatMap(({ visit, stream, text, dropped }) =>
    visit === name ? [[stream, { text, dropped }] as const] : [],
  );
  const texts = { ...noTexts, ...Object.fromEntries(own) };
  return { name, texts, kept: texts };
}

const streams = ['reasoning', 'answer', 'output'] as const;
