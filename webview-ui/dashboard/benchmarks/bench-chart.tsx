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
import { type ModelLook, modelLook } from './model-look.ts';
import { modelName } from './model-name.ts';

/**
 * Shares that pass, run by run, the oldest first, each with its interval. A line joins runs of one model, since from one
 * model to another nothing has become better or worse. The table under it says the same, so that it
 * is hidden from whoever cannot see it. A chunk of its own: it is read when somebody looks at it.
 */
export function BenchChart({ rows }: { readonly rows: readonly BenchRow[] }) {
  const points = rows.toReversed().map(pointOf);
  const models = [...new Set(points.map(({ model }) => model))];
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
            contentStyle={hoverLook}
          />
          {models.flatMap((model, index) =>
            series.map(({ key, title, dash }) => {
              const look = modelLook(index);
              const shareOf = (point: Point) => (point.model === model ? point[key] : null);
              return (
                <Line
                  key={`${model} ${key}`}
                  dataKey={(point: Point) => shareOf(point)?.value ?? null}
                  name={`${model}, ${title}`}
                  type="linear"
                  stroke={look.colour}
                  strokeWidth={2}
                  strokeDasharray={dash}
                  connectNulls={true}
                  dot={({ key: dot, cx, cy }) => <Mark key={dot} look={look} at={{ cx, cy }} />}
                  isAnimationActive={false}
                >
                  {hasWhiskers && (
                    <ErrorBar
                      dataKey={(point: Point) => spreadOf(shareOf(point))}
                      width={5}
                      strokeWidth={1}
                      stroke={look.colour}
                      opacity={0.7}
                    />
                  )}
                </Line>
              );
            }),
          )}
        </LineChart>
      </ResponsiveContainer>
      <Legend models={models} hasWhiskers={hasWhiskers} />
    </div>
  );
}

interface LegendProps {
  readonly models: readonly string[];
  readonly hasWhiskers: boolean;
}

function Legend({ models, hasWhiskers }: LegendProps) {
  return (
    <ul className="legend">
      {models.map((model, index) => (
        <li key={model}>
          <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">
            <path d={modelLook(index).mark} fill={modelLook(index).colour} />
          </svg>{' '}
          {model}
        </li>
      ))}
      {series.map(({ key, title, dash }) => (
        <li key={key}>
          <svg width="24" height="10" aria-hidden="true" focusable="false">
            <path d="M0 5h24" stroke="currentColor" strokeWidth="2" strokeDasharray={dash} />
          </svg>{' '}
          {title}
        </li>
      ))}
      {hasWhiskers && <li>whiskers: 95 % intervals</li>}
    </ul>
  );
}

function pointOf({ runId, startedAt, model, withoutRepair, withRepair }: BenchRow) {
  return {
    runId,
    model: modelName(model),
    title: `${formatMoment(startedAt)}, ${modelName(model)}`,
    day: new Date(startedAt).toLocaleDateString(undefined, { day: 'numeric', month: 'short' }),
    without: withoutRepair,
    with: withRepair,
  };
}

type Point = ReturnType<typeof pointOf>;

interface MarkProps {
  readonly look: ModelLook;
  /** Undefined where the run is not the model's. */
  readonly at: { readonly cx?: number | undefined; readonly cy?: number | undefined };
}

function Mark({ look, at: { cx, cy } }: MarkProps) {
  if (cx === undefined || cy == null) return null;
  return <path d={look.mark} transform={`translate(${cx} ${cy})`} fill={look.colour} />;
}

/** As far as it reaches below and above. */
function spreadOf(share: BenchShare | null): [number, number] {
  return share === null ? [0, 0] : [share.value - share.low, share.high - share.value];
}

const line = 'var(--vscode-editorWidget-border, var(--vscode-foreground))';
const hoverLook = {
  background: 'var(--vscode-editorHoverWidget-background)',
  border: '1px solid var(--vscode-editorHoverWidget-border)',
  color: 'var(--vscode-editorHoverWidget-foreground)',
};
const series = [
  { key: 'with', title: 'with repair', dash: '0' },
  { key: 'without', title: 'without repair', dash: '5 3' },
] as const;
const maxWhiskers = 20;
