import { lazy, Suspense, useState } from 'react';
import { statusWords } from '../../frame/status-words.ts';
import { useSlice } from '../../frame/use-slice.ts';
import type { TabProps } from '../dashboard-host.ts';
import { CheckBox } from '../parts/check-box.tsx';
import { Loading } from '../parts/empty-tab.tsx';
import { NoRun } from '../parts/no-run.tsx';
import { RunPicker } from '../parts/run-picker.tsx';
import { runStatuses } from '../parts/status-chip.tsx';
import { nodeTitle } from './describe-node.ts';
import { Legend } from './legend.tsx';
import { NodeDetail } from './node-detail.tsx';
import { Timeline } from './timeline.tsx';

const FlowDiagram = lazy(() =>
  import('./flow-diagram.tsx').then(({ FlowDiagram: found }) => ({ default: found })),
);

/** The machine of a run as a drawing, what is known of the chosen node, and where the time went. */
export function FlowTab({ host }: TabProps) {
  const run = useSlice(host, 'run');
  const flow = useSlice(host, 'flow');
  const node = useSlice(host, 'node');
  const place = useSlice(host, 'place');
  const [isWhole, setWhole] = useState(false);
  if (run === undefined) return <Loading what="the run" />;
  if (run === null)
    return (
      <NoRun
        icon="type-hierarchy-sub"
        what="Each run is drawn here while it works: phase by phase, with attempts, time and cost."
        send={host.send}
      />
    );
  if (flow === undefined) return <Loading what="the flow" />;
  const active = flow.nodes.find(({ status }) => status === 'active' || status === 'waiting');
  const chosen = place?.nodeId ?? null;
  const choose = (nodeId: string | null) => host.send({ type: 'node.show', nodeId });
  return (
    <>
      <RunPicker run={run} send={host.send} />
      <p className="visually-hidden" role="status" aria-live="polite">
        {runStatuses[run.status].title}
        {active !== undefined && `. ${nodeTitle(active.id)} is ${statusWords[active.status]}.`}
      </p>
      <div className="flow-tools">
        <Legend />
        <CheckBox label="Every way out" isChecked={isWhole} onToggle={setWhole} />
      </div>
      <div className="flow-body">
        <Suspense fallback={<Loading what="the diagram" />}>
          <FlowDiagram flow={flow} isWhole={isWhole} chosen={chosen} onChoose={choose} />
        </Suspense>
        {chosen !== null && (
          <NodeDetail nodeId={chosen} slice={node?.nodeId === chosen ? node : undefined} send={host.send} />
        )}
      </div>
      <Timeline segments={flow.timeline} chosen={chosen} onChoose={choose} />
    </>
  );
}
