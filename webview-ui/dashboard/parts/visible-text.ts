/**
 * A text of a model or a program as it may be shown to a person: what would reorder, hide or control text is made
 * visible instead. Line breaks and tabs stay.
 */
export function visibleText(text: string): string {
  return text.replace(/\p{Bidi_Control}|\p{Cc}/gu, character =>
    character === '\n' || character === '\t' ? character : visibleCharacter(character),
  );
}

/** `⟨U+202E⟩` */
export function visibleCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
