import { jsonrepair } from 'jsonrepair';

/**
 * JSON as models write it, small mistakes mended. Undefined for what cannot be read even with goodwill, and for what
 * breaks off inside a text: that text may be half a file, and nobody asked for half of it.
 */
export function parseLenientJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return endsInText(text) ? undefined : parseRepaired(text);
  }
}

/** Either kind of quotes begins a text; an apostrophe only where a text may begin. */
function endsInText(text: string): boolean {
  let quote = '';
  let before = '{';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
    } else if (character === '"' || (character === "'" && '{[,:'.includes(before))) quote = character;
    if (character.trim() !== '') before = character;
  }
  return quote !== '';
}

function parseRepaired(text: string): unknown {
  try {
    return JSON.parse(jsonrepair(text));
  } catch {
    // Whatever stopped the repair, nesting too deep for it included: it is no JSON, and that is the answer.
    return undefined;
  }
}
