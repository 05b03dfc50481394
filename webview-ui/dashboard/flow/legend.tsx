import type { NodeStatus } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { StatusMark } from '../../frame/status-mark.tsx';
import { nodeStatusTitles } from './describe-node.ts';

/** What the marks in the drawing mean. */
export function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      {(Object.keys(nodeStatusTitles) as readonly NodeStatus[]).map(status => (
        <li key={status}>
          <span aria-hidden="true">
            <StatusMark status={status} />
          </span>{' '}
          {nodeStatusTitles[status]}
        </li>
      ))}
    </ul>
  );
}
