import type { RunEventEnvelope } from '../../engine/run/run-events.ts';
import type { RunView } from '../../engine/run/run-view.ts';

/** Shows a run while it goes on. One implementation a kind of output: live, lines, JSON. */
export interface RunDisplay {
  /** Must not throw. `view` is how the run stands right after the event. */
  readonly show: (event: RunEventEnvelope, view: () => RunView) => void;
  /** A sentence about the run that is no event of it. */
  readonly note: (text: string) => void;
  /** Clears away what is drawn over, so that something else may use the terminal. The next event brings it back. */
  readonly pause: () => void;
  readonly close: () => void;
}
