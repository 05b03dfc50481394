import { allTokens } from '../../../engine/cost/all-tokens.ts';
import type { StreamTail } from '../../../engine/ports/run-store.ts';
import { describeCause, describeNotice } from '../../../engine/resilience/describe-notice.ts';
import { describeReason } from '../../../engine/routing/describe-route.ts';
import type { RunEvent, StreamEvent } from '../../../engine/run/run-events.ts';
import { noTexts, type StreamedTexts, withStreamed } from '../../../engine/run/streamed-texts.ts';
import type { StoryAttempt, StoryCard, StoryTool } from './story-card.ts';

/** A run as its events told it: a card for each visit of a phase, and the text that streamed into it. */
export interface RunStory {
  /** In the order in which they began. */
  readonly cards: () => readonly StoryCard[];
  readonly textsOf: (card: StoryCard) => StreamedTexts;
  /** True when more than streamed text has changed. */
  readonly take: (event: RunEvent, at: number) => boolean;
  /** Takes what had streamed into a visit before this process listened. */
  readonly recall: (tail: StreamTail) => void;
}

export function createRunStory(): RunStory {
  let cards: readonly StoryCard[] = [];
  const texts = new Map<string, StreamedTexts>();

  const append = (phase: string, event: RunEvent) => {
    const card = cards.findLast(each => each.phase === phase);
    if (card === undefined) return;
    texts.set(keyOf(card), withStreamed(texts.get(keyOf(card)) ?? noTexts, event));
  };
  const change = (phase: string, changes: (card: StoryCard) => Partial<StoryCard>, at: number) => {
    const index = cards.findLastIndex(card => card.phase === phase);
    const card = cards[index];
    if (card === undefined) return false;
    cards = cards.with(index, { ...card, toldAt: at, ...changes(card) });
    return true;
  };
  const stream = (event: StreamEvent, at: number): boolean => {
    const card = cards.findLast(({ phase }) => phase === event.phase);
    if (card === undefined) return false;
    if (event.type === 'sandbox.progress') {
      return change(
        event.phase,
        () => ({ wait: { who: 'sandbox', message: event.message, until: null } }),
        at,
      );
    }
    append(event.phase, event);
    return card.wait !== null && change(event.phase, () => ({ wait: null }), at);
  };

  return {
    cards: () => cards,
    textsOf: card => texts.get(keyOf(card)) ?? noTexts,
    recall({ visit, stream, text, dropped }) {
      texts.set(visit, { ...(texts.get(visit) ?? noTexts), [stream]: { text, dropped } });
    },
    take(event, at) {
      switch (event.type) {
        case 'model.text.delta':
        case 'model.reasoning.delta':
        case 'terminal.chunk':
        case 'sandbox.progress':
          return stream(event, at);
        case 'phase.started':
          return begin(event, at);
        case 'model.call.start':
          append(event.phase, event);
          return change(event.phase, card => changesBy(event, { card, at }), at);
        default:
          return change(phaseOf(event, cards), card => changesBy(event, { card, at }), at);
      }
    },
  };

  function begin({ phase, kind, visit }: Extract<RunEvent, { type: 'phase.started' }>, at: number): boolean {
    const again = cards.findIndex(card => card.phase === phase && card.visit === visit);
    const card = cards[again];
    // Going on after a pause or a kill is the same visit.
    if (card !== undefined) {
      cards = cards.with(again, {
        ...card,
        outcome: null,
        failure: null,
        durationMs: null,
        startedAt: at - (card.durationMs ?? 0),
        toldAt: at,
      });
    } else {
      cards = [...cards, { ...newCard, phase, kind, visit, startedAt: at, toldAt: at }];
    }
    return true;
  }
}

export const keyOf = ({ phase, visit }: Pick<StoryCard, 'phase' | 'visit'>): string => `${phase}#${visit}`;

/** Events of attempts and of the whole run name no phase: they belong to the one that is under way. */
function phaseOf(event: RunEvent, cards: readonly StoryCard[]): string {
  return 'phase' in event ? event.phase : (cards.at(-1)?.phase ?? '');
}

interface Told {
  readonly card: StoryCard;
  readonly at: number;
}

function changesBy(event: RunEvent, { card, at }: Told): Partial<StoryCard> {
  switch (event.type) {
    case 'phase.finished':
      return {
        durationMs: at - card.startedAt,
        outcome: event.outcome,
        failure: event.failure?.message ?? null,
        wait: null,
      };
    case 'model.routed':
      return { model: { id: event.model, reason: describeReason(event) } };
    case 'model.call.start':
      return { wait: { who: event.model, message: 'Waiting for the first words', until: null } };
    case 'model.call.wait':
      return { wait: { who: describeCause(event), message: event.message, until: event.nextTryAt } };
    case 'model.switched':
      return { model: { id: event.to, reason: describeNotice(event) }, wait: null };
    case 'model.call.end':
      return { ...spent(card, event), wait: null };
    case 'tool.finished':
      return toolsWith(card, event);
    case 'attempt.started':
      return { attempts: [...card.attempts, startedAttempt(event)] };
    case 'attempt.finished':
      return {
        attempts: card.attempts.map(each => (each.number === event.attempt ? ended(each, event) : each)),
      };
    default:
      return {};
  }
}

function spent(card: StoryCard, call: Extract<RunEvent, { type: 'model.call.end' }>): Partial<StoryCard> {
  const isKnown = card.costUsd !== null && call.costUsd !== null;
  return { tokens: card.tokens + allTokens(call), costUsd: isKnown ? card.costUsd + call.costUsd : null };
}

function toolsWith(card: StoryCard, event: Extract<RunEvent, { type: 'tool.finished' }>): Partial<StoryCard> {
  const { tool, subject, note, isError } = event;
  const number = card.toolCount + 1;
  const row: StoryTool = { number, tool, subject, note, isError };
  return { toolCount: number, tools: [...card.tools.slice(1 - keptTools), row] };
}

function startedAttempt(event: Extract<RunEvent, { type: 'attempt.started' }>): StoryAttempt {
  const { attempt: number, command, backend } = event;
  return { number, command, backend, verdict: null, headline: '', exitCode: null, durationMs: null };
}

function ended(attempt: StoryAttempt, event: Extract<RunEvent, { type: 'attempt.finished' }>): StoryAttempt {
  const { verdict, headline, exitCode, durationMs } = event;
  return { ...attempt, verdict, headline, exitCode, durationMs };
}

const newCard = {
  durationMs: null,
  outcome: null,
  model: null,
  wait: null,
  tokens: 0,
  costUsd: 0,
  tools: [],
  toolCount: 0,
  attempts: [],
  failure: null,
};

// A visit may make many calls; the log has them all.
const keptTools = 60;
