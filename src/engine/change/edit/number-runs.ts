/**
 * Starts of every run of numbers in others, overlapping ones too. Knuth, Morris and Pratt: a file of ten thousand
 * equal lines must not cost ten thousand squared.
 */
export function findRuns(numbers: Int32Array, wanted: Int32Array): readonly number[] {
  if (wanted.length === 0) return [];
  const fallback = fallbacks(wanted);
  const starts: number[] = [];
  let matched = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    while (matched > 0 && (matched === wanted.length || wanted[matched] !== numbers[at])) {
      matched = fallback[matched - 1] ?? 0;
    }
    if (wanted[matched] === numbers[at]) matched += 1;
    if (matched === wanted.length) starts.push(at - matched + 1);
  }
  return starts;
}

function fallbacks(wanted: Int32Array): Int32Array {
  const table = new Int32Array(wanted.length);
  let matched = 0;
  for (let at = 1; at < wanted.length; at += 1) {
    while (matched > 0 && wanted[matched] !== wanted[at]) matched = table[matched - 1] ?? 0;
    if (wanted[matched] === wanted[at]) matched += 1;
    table[at] = matched;
  }
  return table;
}
