import {
  CartesianGrid,
  ErrorBar,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { BenchRow, BenchShare } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { formatMoment } from '../parts/format-moment.ts';
import { formatPercent } from './format-share.ts';
import { modelName } from './model-name.ts';

/**
 * Shares that pass, run by run, the oldest first, each with its interval. The table under it says the same, so that it
 * is hidden from whoever cannot see it. A chunk of its own: it is read when somebody looks at it.
 */
export function BenchChart({ rows }: { readonly rows: readonly BenchRow[] }) {
  const points = rows.toReversed().map(({ runId, startedAt, model, withoutRepair, withRepair }) => ({
    runId,
    title: `${formatMoment(startedAt)}, ${modelName(model)}`,
    day: new Date(startedAt).toLocaleDateString(undefined, { day: 'numeric', month: 'short' }),
    without: withoutRepair.value,
    withoutSpread: spreadOf(withoutRepair),
    with: withRepair.value,
    withSpread: spreadOf(withRepair),
  }));
  const text = { fill: 'var(--vscode-foreground)', fontSize: 11 };
  // Whiskers of many runs would be one grey band.
  const hasWhiskers = points.length <= maxWhiskers;
  return (
    <div className="chart" aria-hidden="true">
      <ResponsiveContainer width="100%" height={220}>
        <LineChart
          data={points}
          margin={{ top: 8, right: 16, bottom: 4, left: 4 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke={line} strokeDasharray="2 4" vertical={false} />
          <XAxis
            dataKey="runId"
            tick={text}
            stroke={line}
            minTickGap={24}
            padding={{ left: 24, right: 24 }}
            tickFormatter={(runId: string) => points.find(point => point.runId === runId)?.day ?? ''}
          />
          <YAxis
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            tick={text}
            stroke={line}
            width={52}
            tickFormatter={(share: number) => `${100 * share} %`}
          />
          <Tooltip
            formatter={value => formatPercent(Number(value))}
            labelFormatter={runId => points.find(point => point.runId === runId)?.title ?? ''}
            contentStyle={{
              background: 'var(--vscode-editorHoverWidget-background)',
              border: '1px solid var(--vscode-editorHoverWidget-border)',
              color: 'var(--vscode-editorHoverWidget-foreground)',
            }}
          />
          {series.map(({ key, title, colour, dash }) => (
            <Line
              key={key}
              dataKey={key}
              name={title}
              type="linear"
              stroke={colour}
              strokeWidth={2}
              strokeDasharray={dash}
              dot={{ r: 3, fill: colour, strokeWidth: 0 }}
              isAnimationActive={false}
            >
              {hasWhiskers && (
                <ErrorBar dataKey={`${key}Spread`} width={5} strokeWidth={1} stroke={colour} opacity={0.7} />
              )}
            </Line>
          ))}
        </LineChart>
      </ResponsiveContainer>
      <ul className="legend">
        {series.map(({ key, title, colour, dash }) => (
          <li key={key}>
            <svg width="24" height="10" aria-hidden="true" focusable="false">
              <path d="M0 5h24" stroke={colour} strokeWidth="2" strokeDasharray={dash} />
            </svg>{' '}
            {title}
          </li>
        ))}
        {hasWhiskers && <li>whiskers: 95 % intervals</li>}
      </ul>
    </div>
  );
}

/** As far as it reaches below and above. */
function spreadOf({ value, low, high }: BenchShare): [number, number] {
  return [value - low, high - value];
}

const line = 'var(--vscode-editorWidget-border, var(--vscode-foreground))';
// Told apart by their dashes too, so that colour is not needed.
const series = [
  { key: 'with', title: 'with repair', colour: 'var(--vscode-charts-green)', dash: '0' },
  { key: 'without', title: 'without repair', colour: 'var(--vscode-charts-blue)', dash: '5 3' },
] as const;
const maxWhiskers = 20;
