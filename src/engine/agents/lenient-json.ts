import { jsonrepair } from 'jsonrepair';

/** JSON as models write it, small mistakes mended. Undefined for what cannot be read even with goodwill. */
export function parseLenientJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseRepaired(text);
  }
}

function parseRepaired(text: string): unknown {
  try {
    return JSON.parse(jsonrepair(text));
  } catch {
    // Whatever stopped the repair, nesting too deep for it included: it is no JSON, and that is the answer.
    return undefined;
  }
}
