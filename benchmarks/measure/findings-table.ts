import { type Beside, type Finding, holdsBar, type Unit } from './finding.ts';

/** The findings as a Markdown table, each with its bar and what stands beside it. */
export function findingsTable(findings: readonly Finding[]): string {
  const rows = findings.map(finding => [
    finding.what,
    `**${amount(finding.spread.median, finding.unit)}**`,
    spreadIn(finding),
    barIn(finding),
    finding.beside.map(other => besideIn(other, finding)).join(', '),
  ]);
  const lines = [heading, heading.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`);
  const hasForeign = findings.some(({ beside }) => beside.some(({ measured }) => measured === 'elsewhere'));
  return [...lines, ...(hasForeign ? ['', '† measured elsewhere, on this kind of machine'] : [])].join('\n');
}

const heading = ['what', 'median', 'spread', 'bar', 'beside it'];

/** Three significant digits, or whole numbers: nothing here is known more exactly. */
export function amount(value: number, unit: Unit): string {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
  return `${value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`;
}

function spreadIn({ spread, unit }: Finding): string {
  const { p10, p90, count } = spread;
  if (count === 1) return 'once';
  return p10 === p90 ? `always (${count})` : `${amount(p10, unit)} – ${amount(p90, unit)} (${count})`;
}

function barIn(finding: Finding): string {
  const { bar, unit } = finding;
  if (bar === null) return '–';
  return `${bar.kind} ${amount(bar.value, unit)}: ${holdsBar(finding) ? 'held' : '**missed**'}`;
}

/** What was measured in the same run can be compared; the rest only stands there. */
function besideIn({ name, value, measured }: Beside, { spread, unit }: Finding): string {
  const figure = `${name} ${amount(value, unit)}`;
  if (measured === 'elsewhere') return `${figure}†`;
  return `${figure} (${ratio(spread.median, value)} here)`;
}

function ratio(ours: number, theirs: number): string {
  return `× ${(ours / theirs).toLocaleString('en-US', { maximumSignificantDigits: 2 })}`;
}
