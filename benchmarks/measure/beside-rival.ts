import { atMost, type Finding, findingOf } from './finding.ts';
import { spreadOf } from './spread.ts';

export interface Rival {
  readonly name: string;
  /** In milliseconds, of the same run. */
  readonly values: readonly number[];
  /** Of its median, which ours may be at most. */
  readonly share: number;
}

/** Times of ours whose bar is a share of what another takes here and now. */
export function besideRival(what: string, values: readonly number[], { name, ...rival }: Rival): Finding {
  const { median } = spreadOf(rival.values);
  return findingOf({
    what,
    unit: 'ms',
    values,
    bar: atMost(median * rival.share),
    beside: [{ name, value: median, measured: 'here' }],
  });
}
