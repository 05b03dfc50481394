import { StatusMark } from '../../frame/status-mark.tsx';
import { type Mark, statusWords } from '../../frame/status-words.ts';

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

// A visit can be cut off; its node goes on, or waits.
const shown = (Object.keys(statusWords) as readonly Mark[]).filter(status => status !== 'cancelled');
