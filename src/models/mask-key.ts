/** A key as people may see it: its last four characters, or none of a short one. */
export function maskKey(key: string): string {
  return key.length < 12 ? '…' : `…${key.slice(-4)}`;
}

/**
 * Takes a key out of a text that came from elsewhere, along with whatever else looks like a vendor's key:
 * servers quote what they were sent.
 */
export function scrubKeys(text: string, key: string | undefined): string {
  const withoutKey = key === undefined || key === '' ? text : text.replaceAll(key, maskKey(key));
  return withoutKey.replace(/\b(?:sk|key|gsk|xai)-[\w-]{8,}/giu, found => maskKey(found));
}
