import type { ModelId } from '../ports/model.ts';
import { filesNamedIn } from './files-named-in.ts';
import type { Tier } from './model-tiers.ts';

/** How much a task asks, and why this was thought. */
export interface Complexity {
  /** From 0 to 1, two decimals. */
  readonly score: number;
  readonly tier: Tier;
  /** What moved the score, the first one being where every task starts. */
  readonly signals: readonly Signal[];
  /** Who judged: the words and the shape of the task, or a model. */
  readonly judge: 'heuristics' | ModelId;
  /** Why the heuristics judged although a model should have. */
  readonly judgeFailed?: string;
}

interface Signal {
  readonly name: string;
  /** Added to the score; it can be negative. */
  readonly weight: number;
}

export interface ComplexityInput {
  readonly task: string;
  /** When known better than from the text. */
  readonly filesNamed?: readonly string[];
}

export interface ComplexityThresholds {
  /** Below it a task is simple. */
  readonly simpleBelow: number;
  /** Above it a task is hard. */
  readonly hardAbove: number;
}

/** Judges a task by its words, its length and what it names. Costs no model call. */
export function classifyComplexity(
  input: ComplexityInput,
  thresholds: ComplexityThresholds = defaultThresholds,
): Complexity {
  const signals = [
    { name: 'every task', weight: 0.2 },
    ...keywordSignals(withoutCode(input.task)),
    ...shapeSignals(input),
  ];
  const sum = signals.reduce((total, signal) => total + signal.weight, 0);
  const score = Math.round(Math.min(1, Math.max(0, sum)) * 100) / 100;
  return { score, tier: tierOf(score, thresholds), signals, judge: 'heuristics' };
}

export const defaultThresholds: ComplexityThresholds = { simpleBelow: 0.3, hardAbove: 0.7 };

export function tierOf(score: number, { simpleBelow, hardAbove }: ComplexityThresholds): Tier {
  if (score < simpleBelow) return 'simple';
  return score > hardAbove ? 'hard' : 'medium';
}

interface Keywords {
  readonly pattern: RegExp;
  readonly weight: number;
  /** The words of one kind together move the score no further than this. */
  readonly limit: number;
}

const keywords: readonly Keywords[] = [
  {
    pattern:
      /\b(?:rename|typo|spelling|one[- ]liner|hello|print|comment|docstring|bump|reformat|reword|fix|simple|small|trivial|single function|write a function)\b/giu,
    weight: -0.1,
    limit: -0.2,
  },
  {
    pattern:
      /\b(?:tests?|class|endpoint|api|feature|implement|validation|cli|pagination|integrate|database|schema|cache|async|performance|algorithm)\b/giu,
    weight: 0.06,
    limit: 0.24,
  },
  {
    pattern:
      /\b(?:refactor\w*|architect\w*|re-?design|design|rewrite|concurren\w+|parallel\w*|race conditions?|deadlocks?|migrat\w+|distribut\w+|optimi[sz]\w+|secur\w+|encrypt\w*|authenticat\w+|authori[sz]ation|parser|compiler|interpreter|protocol|scalab\w+|transactions?|backwards?[- ]compatib\w+|multi-?file|across the (?:code|project|repo)\w*|end-to-end|state machine|from scratch)\b/giu,
    weight: 0.17,
    limit: 0.6,
  },
];

function keywordSignals(text: string): readonly Signal[] {
  return keywords.flatMap(({ pattern, weight, limit }) => {
    const words = [...new Set(text.match(pattern)?.map(word => word.toLowerCase()))];
    const counted = words.slice(0, Math.ceil(limit / weight - 1e-9));
    return counted.map((word, index) => {
      const left = limit - weight * index;
      return {
        name: `says "${word}"`,
        weight: hundredths(Math.abs(left) < Math.abs(weight) ? left : weight),
      };
    });
  });
}

/** Steps of a quantity: the last one reached counts. */
const shapes: readonly { readonly of: string; readonly steps: readonly (readonly [number, number])[] }[] = [
  {
    of: 'characters',
    steps: [
      [300, 0.05],
      [900, 0.1],
      [2_500, 0.2],
      [8_000, 0.3],
    ],
  },
  {
    of: 'sentences',
    steps: [
      [5, 0.05],
      [10, 0.1],
      [20, 0.15],
    ],
  },
  {
    of: 'files named',
    steps: [
      [3, 0.1],
      [5, 0.2],
      [9, 0.3],
    ],
  },
  {
    of: 'steps listed',
    steps: [
      [3, 0.1],
      [6, 0.2],
      [10, 0.25],
    ],
  },
  {
    of: 'blocks of code',
    steps: [
      [1, 0.03],
      [3, 0.08],
    ],
  },
];

function shapeSignals({ task, filesNamed }: ComplexityInput): readonly Signal[] {
  const text = withoutCode(task);
  const amounts: readonly number[] = [
    task.trim().length,
    sentenceCount(text),
    (filesNamed ?? filesNamedIn(text)).length,
    text.match(/^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+\S/gmu)?.length ?? 0,
    task.split(fence).length >> 1,
  ];
  return shapes.flatMap(({ of, steps }, index) => {
    const amount = amounts[index] ?? 0;
    const weight = steps.findLast(([from]) => amount >= from)?.[1];
    return weight === undefined ? [] : [{ name: `${amount.toLocaleString('en-US')} ${of}`, weight }];
  });
}

const fence = /^[ \t]*(?:```|~~~)/mu;

/** Pasted code and logs are full of words that the task does not mean. */
function withoutCode(task: string): string {
  return task
    .split(fence)
    .filter((_, index) => index % 2 === 0)
    .join('\n');
}

function sentenceCount(text: string): number {
  return text.split(/[.!?](?=\s|$)|\n\s*\n/u).filter(part => /\w/u.test(part)).length;
}

function hundredths(weight: number): number {
  return Math.round(weight * 100) / 100;
}
