import type { EditRecord } from './edit-record.ts';
import { type EditVerdict, mustStay } from './judge-edit.ts';

/** The verdicts on a corpus, by class, with the times. */
export interface Score {
  add(record: EditRecord, verdict: EditVerdict, elapsedMs: number): void;
  /** A row a class, then the sums and the times. */
  table(): string;
  /** One sentence for each bar that does not hold. */
  missedBars(): readonly string[];
}

export function createScore(): Score {
  const classes = new Map<string, Tally>();
  const timesMs = { ordinary: [] as number[], all: [] as number[] };
  let wrongWhereLeft = 0;
  const total = () => [...classes.values()].reduce(sum, noTally);
  return {
    add(record, verdict, elapsedMs) {
      classes.set(record.class, sum(classes.get(record.class) ?? noTally, { ...noTally, [verdict]: 1 }));
      timesMs.all.push(elapsedMs);
      if (lineCount(record.original) < ordinaryLines) timesMs.ordinary.push(elapsedMs);
      const isWrong = verdict === 'applied wrong' || verdict === 'wrong beyond whitespace';
      if (isWrong && (mustStay(record) || /near.?dup/iu.test(record.class))) wrongWhereLeft += 1;
    },
    table() {
      const rows = [...classes].map(([name, tally]) => row(name, tally));
      return [heading, ...rows, row('all', total()), shares(total()), describeTimes(timesMs)].join('\n');
    },
    missedBars() {
      const { records, right, wrong, 'wrong beyond whitespace': beyond } = counts(total());
      const bars: readonly (readonly [boolean, string])[] = [
        [right >= leastRight * records, `${percent(right, records)} are right, at least 95 % must be.`],
        [wrong <= mostWrong * records, `${percent(wrong, records)} are wrong, at most 0.5 % may be.`],
        [
          beyond <= mostBeyond * records,
          `${percent(beyond, records)} are wrong beyond whitespace, at most 0.1 % may be.`,
        ],
        [
          wrongWhereLeft === 0,
          `${wrongWhereLeft} edits were made wrong where a file must stay as it is, or beside a near-duplicate; none may be.`,
        ],
        [
          quantile(timesMs.ordinary, 0.99) < p99Ms,
          `The slowest 1 % of ordinary files take ${round(quantile(timesMs.ordinary, 0.99))} ms, they must take less than ${p99Ms}.`,
        ],
        [
          quantile(timesMs.all, 1) < worstMs,
          `The slowest file takes ${round(quantile(timesMs.all, 1))} ms, it must take less than ${worstMs}.`,
        ],
      ];
      return bars.filter(([holds]) => !holds).map(([, sentence]) => sentence);
    },
  };
}

const leastRight = 0.95;
const mostWrong = 0.005;
const mostBeyond = 0.001;
const p99Ms = 10;
const worstMs = 250;
const ordinaryLines = 10_000;

type Tally = Readonly<Record<EditVerdict, number>>;

const noTally: Tally = {
  'applied right': 0,
  'refused right': 0,
  'refused wrongly': 0,
  'applied wrong': 0,
  'wrong beyond whitespace': 0,
};

const verdicts: readonly EditVerdict[] = [
  'applied right',
  'refused right',
  'refused wrongly',
  'applied wrong',
  'wrong beyond whitespace',
];

function sum(a: Tally, b: Tally): Tally {
  const added = verdicts.map(verdict => [verdict, a[verdict] + b[verdict]] as const);
  return { ...noTally, ...Object.fromEntries(added) };
}

function counts(tally: Tally) {
  const right = tally['applied right'] + tally['refused right'];
  const wrong = tally['applied wrong'] + tally['wrong beyond whitespace'];
  return { ...tally, right, wrong, records: right + wrong + tally['refused wrongly'] };
}

const columns = [
  'records',
  'applied right',
  'refused right',
  'refused wrongly',
  'applied wrong',
  'of it beyond whitespace',
];
const heading = ['class'.padEnd(46), ...columns].join('  ');

function row(name: string, tally: Tally): string {
  const { records, wrong } = counts(tally);
  const cells = [
    records,
    tally['applied right'],
    tally['refused right'],
    tally['refused wrongly'],
    wrong,
    tally['wrong beyond whitespace'],
  ];
  return [name.padEnd(46), ...cells.map((cell, at) => String(cell).padStart(columns[at]?.length ?? 0))].join(
    '  ',
  );
}

function shares(tally: Tally): string {
  const { records, right, wrong, 'wrong beyond whitespace': beyond } = counts(tally);
  return `right ${percent(right, records)}, wrong ${percent(wrong, records)}, wrong beyond whitespace ${percent(beyond, records)}`;
}

function describeTimes({
  ordinary,
  all,
}: {
  readonly ordinary: readonly number[];
  readonly all: readonly number[];
}): string {
  const [median, p99] = [quantile(ordinary, 0.5), quantile(ordinary, 0.99)];
  return `time: median ${round(median)} ms, p99 ${round(p99)} ms (files below ${ordinaryLines} lines), worst of all ${round(quantile(all, 1))} ms`;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function percent(count: number, of: number): string {
  return `${((100 * count) / Math.max(1, of)).toFixed(2)} %`;
}

function round(value: number): string {
  return value.toFixed(2);
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
