/** A key as people may see it: its last four characters, or none of a short one. */
export function maskKey(key: string): string {
  return key.length < 12 ? '…' : `…${key.slice(-4)}`;
}

/** What was sent along that nobody may read. */
export interface SentSecrets {
  readonly apiKey: string | undefined;
  /** Such as the values of headers; short ones are no secrets and could be part of any word. */
  readonly secrets: readonly string[];
}

/**
 * Takes keys out of a text that came from elsewhere, along with whatever else looks like a vendor's key:
 * servers quote what they were sent.
 */
export function scrubKeys(text: string, { apiKey, secrets }: SentSecrets): string {
  const words = secrets.flatMap(secret => secret.split(/\s+/u)).filter(word => word.length >= 8);
  const sent = [...(apiKey ? [apiKey] : []), ...words];
  return sent
    .reduce((scrubbed, secret) => scrubbed.replaceAll(secret, maskKey(secret)), text)
    .replace(/\b(?:sk|key|gsk|xai)-[\w-]{8,}|\bAIza[\w-]{8,}|(?<=[?&](?:api[-_]?)?key=)[^&\s"']+/giu, found =>
      maskKey(found),
    );
}
