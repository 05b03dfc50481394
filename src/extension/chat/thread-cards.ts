import { plainBlock, plainLine } from '../../engine/plain-text.ts';
import type { Attachment } from '../../engine/run/run-request.ts';
import type { CardSlice, LiveSlice } from '../../protocol/chat/card-slice.ts';
import { describeAttachment } from '../text/describe-attachments.ts';
import { clip } from './story/clip.ts';
import { keyOf } from './story/run-story.ts';
import { type CardSources, sliceCard, sliceTexts } from './story/slice-card.ts';
import { sliceRun } from './story/slice-run.ts';
import type { TalkedRun } from './talked-run.ts';

/** A card of the conversation that is cut when somebody looks at it. */
export interface ThreadCard {
  /** Unique in the conversation. */
  readonly name: string;
  readonly slice: (sources: CardSources, now: number) => CardSlice;
  /** What streams into it; missing where nothing ever does. */
  readonly live?: () => LiveSlice;
}

/** All cards of the conversation: for each run what was asked, its phases, and how it stands once it stands still. */
export function threadCards(runs: readonly TalkedRun[], driven: string | undefined): readonly ThreadCard[] {
  return runs.flatMap(run => cardsOf(run, run.runId === driven));
}

function cardsOf(run: TalkedRun, isDriven: boolean): readonly ThreadCard[] {
  const { runId, story, view, request } = run;
  const ask: ThreadCard = {
    name: `${runId}/ask`,
    slice: () => ({
      kind: 'ask',
      task: clip(plainBlock(request.task), maxTaskLength),
      attached: request.attachments.slice(0, maxAttached).map(describe),
    }),
  };
  const phases = story.cards().flatMap((card, index): readonly ThreadCard[] => {
    // The card of the run asks about the change.
    if (card.kind === 'decide') return [];
    return [
      {
        name: `${runId}/${keyOf(card)}`,
        slice: (sources, now) => sliceCard(card, { run, index, isDriven, now }, sources),
        live: () => sliceTexts(story.textsOf(card)),
      },
    ];
  });
  if (view === null || (isDriven && isWorking(view.awaiting, view.outcome))) return [ask, ...phases];
  return [
    ask,
    ...phases,
    { name: `${runId}/run`, slice: () => ({ kind: 'run', run: sliceRun(view, isDriven) }) },
  ];
}

function isWorking(awaiting: string | null, outcome: string | null): boolean {
  // A plan is asked about in its own card.
  return outcome === null && awaiting !== 'decision';
}

function describe(attachment: Attachment): string {
  return clip(plainLine(describeAttachment(attachment)), 200);
}

const maxTaskLength = 4_000;
const maxAttached = 20;
