import type { ReactNode } from 'react';
import type { SliceSource } from './open-host.ts';
import { useHostStatus } from './use-slice.ts';

interface ConnectionGateProps {
  readonly host: Pick<SliceSource<never>, 'status' | 'subscribe'>;
  readonly children: ReactNode;
}

/** Shows what is inside once the host has told its state; before that, or where it cannot, says so. */
export function ConnectionGate({ host, children }: ConnectionGateProps) {
  const status = useHostStatus(host);
  if (status === 'connected') return children;
  if (status === 'connecting') return <p className="quiet">Loading…</p>;
  return (
    <p role="alert">
      This view belongs to another version of CodeForge. Run “Developer: Reload Window” from the command
      palette.
    </p>
  );
}
