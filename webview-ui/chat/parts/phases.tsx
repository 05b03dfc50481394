import type { PhaseSlice, RunSlice } from '../../../src/protocol/chat/run-slice.ts';
import { formatCost, formatCount, formatDuration } from '../../frame/format-amounts.ts';
import { phaseTitle } from '../../frame/phase-title.ts';
import { StatusMark } from '../../frame/status-mark.tsx';
import { useElapsed } from '../../frame/use-elapsed.ts';

/** The phases of the workflow in their order: how often, how long, how dear. */
export function Phases({ run }: { readonly run: RunSlice }) {
  return (
    <section aria-labelledby="phases">
      <h3 id="phases">Phases</h3>
      <table className="phases">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Phase</th>
            <th scope="col">Time</th>
            <th scope="col">Tokens</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {run.phases.map(phase => (
            <PhaseRow key={phase.id} phase={phase} isWaiting={run.status === 'deciding'} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function PhaseRow({ phase, isWaiting }: { readonly phase: PhaseSlice; readonly isWaiting: boolean }) {
  const { id, visits, tokens, costUsd } = phase;
  const status = isWaiting && phase.status === 'active' ? 'waiting' : phase.status;
  const elapsedMs = useElapsed(phase.durationMs, status === 'active');
  const isUsed = visits > 0;
  return (
    <tr className={`phase phase-${status}`}>
      <th scope="row">
        <StatusMark status={status} /> {phaseTitle(id)}
        {visits > 1 && <span className="visits"> ×{visits}</span>}
      </th>
      <td>{isUsed && formatDuration(elapsedMs)}</td>
      <td>{tokens > 0 && formatCount(tokens)}</td>
      <td>{tokens > 0 && formatCost(costUsd)}</td>
    </tr>
  );
}
