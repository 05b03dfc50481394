import type { Clock } from '../../engine/ports/clock.ts';
import { createLineDisplay, silent } from './line-display.ts';
import type { RunDisplay } from './run-display.ts';
import { createStatus, describeStatus, type Status, updateStatus } from './run-status.ts';
import type { Terminal } from './terminal.ts';
import { cutToWidth } from './text-width.ts';

/**
 * The run's story in lines that stay, and below them one line that is drawn over again: what is going on
 * now, for how long, and what it has cost. That line never wraps, so drawing it over leaves no traces.
 */
export function createLiveDisplay(terminal: Terminal, clock: Pick<Clock, 'now'>): RunDisplay {
  const statusLine = new StatusLine(terminal);
  const lines = createLineDisplay({ color: terminal.color, write: text => statusLine.writeAbove(text) });
  let status: Status | undefined;
  let isDrawing = false;
  const draw = () => {
    if (isDrawing && status !== undefined)
      statusLine.draw(describeStatus(status, clock.now(), terminal.color));
  };
  const stopResizing = terminal.onResize(draw);
  // Does not keep the process alive: the run does.
  const timer = setInterval(draw, redrawIntervalMs).unref();
  return {
    show(event, view) {
      isDrawing = true;
      status = updateStatus(status ?? createStatus(event.at), event, view);
      lines.show(event, view);
      // The others come by the hundred; for them the next turn of the spinner is soon enough.
      if (!silent.has(event.type)) draw();
    },
    note: lines.note,
    pause() {
      isDrawing = false;
      statusLine.clear();
    },
    close() {
      clearInterval(timer);
      stopResizing();
      isDrawing = false;
      statusLine.clear();
    },
  };
}

// Often enough for a spinner to turn, seldom enough for a slow connection.
const redrawIntervalMs = 100;

class StatusLine {
  readonly #terminal: Terminal;
  #isDrawn = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  draw({ text, paint }: ReturnType<typeof describeStatus>): void {
    // One column stays free: many terminals wrap as soon as the last one is filled.
    const cut = cutToWidth(text, this.#terminal.columns() - 1);
    this.#terminal.write(`${eraseLine}${paint(cut)}`);
    this.#isDrawn = true;
  }

  clear(): void {
    if (this.#isDrawn) this.#terminal.write(eraseLine);
    this.#isDrawn = false;
  }

  /** What is written stays; the status line comes back with the next drawing. */
  writeAbove(text: string): void {
    this.clear();
    this.#terminal.write(text);
  }
}

const eraseLine = '\r\u001b[2K';
