import type { RunEvent } from '../../src/engine/run/run-events.ts';

/** How large the run is: as large as the longest that anybody should have. */
const soakSize = { cards: 300, events: 2_000, lines: 50_000 } as const;

/** What a long run tells: 300 visits of phases with their tools and attempts, and 50,000 lines of output in every third. */
export function* soakEvents(): Generator<RunEvent> {
  const linesEach = Math.ceil(soakSize.lines / (soakSize.cards / 3));
  for (let card = 0; card < soakSize.cards; card += 1) {
    const visit = Math.floor(card / 3) + 1;
    if (card % 3 === 0) yield* writing(visit);
    else if (card % 3 === 1) yield* checking(visit, linesEach);
    else yield* reviewing(visit);
  }
}

function* writing(visit: number): Generator<RunEvent> {
  yield { type: 'phase.started', phase: 'code', kind: 'code', visit };
  for (let piece = 0; piece < 5; piece += 1)
    yield { type: 'model.text.delta', phase: 'code', agent: 'coder', text: `I look at part ${piece}. ` };
  yield* tools('code', visit);
  yield ended('code', visit);
}

function* checking(visit: number, lines: number): Generator<RunEvent> {
  yield { type: 'phase.started', phase: 'execute', kind: 'execute', visit };
  yield { type: 'attempt.started', attempt: visit, command: 'npm test', backend: 'docker' };
  for (let line = 0; line < lines; line += linesAtOnce) {
    const text = Array.from({ length: linesAtOnce }, (_, next) => outputLine(visit, line + next)).join('');
    yield { type: 'terminal.chunk', phase: 'execute', stream: 'stdout', text };
  }
  yield {
    type: 'attempt.finished',
    attempt: visit,
    verdict: 'failed',
    headline: 'AssertionError: 3 is not 4',
    exitCode: 1,
    durationMs: 900,
  };
  yield ended('execute', visit);
}

function* reviewing(visit: number): Generator<RunEvent> {
  yield { type: 'phase.started', phase: 'review', kind: 'review', visit };
  yield* tools('review', visit);
  yield ended('review', visit);
}

function* tools(phase: 'code' | 'review', visit: number): Generator<RunEvent> {
  const agent = phase === 'code' ? 'coder' : 'reviewer';
  for (let tool = 0; tool < toolsEach; tool += 1)
    yield {
      type: 'tool.finished',
      ...{ phase, agent, tool: 'read_file', subject: `src/part-${visit}-${tool}.ts` },
      ...{ isError: false, note: '120 lines' },
    };
}

function ended(phase: string, visit: number): RunEvent {
  return { type: 'phase.finished', phase, visit, durationMs: 1_200, outcome: 'done', failure: null };
}

function outputLine(visit: number, line: number): string {
  return `ok ${line + 1} - case ${visit}.${line} adds up what is in the cart, and takes ${line % 7} ms\n`;
}

// As a sandbox hands it over: some lines at once.
const linesAtOnce = 10;
// With starts and ends: 2,000 events that are kept.
const toolsEach = 6;
