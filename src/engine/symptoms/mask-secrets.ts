/**
 * Takes out of a text what looks like a key, a password or a token. Terminals and test reports show such things, and
 * nobody who points at an error means to send them along. Code that only talks about them stays as it is.
 */
export function maskSecrets(text: string): string {
  return patterns.reduce((masked, pattern) => masked.replace(pattern, mask), text);
}

/** Groups before the secret are kept, so that its name still tells what was there. */
function mask(...[, kept]: readonly (string | number | undefined)[]): string {
  return `${typeof kept === 'string' ? kept : ''}[masked]`;
}

const patterns: readonly RegExp[] = [
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gu,
  // The rest of one that begins before the text does.
  /()^(?:[\w+/=]{16,}\r?\n)*[\w+/=]*\r?\n?-----END [A-Z ]*PRIVATE KEY-----/gu,
  // What vendors put in front of their keys.
  /()\b(?:sk|rk|pk|gsk|xai|key)[-_](?:[A-Za-z]+[-_])*[\w-]{16,}/gu,
  /()\b(?:gh[pousr]_|github_pat_|glpat-|npm_|pypi-|hf_|xox[abeoprs]-|AIza|ya29\.)[\w.-]{12,}/gu,
  /()\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/gu,
  // JSON Web Tokens.
  /()\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/gu,
  /(\b(?:Bearer|Basic)\s+)[\w+/.~-]{12,}=*/gu,
  // The password in an address.
  /(\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/giu,
  // A literal that is given to something with such a name: in quotes, or long and mixed as no word of code is.
  /((?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|credential)\w*["']?\s*[:=]\s*["'])[^"'\s]{6,}(?=["'])/giu,
  /((?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|credential)\w*\s*[:=]\s*)(?=[^\s]*\d)(?=[^\s]*[a-z])[\w+/~-]{12,}=*(?![\w(.])/giu,
];
