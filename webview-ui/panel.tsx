import { useSyncExternalStore } from 'react';
import type { PanelHost } from './open-host.ts';
import { EmptyState } from './parts/empty-state.tsx';
import { ResumableRuns } from './parts/resumable-runs.tsx';
import { RunCard } from './parts/run-card.tsx';

/** The whole panel: the run of this window, or how to begin one. */
export function Panel({ host }: { readonly host: PanelHost }) {
  const snapshot = useSyncExternalStore(host.subscribe, host.snapshot);
  if (snapshot === undefined) return <p className="quiet">Loading…</p>;
  const { run, resumable } = snapshot;
  return (
    <main>
      {run === null ? (
        <EmptyState send={host.send} />
      ) : (
        <RunCard key={run.runId} run={run} send={host.send} />
      )}
      {resumable.length > 0 && <ResumableRuns runs={resumable} send={host.send} />}
    </main>
  );
}
