/** The text, or its beginning and an ellipsis, in at most `maxLength` UTF-16 units; no character is cut in half. */
export function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  if (maxLength < 1) return '';
  const end = isLowSurrogate(text, maxLength - 1) ? maxLength - 2 : maxLength - 1;
  return `${text.slice(0, Math.max(0, end)).trimEnd()}…`;
}

/** The same for the end of the text. */
export function clipStart(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  if (maxLength < 1) return '';
  const start = text.length - maxLength + 1;
  return `…${text.slice(isLowSurrogate(text, start) ? start + 1 : start).trimStart()}`;
}

function isLowSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff;
}
