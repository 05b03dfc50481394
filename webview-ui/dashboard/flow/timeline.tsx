import type { TimelineSegment } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { formatDuration } from '../../frame/format-amounts.ts';
import { statusWords } from '../../frame/status-words.ts';
import { nodeTitle } from './describe-node.ts';

interface TimelineProps {
  readonly segments: readonly TimelineSegment[];
  readonly chosen: string | null;
  readonly onChoose: (nodeId: string) => void;
}

/** Where the time went: each stay in a phase as long as it took, in the order in which they came. */
export function Timeline({ segments, chosen, onChoose }: TimelineProps) {
  if (segments.length === 0) return null;
  const total = segments.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return (
    <section aria-labelledby="timeline" className="timeline">
      <h2 id="timeline">
        Timeline <span className="quiet">{formatDuration(total)}</span>
      </h2>
      <ol>
        {segments.map(({ phase, visit, startedAt, durationMs, status }) => {
          const name = visit > 1 ? `${nodeTitle(phase)} ${visit}` : nodeTitle(phase);
          const label = `${name}, ${statusWords[status]}, ${formatDuration(durationMs)}`;
          return (
            <li key={`${phase} ${startedAt}`} style={{ flexGrow: Math.max(durationMs, 1) }}>
              <button
                type="button"
                className={`segment segment-${status}`}
                title={label}
                aria-label={label}
                aria-pressed={chosen === phase}
                onClick={() => onChoose(phase)}
              >
                {name}
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
