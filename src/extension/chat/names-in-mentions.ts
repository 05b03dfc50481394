/** The names behind each `@` of a message, once each: `src/cart.py`, or in quotes `"my notes.md"`. */
export function namesInMentions(text: string): readonly string[] {
  const found = text.matchAll(/(?<![\p{L}\p{N}_])@(?:"(?<quoted>[^"\n]+)"|(?<plain>[^\s"@]+))/gu);
  const names = [...found].map(({ groups = {} }) => groups['quoted'] ?? withoutStop(groups['plain'] ?? ''));
  return [...new Set(names.filter(name => name !== ''))];
}

/** A name at the end of a sentence does not take its full stop along. */
function withoutStop(name: string): string {
  return name.replace(/[.,;:!?)\]]+$/u, '');
}

/** A name as it is written behind an `@`. */
export function quoteMention(name: string): string {
  return /[\s"@]|[.,;:!?)\]]$/u.test(name) ? `"${name}"` : name;
}
