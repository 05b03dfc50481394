import { type Spread, spreadOf } from './spread.ts';

/** One measured quantity, what it may be at most, and what others come to. Less is better in all of them. */
export interface Finding {
  readonly what: string;
  readonly unit: Unit;
  readonly spread: Spread;
  /** Null: for information only. */
  readonly bar: Bar | null;
  readonly beside: readonly Beside[];
}

export type Unit = 'ms' | 'µs' | 'MB' | 'bytes' | 'calls' | 'tokens' | 'cards';

export interface Bar {
  readonly kind: 'below' | 'at most';
  readonly value: number;
}

/** A figure to compare with, in the finding's unit. */
export interface Beside {
  readonly name: string;
  readonly value: number;
  /** `here`: in this very run; `elsewhere`: by somebody else, on this kind of machine. */
  readonly measured: 'here' | 'elsewhere';
}

export interface Measured {
  readonly what: string;
  readonly unit: Unit;
  readonly values: readonly number[];
  readonly bar?: Bar;
  readonly beside?: readonly Beside[];
}

export function findingOf({ what, unit, values, bar, beside = [] }: Measured): Finding {
  return { what, unit, spread: spreadOf(values), bar: bar ?? null, beside };
}

/** The median decides. */
export function holdsBar({ spread, bar }: Finding): boolean {
  if (bar === null) return true;
  return bar.kind === 'below' ? spread.median < bar.value : spread.median <= bar.value;
}

export const below = (value: number): Bar => ({ kind: 'below', value });
export const atMost = (value: number): Bar => ({ kind: 'at most', value });

export const elsewhere = (figures: Readonly<Record<string, number>>): readonly Beside[] =>
  Object.entries(figures).map(([name, value]) => ({ name, value, measured: 'elsewhere' }));
