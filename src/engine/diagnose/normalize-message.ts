/**
 * A message without what differs from run to run although nothing changed: line numbers, addresses,
 * durations, times, temporary paths, seeds, the order within a printed set. Values that a test compares stay.
 */
export function normalizeMessage(message: string): string {
  const plain = noise.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), message);
  return plain
    .replace(/\{[^{}]*\}/gu, sortMembers)
    .replace(/\s+/gu, ' ')
    .trim();
}

const noise: readonly (readonly [RegExp, string])[] = [
  [/\b0x[0-9a-f]+\b/giu, '0x#'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu, '#id'],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?Z?)?\b/gu, '#date'],
  [/\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/gu, '#time'],
  [/(?:\/private)?(?:\/var)?\/tmp\/[^\s'"/:]+/gu, '/tmp/#'],
  [/(?:\/private)?\/var\/folders\/[^\s'":]+?\/T\/[^\s'"/:]+/gu, '/tmp/#'],
  [/\b(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost):\d+/gu, '$1:#'],
  [/\b(line|lines|column|col|char|pid|port|seed)([ =:]+)\d+/giu, '$1$2#'],
  [/(\w\.\w+)(?::\d+){1,2}/gu, '$1:#'],
  [/(\w\.\w+)\(\d+,\d+\)/gu, '$1:#'],
  [/\b\d+(?:\.\d+)? ?(?:ns|µs|us|ms|s|secs?|seconds?)\b/gu, '#s'],
];

/** Python prints a set in the order of its hashes, which a seed decides. */
function sortMembers(text: string): string {
  return `{${text.slice(1, -1).split(', ').sort().join(', ')}}`;
}
