/** Cuts a text to so many characters, and says what is missing. */
export function clip(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const missing = text.length - maxLength;
  return `${text.slice(0, maxLength)}… (${missing.toLocaleString('en')} more characters)`;
}
