import type { WaitSlice } from '../../../src/protocol/chat/card-slice.ts';
import { Icon } from '../../frame/icon.tsx';
import { useElapsed } from '../../frame/use-elapsed.ts';

/** Who is waited for, why, and how long it still takes. */
export function WaitLine({ wait: { who, message, remainingMs } }: { readonly wait: WaitSlice }) {
  return (
    // Another wait begins to count anew.
    <div className="wait" key={`${message}${remainingMs}`}>
      <Icon name="watch" /> {who}
      {remainingMs === null ? `: ${message}` : <Countdown remainingMs={remainingMs} />}
      {remainingMs === null ? <Passed /> : <p className="quiet">{message}</p>}
    </div>
  );
}

function Countdown({ remainingMs }: { readonly remainingMs: number }) {
  const passedMs = useElapsed(0, true);
  const left = Math.max(0, Math.ceil((remainingMs - passedMs) / 1000));
  return <> · {left > 0 ? `next try in ${left}\u00a0s` : 'trying now'}</>;
}

/** Of a wait whose end nobody knows, once it is worth a word. */
function Passed() {
  const passedMs = useElapsed(0, true);
  return passedMs > patienceMs && <> ({Math.round(passedMs / 1000)} s)</>;
}

const patienceMs = 3_000;
