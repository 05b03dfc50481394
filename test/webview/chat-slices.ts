import type { CardSlice, LiveSlice, PhaseCard } from '../../src/protocol/chat/card-slice.ts';
import type { ChatSlices } from '../../src/protocol/chat/chat-slices.ts';
import type { RunSlice } from '../../src/protocol/chat/run-slice.ts';

/** The state of a chat with these cards, as the host would tell it; tests change what they are about. */
export function chatSlices(
  cards: Readonly<Record<string, CardSlice>>,
  live: Readonly<Record<string, LiveSlice>> = {},
): ChatSlices {
  const names = Object.keys(cards);
  return {
    thread: {
      runId: names.length > 0 ? 'r1' : null,
      status: names.length > 0 ? 'working' : null,
      activity: 'coder asks openai/gpt-5',
      sentence: 'Writing the change',
      total: names.length,
      from: 0,
      cards: names,
    },
    composer: {
      draft: '',
      returned: null,
      blocked: null,
      models: [{ id: '', title: 'Automatic', description: 'By how complex the task is' }],
      model: '',
      workflows: [{ id: 'solve', title: 'solve', description: 'The usual one' }],
      workflow: 'solve',
      estimate: { title: 'simple task, from about $0.02', lines: ['code: openai/gpt-5'] },
      attached: 'src/cart.py',
      isFollowUp: names.length > 0,
    },
    start: { hasFolder: true, isTrusted: true, model: 'found' },
    completion: { number: 0, items: [] },
    resumable: [],
    ...Object.fromEntries(names.map(name => [`card:${name}`, cards[name]])),
    ...Object.fromEntries(Object.entries(live).map(([name, slice]) => [`live:${name}`, slice])),
  };
}

export function phaseCard(changes: Partial<PhaseCard> = {}): PhaseCard {
  return {
    kind: 'phase',
    phase: 'code',
    visit: 1,
    status: 'done',
    durationMs: 1_200,
    tokens: 3_400,
    costUsd: 0.01,
    model: { id: 'openai/gpt-5', reason: 'named for this run' },
    wait: null,
    tools: { omitted: 0, rows: [] },
    plan: null,
    attempts: [],
    changes: [],
    review: null,
    comparison: [],
    failure: null,
    ...changes,
  };
}

export function runSlice(changes: Partial<RunSlice> = {}): RunSlice {
  return {
    runId: 'r1',
    status: 'deciding',
    check: 'pytest',
    attempts: 1,
    repairs: 0,
    changes: [{ path: 'src/cart.py', kind: 'edited', added: 1, removed: 1 }],
    accepted: null,
    findings: [],
    totals: { modelCalls: 2, tokens: 3_400, durationMs: 5_000, costUsd: 0.01 },
    summary: 'Counts each item.',
    failure: null,
    ...changes,
  };
}

export function liveTexts(changes: Partial<Record<keyof LiveSlice, string>> = {}): LiveSlice {
  const tail = (text = '') => ({ text, omitted: 0 });
  return { reasoning: tail(changes.reasoning), answer: tail(changes.answer), output: tail(changes.output) };
}
