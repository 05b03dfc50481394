/** A search line's indentation, and that of the file's line it matched. */
export interface IndentPair {
  readonly written: string;
  readonly found: string;
}

/** Turns indentation as a model wrote it into the file's. */
export type Reindent = (indent: string) => string;

/** The blanks a line starts with. */
export function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}

/**
 * The one rule that all pairs show, if there is one: the same, a constant shift, tabs for blanks or the
 * reverse, or another width of step. The samples are further indentations that the rule will be used on;
 * they decide between rules that the pairs allow alike.
 */
export function fitIndentation(
  pairs: readonly IndentPair[],
  samples: readonly string[],
): Reindent | undefined {
  if (pairs.every(({ written, found }) => written === found)) return keep;
  const rules = isMixed(pairs, samples)
    ? columnRules(pairs, samples)
    : [...shiftRules(pairs), ...columnRules(pairs, samples), ...scaleRules(pairs)];
  return rules.find(rule => pairs.every(({ written, found }) => rule(written) === found));
}

const keep: Reindent = indent => indent;

// Tabs on one side and blanks on the other: a shift would write both into one line.
function isMixed(pairs: readonly IndentPair[], samples: readonly string[]): boolean {
  const found = pairs.map(pair => pair.found).join('');
  const written = pairs.map(pair => pair.written).join('') + samples.join('');
  return (
    (found.includes('\t') && !written.includes('\t') && written !== '') ||
    (written.includes('\t') && /^ +$/u.test(found))
  );
}

function shiftRules(pairs: readonly IndentPair[]): readonly Reindent[] {
  const [first] = pairs;
  if (first === undefined) return [];
  const { written, found } = first;
  if (found.endsWith(written)) {
    const more = found.slice(0, found.length - written.length);
    return [indent => more + indent];
  }
  if (!written.endsWith(found)) return [];
  const less = written.slice(0, written.length - found.length);
  return [indent => (indent.startsWith(less) ? indent.slice(less.length) : '')];
}

// Tab width and shift in columns: the same shift for every pair, none before some.
function columnRules(pairs: readonly IndentPair[], samples: readonly string[]): readonly Reindent[] {
  const toTabs = pairs.some(({ found }) => found.includes('\t')) || pairs.every(({ found }) => found === '');
  const fits = rankTabWidths(pairs, samples).flatMap(tabWidth => {
    const shifts = new Set(
      pairs.map(pair => columns(pair.found, tabWidth) - columns(pair.written, tabWidth)),
    );
    const [shift] = shifts;
    return shift === undefined || shifts.size > 1 ? [] : [{ tabWidth, shift }];
  });
  return fits
    .toSorted((a, b) => Number(a.shift !== 0) - Number(b.shift !== 0))
    .map(
      ({ tabWidth, shift }) =>
        indent =>
          render(columns(indent, tabWidth) + shift, toTabs ? tabWidth : undefined),
    );
}

// Widths that divide every indentation seen come first, the usual ones before the odd ones.
function rankTabWidths(pairs: readonly IndentPair[], samples: readonly string[]): readonly number[] {
  const seen = [...samples, ...pairs.map(pair => pair.written), ...pairs.map(pair => pair.found)];
  const blanks = seen.filter(indent => !indent.includes('\t')).map(indent => indent.length);
  // A width of one fits everything, and so says nothing.
  const misfits = (width: number) => blanks.filter(length => length % width !== 0 || width === 1).length;
  return usualTabWidths.toSorted((a, b) => misfits(a) - misfits(b));
}

const usualTabWidths = [4, 2, 8, 3, 1];

// Two blanks where the file has four, or the reverse.
function scaleRules(pairs: readonly IndentPair[]): readonly Reindent[] {
  const [first] = pairs;
  const other = pairs.find(({ written }) => written.length !== first?.written.length);
  if (first === undefined || other === undefined) return [];
  if (pairs.some(({ written, found }) => written.includes('\t') || found.includes('\t'))) return [];
  const scale = (other.found.length - first.found.length) / (other.written.length - first.written.length);
  if (!usualScales.includes(scale)) return [];
  const start = first.found.length - first.written.length * scale;
  return [indent => render(Math.round(start + indent.length * scale), undefined)];
}

const usualScales = [2, 1 / 2, 4, 1 / 4, 3 / 2, 2 / 3];

function columns(indent: string, tabWidth: number): number {
  let count = 0;
  for (const blank of indent) count += blank === '\t' ? tabWidth : 1;
  return count;
}

function render(count: number, tabWidth: number | undefined): string {
  const left = Math.max(0, count);
  if (tabWidth === undefined) return ' '.repeat(left);
  return '\t'.repeat(Math.floor(left / tabWidth)) + ' '.repeat(left % tabWidth);
}
