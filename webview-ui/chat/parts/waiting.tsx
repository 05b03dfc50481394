import type { WaitSlice } from '../../../src/protocol/chat/run-slice.ts';
import { useElapsed } from '../../frame/use-elapsed.ts';

/** Counts down to the next try. It is read out by the status of the run, which does not tick. */
export function Waiting({ wait: { cause, leftMs } }: { readonly wait: WaitSlice }) {
  const seconds = Math.max(0, Math.ceil(-useElapsed(-leftMs, true) / 1000));
  return (
    <p className="waiting" aria-hidden="true">
      {cause} · {seconds === 0 ? 'trying now' : `next try in ${seconds} s`}
    </p>
  );
}
