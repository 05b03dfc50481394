import { plainBlock, plainLine } from '../../../engine/plain-text.ts';
import type { ContentHash } from '../../../engine/ports/content-store.ts';
import type { RunView } from '../../../engine/run/run-view.ts';
import type { StreamedTexts } from '../../../engine/run/streamed-texts.ts';
import { shortenTail, type TextTail } from '../../../engine/run/text-tail.ts';
import { maskSecrets } from '../../../engine/symptoms/mask-secrets.ts';
import type {
  CardAttempt,
  ChangedFile,
  ComparedFile,
  LiveSlice,
  PhaseCard,
  PlanSlice,
  ReviewSlice,
  TailSlice,
  ToolsSlice,
  WaitSlice,
} from '../../../protocol/chat/card-slice.ts';
import { doneStatus, type PhaseStatus } from '../../../protocol/phase-status.ts';
import type { TalkedRun } from '../talked-run.ts';
import { clip } from './clip.ts';
import { keyOf } from './run-story.ts';
import type { StoryAttempt, StoryCard } from './story-card.ts';

/** What cards show of stored change sets. */
export interface CardSources {
  readonly diffs: (changeSet: ContentHash) => readonly ChangedFile[];
  readonly compare: (before: ContentHash, after: ContentHash) => readonly ComparedFile[];
}

export interface SlicedCard {
  readonly run: TalkedRun;
  readonly index: number;
  readonly isDriven: boolean;
  readonly now: number;
}

/** Cuts a visit of a phase down to its card. */
export function sliceCard(card: StoryCard, at: SlicedCard, sources: CardSources): PhaseCard {
  const { run, isDriven, now } = at;
  const { phase, visit, durationMs, tokens, costUsd } = card;
  const work = workOf(card, at);
  return {
    kind: 'phase',
    phase,
    visit,
    status: statusOf(card, isDriven),
    durationMs: durationMs ?? Math.max(0, (isDriven ? now : card.toldAt) - card.startedAt),
    tokens,
    costUsd,
    model: card.model && { id: plainLine(card.model.id), reason: plainLine(card.model.reason) },
    wait: isDriven && card.outcome === null ? waitOf(card, now) : null,
    tools: toolsOf(card),
    plan: planOf(card, at),
    attempts: card.attempts.map(attemptOf),
    changes: card.kind === 'code' && work.made !== null ? sources.diffs(work.made) : [],
    review: reviewOf(run, card),
    comparison:
      card.kind !== 'code' && work.made !== null && work.failed !== null
        ? sources.compare(work.failed, work.made)
        : [],
    failure: card.failure === null ? null : clip(plainBlock(card.failure), maxTextLength),
  };
}

/** The end of each text, without what could act on a screen. */
export function sliceTexts({ reasoning, answer, output }: StreamedTexts): LiveSlice {
  return {
    reasoning: tailOf(reasoning, maxTextLength),
    answer: tailOf(answer, maxTextLength),
    output: tailOf(output, maxOutputLength),
  };
}

/** Tails never change, and most of those that are shown do not stream any more. */
function tailOf(tail: TextTail, maxLength: number): TailSlice {
  const known = tails.get(tail);
  if (known !== undefined) return known;
  const { text, dropped } = shortenTail(tail, maxLength);
  const slice = { text: plainBlock(maskSecrets(text)).trimEnd(), omitted: dropped };
  tails.set(tail, slice);
  return slice;
}

const tails = new WeakMap<TextTail, TailSlice>();

function statusOf({ kind, outcome, attempts }: StoryCard, isDriven: boolean): PhaseStatus {
  if (outcome === 'done') return doneStatus(attempts.at(-1)?.verdict ?? null);
  if (outcome !== null) return outcome;
  if (!isDriven) return 'cancelled';
  return kind === 'decide' || kind === 'approve' ? 'waiting' : 'active';
}

interface Work {
  /** The change set that the visit left behind, where it is one that makes changes and is known. */
  readonly made: ContentHash | null;
  /** The one of the attempt that had failed before. */
  readonly failed: ContentHash | null;
}

/** What a visit made is what the next attempt ran; before there is one, it is what the run holds now. */
function workOf({ kind, outcome }: StoryCard, { run, index }: SlicedCard): Work {
  const { story, view } = run;
  if (view === null || outcome !== 'done' || !makers.has(kind)) return { made: null, failed: null };
  const cards = story.cards();
  const next = cards.slice(index + 1).find(({ attempts }) => attempts.length > 0);
  const maker = cards.slice(index + 1).find(each => makers.has(each.kind));
  // A reviewer that left the fix to somebody else has made nothing.
  if (kind === 'review' && maker?.kind === 'repair' && cards[index + 1] === maker)
    return { made: null, failed: null };
  const before = cards.slice(0, index).findLast(({ attempts }) => attempts.length > 0);
  return {
    made: setOf(view, next?.attempts[0]) ?? view.changeSet.hash,
    failed: setOf(view, before?.attempts.at(-1)),
  };
}

const makers: ReadonlySet<string> = new Set(['code', 'review', 'repair']);

function setOf({ attempts }: RunView, attempt: StoryAttempt | undefined): ContentHash | null {
  return attempts.find(({ number }) => number === attempt?.number)?.changeSet ?? null;
}

function waitOf({ wait }: StoryCard, now: number): WaitSlice | null {
  if (wait === null) return null;
  const remainingMs = wait.until === null ? null : Math.max(0, wait.until - now);
  return {
    who: plainLine(wait.who),
    message: clip(plainLine(wait.message), maxLineLength),
    remainingMs,
  };
}

function toolsOf({ tools, toolCount }: StoryCard): ToolsSlice {
  return {
    omitted: toolCount - tools.length,
    rows: tools.map(({ number, tool, subject, note, isError }) => ({
      number,
      tool: plainLine(tool),
      subject: clip(plainLine(subject), maxLineLength),
      note: clip(plainLine(note), maxLineLength),
      isError,
    })),
  };
}

/** The run knows one plan, the latest: it stands in the card where it was made, and where it is asked about. */
function planOf({ kind, phase, outcome }: StoryCard, { run, index, isDriven }: SlicedCard): PlanSlice | null {
  const plan = run.view?.plan ?? null;
  const isAsked = kind === 'approve';
  if (plan === null || (kind !== 'plan' && !isAsked)) return null;
  const later = run.story.cards().slice(index + 1);
  if (later.some(card => card.phase === phase)) return null;
  // Shown once: by who asks about it, if anybody does.
  if (kind === 'plan' && later[0]?.kind === 'approve') return null;
  return {
    subtasks: plan.subtasks.map(subtask => ({
      ...subtask,
      description: clip(plainBlock(subtask.description), maxTextLength),
    })),
    reasoning: clip(plainBlock(plan.reasoning), maxTextLength),
    isOpen: isAsked && outcome === null && isDriven,
  };
}

function reviewOf({ reviews }: TalkedRun, card: StoryCard): ReviewSlice | null {
  const note = reviews[keyOf(card)];
  if (note === undefined) return null;
  return {
    rootCause: clip(plainBlock(note.rootCause), maxTextLength),
    fix: clip(plainBlock(note.fixDescription), maxTextLength),
    confidence: note.confidence,
  };
}

function attemptOf(attempt: StoryAttempt): CardAttempt {
  return {
    ...attempt,
    command: clip(plainLine(attempt.command), maxLineLength),
    headline: clip(plainLine(attempt.headline), maxLineLength),
  };
}

// More than anybody reads in a side bar; the whole of it is in the review, the log and the dashboard.
const maxTextLength = 4_000;
const maxOutputLength = 6_000;
const maxLineLength = 300;
