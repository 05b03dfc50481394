import type { Review } from '../../engine/run/run-context.ts';
import type { RunRequest } from '../../engine/run/run-request.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import type { RunRecord } from '../../host/read-run-record.ts';
import { createRunStory, keyOf, type RunStory } from './story/run-story.ts';

/** A run of the conversation: what was asked, how it went, and how it stands. */
export interface TalkedRun {
  readonly runId: string;
  /** Absolute. */
  readonly folder: string;
  readonly request: RunRequest;
  readonly story: RunStory;
  /** Null when its process died before the first step. */
  readonly view: RunView | null;
  /** What reviewers handed in, by visit. */
  readonly reviews: Readonly<Record<string, ReviewNote>>;
}

export type ReviewNote = Pick<Review, 'rootCause' | 'fixDescription' | 'confidence'>;

/** A run as the store tells it. */
export function talkedRunOf({ summary, request, view, events, tails, submissions }: RunRecord): TalkedRun {
  const story = createRunStory();
  for (const event of events) story.take(event, event.at);
  for (const tail of tails) story.recall(tail);
  const reviews = submissions.flatMap(({ visit, submission }) => {
    const note = reviewNoteOf(submission);
    return note === undefined ? [] : [[visit, note] as const];
  });
  return {
    runId: summary.id,
    folder: summary.workspaceRoot,
    request,
    story,
    view,
    reviews: Object.fromEntries(reviews),
  };
}

/** The run as it stands now. It remembers one review, the latest: each is noted when it is new. */
export function withView(run: TalkedRun, view: RunView): TalkedRun {
  const card = run.story.cards().findLast(({ kind, outcome }) => kind === 'review' && outcome === 'done');
  const { review } = view;
  if (card === undefined || review === null || run.reviews[keyOf(card)] !== undefined)
    return { ...run, view };
  return { ...run, view, reviews: { ...run.reviews, [keyOf(card)]: review } };
}

/** What an agent handed in, where it is a review. */
function reviewNoteOf(submission: unknown): ReviewNote | undefined {
  if (typeof submission !== 'object' || submission === null) return undefined;
  const { rootCause, fixDescription, confidence } = submission as Partial<ReviewNote>;
  if (typeof rootCause !== 'string' || typeof confidence !== 'number') return undefined;
  return { rootCause, fixDescription: fixDescription ?? '', confidence };
}
