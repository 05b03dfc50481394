import { ConnectionGate } from '../frame/connection-gate.tsx';
import { useSlice } from '../frame/use-slice.ts';
import type { ChatHost } from './chat-host.ts';
import { EmptyState } from './parts/empty-state.tsx';
import { ResumableRuns } from './parts/resumable-runs.tsx';
import { RunCard } from './parts/run-card.tsx';

/** The whole chat: the run of this window, or how to begin one. */
export function Chat({ host }: { readonly host: ChatHost }) {
  const run = useSlice(host, 'run');
  const resumable = useSlice(host, 'resumable') ?? [];
  return (
    <ConnectionGate host={host}>
      <main>
        {run ? <RunCard key={run.runId} run={run} send={host.send} /> : <EmptyState send={host.send} />}
        {resumable.length > 0 && <ResumableRuns runs={resumable} send={host.send} />}
      </main>
    </ConnectionGate>
  );
}
