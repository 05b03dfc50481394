import assert from 'node:assert/strict';
import pc from 'picocolors';
import type { RunEvent } from '../../engine/run/run-events.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import { createLineDisplay } from './line-display.ts';
import { createLiveDisplay } from './live-display.ts';
import type { RunDisplay } from './run-display.ts';
import type { Terminal } from './terminal.ts';

const eraseLine = '\u001b[2K';

/** A terminal that keeps what would be seen, the way real ones do: it wraps, and knows two escape sequences. */
class Screen {
  readonly lines: string[] = [''];
  readonly #columns: number;
  #column = 0;

  constructor(columns: number) {
    this.#columns = columns;
  }

  write(text: string): void {
    for (const [index, part] of text.split(eraseLine).entries()) {
      if (index > 0) this.lines[this.lines.length - 1] = '';
      for (const character of part) this.#put(character);
    }
  }

  seen(): readonly string[] {
    return this.lines.map(line => line.trimEnd());
  }

  #put(piece: string): void {
    if (piece === '\r') this.#column = 0;
    else if (piece === '\n') this.#breakLine();
    else {
      if (this.#column >= this.#columns) this.#breakLine();
      const line = (this.lines.at(-1) ?? '').padEnd(this.#column);
      this.lines[this.lines.length - 1] = line.slice(0, this.#column) + piece + line.slice(this.#column + 1);
      this.#column += 1;
    }
  }

  #breakLine(): void {
    this.lines.push('');
    this.#column = 0;
  }
}

function openScreen(columns: number): { screen: Screen; terminal: Terminal; resize: () => void } {
  const screen = new Screen(columns);
  let resize: () => void = () => undefined;
  const terminal: Terminal = {
    isInteractive: true,
    color: pc.createColors(false),
    columns: () => columns,
    write: text => screen.write(text),
    onResize(listener) {
      resize = listener;
      return () => {
        resize = () => undefined;
      };
    },
  };
  return { screen, terminal, resize: () => resize() };
}

const usage = {
  modelCalls: 1,
  inputTokens: 1200,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 34,
  reasoningTokens: 0,
};
const view = {
  state: 'code',
  attempts: [],
  usage,
  costUsd: 0.0123,
  phases: [],
  review: null,
  plan: null,
} as unknown as RunView;

const tool = (tool: string, subject: string) =>
  ({
    type: 'tool.finished',
    phase: 'code',
    agent: 'coder',
    tool,
    subject,
    isError: false,
    note: '',
  }) as const;

const story: readonly RunEvent[] = [
  { type: 'check.chosen', command: 'npm test', source: 'workspace' },
  { type: 'phase.started', phase: 'code', kind: 'code', visit: 1 },
  {
    type: 'model.call.start',
    phase: 'code',
    agent: 'coder',
    model: 'openai/gpt-5-mini',
    callId: 'c1',
    worstCaseUsd: null,
  },
  { type: 'model.text.delta', phase: 'code', agent: 'coder', text: 'I read\n\u001b[31mthe file' },
  tool('read_file', 'src/a-file-with-a-rather-long-name-that-does-not-fit.ts'),
  {
    type: 'terminal.chunk',
    phase: 'execute',
    stream: 'stdout',
    text: 'a line of output that is much longer than the terminal is wide\n',
  },
  tool('edit_file', 'src/b.ts'),
];

function tell(display: RunDisplay, events: readonly RunEvent[]): void {
  for (const event of events) display.show({ ...event, runId: 'r1', at: 0 }, () => view);
}

describe('the live display', () => {
  it('leaves behind exactly the lines that a display without a status line would have written', () => {
    for (const columns of [20, 40, 120]) {
      const live = openScreen(columns);
      const plain = openScreen(columns);
      const display = createLiveDisplay(live.terminal, { now: () => 4200 });
      tell(display, story);
      live.resize();
      display.note('A note.');
      tell(display, story.slice(1));
      display.close();
      const lines = createLineDisplay(plain.terminal);
      tell(lines, story);
      lines.note('A note.');
      tell(lines, story.slice(1));

      assert.deepEqual(live.screen.seen(), plain.screen.seen(), `${columns} columns`);
    }
  });

  it('tells in one line what is going on, for how long, and what it has cost', () => {
    const { screen, terminal } = openScreen(120);
    const display = createLiveDisplay(terminal, { now: () => 4200 });
    tell(display, story);

    assert.match(
      screen.seen().at(-1) ?? '',
      /^\S code · 4\.2 s · 1\.2k tokens · \$0\.012 · a line of output/u,
    );
    display.close();
    assert.equal(screen.seen().at(-1), '');
  });

  it('gives the terminal away while it is paused, and takes it back with the next event', () => {
    const { screen, terminal, resize } = openScreen(80);
    const display = createLiveDisplay(terminal, { now: () => 0 });
    tell(display, story);
    display.pause();
    resize();

    assert.equal(screen.seen().at(-1), '');
    tell(display, [tool('read_file', 'c.ts')]);
    assert.match(screen.seen().at(-1) ?? '', /code · 0 ms/u);
    display.close();
  });
});
