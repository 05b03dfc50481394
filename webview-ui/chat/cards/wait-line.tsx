import type { WaitSlice } from '../../../src/protocol/chat/card-slice.ts';
import { Icon } from '../../frame/icon.tsx';
import { useElapsed } from '../../frame/use-elapsed.ts';

/** Who is waited for, why, and how long it still takes. */
export function WaitLine({ wait: { who, message, remainingMs } }: { readonly wait: WaitSlice }) {
  const passedMs = useElapsed(0, true);
  return (
    <p className="wait" key={`${message}${remainingMs}`}>
      <Icon name="watch" /> {who}: {message}
      {remainingMs !== null && <Countdown remainingMs={remainingMs} />}
      {remainingMs === null && passedMs > patienceMs && ` (${Math.round(passedMs / 1000)} s)`}
    </p>
  );
}

function Countdown({ remainingMs }: { readonly remainingMs: number }) {
  const passedMs = useElapsed(0, true);
  const left = Math.max(0, Math.ceil((remainingMs - passedMs) / 1000));
  return <span className="facts"> {left > 0 ? `Again in ${left} s` : 'Trying again'}</span>;
}

const patienceMs = 3_000;
