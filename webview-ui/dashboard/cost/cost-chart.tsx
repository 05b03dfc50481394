import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { CostSlice } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { visibleText } from '../parts/visible-text.ts';
import { formatUsd } from './format-usd.ts';

interface CostChartProps {
  readonly groups: CostSlice['byDay'];
  /** Days stand side by side, names one below the other. */
  readonly isTime: boolean;
}

/**
 * Dollars as bars, by how they are known. The table beside it says the same, so that it is hidden from whoever cannot
 * see it. A chunk of its own: it is read when somebody looks at it.
 */
export function CostChart({ groups, isTime }: CostChartProps) {
  const bars = groups.slice(0, maxBars).map(({ name, reportedUsd, computedUsd, openUsd }) => ({
    name: isTime ? name.slice(5) : shortName(visibleText(name)),
    reported: reportedUsd,
    computed: computedUsd,
    open: openUsd,
  }));
  if (bars.every(({ reported, computed, open }) => reported + computed + open === 0))
    return <p className="chart quiet">{nothingToDraw}</p>;
  const height = isTime ? 180 : 40 + bars.length * 32;
  const text = { fill: 'var(--vscode-foreground)', fontSize: 11 };
  const dollars = { type: 'number', tickFormatter: formatUsd, tick: text, stroke: line } as const;
  const names = { type: 'category', dataKey: 'name', tick: text, stroke: line } as const;
  return (
    <div className="chart" aria-hidden="true">
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          data={bars}
          layout={isTime ? 'horizontal' : 'vertical'}
          margin={{ top: 4, right: 12, bottom: 4, left: 4 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke={line} strokeDasharray="2 4" vertical={!isTime} horizontal={isTime} />
          {isTime ? <XAxis {...names} /> : <XAxis {...dollars} />}
          {isTime ? <YAxis {...dollars} width={64} /> : <YAxis {...names} width={130} />}
          <Tooltip
            formatter={value => formatUsd(Number(value))}
            cursor={{ fill: 'var(--vscode-list-hoverBackground)' }}
            contentStyle={{
              background: 'var(--vscode-editorHoverWidget-background)',
              border: '1px solid var(--vscode-editorHoverWidget-border)',
              color: 'var(--vscode-editorHoverWidget-foreground)',
            }}
          />
          {series.map(({ key, title, colour }) => (
            <Bar
              key={key}
              dataKey={key}
              name={title}
              stackId="usd"
              fill={colour}
              isAnimationActive={false}
              maxBarSize={28}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
      <ul className="legend">
        {series.map(({ key, title, colour }) => (
          <li key={key}>
            <span className="swatch" style={{ background: colour }} /> {title}
          </li>
        ))}
      </ul>
    </div>
  );
}

function shortName(name: string): string {
  return name.length <= 20 ? name : `${name.slice(0, 9)}…${name.slice(-10)}`;
}

const line = 'var(--vscode-editorWidget-border, var(--vscode-foreground))';
const series = [
  { key: 'reported', title: 'reported by the provider', colour: 'var(--vscode-charts-blue)' },
  { key: 'computed', title: 'computed from prices', colour: 'var(--vscode-charts-green)' },
  { key: 'open', title: 'under way or cut off, at most', colour: 'var(--vscode-charts-orange)' },
] as const;
const nothingToDraw = 'There are no dollars to draw: these calls are free, or their prices are not known.';
// The table has all of them.
const maxBars = 90;
