import type { RunDisplay } from './run-display.ts';

/** One event a line, for programs. Notes are for people, so they are left out. */
export function createJsonDisplay(write: (text: string) => void): RunDisplay {
  return {
    show: event => write(`${JSON.stringify(event)}\n`),
    note: () => undefined,
    pause: () => undefined,
    close: () => undefined,
  };
}
