import type { NodeStatus } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { StatusMark } from '../../frame/status-mark.tsx';
import { statusWords } from '../../frame/status-words.ts';

/** What the marks in the drawing mean. */
export function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      {shown.map(status => (
        <li key={status}>
          <span aria-hidden="true">
            <StatusMark status={status} />
          </span>{' '}
          {statusWords[status]}
        </li>
      ))}
    </ul>
  );
}

const shown: readonly NodeStatus[] = [
  'pending',
  'active',
  'waiting',
  'done',
  'passed',
  'refuted',
  'failed',
  'skipped',
];
