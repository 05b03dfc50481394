import { eachLine, type Layer, requoted } from './damaged-edit.ts';

/** The model copies a Markdown fence along. */
export const fenced: Layer = (edit, random) => {
  const open = random.pick(['```', '```ts', '```python', '~~~js']);
  const end = random.pick(['', '\n']);
  return requoted(edit, text => `${open}\n${text}\n${open.slice(0, 3)}${end}`);
};

/** The model copies the line numbers of a listing along. */
export const lineNumbered: Layer = (edit, random) => {
  const first = random.between(1, 900);
  const mark = random.pick(['| ', ': ', '\t', ' | ', '|', '→']);
  const width = random.pick([0, 0, 5]);
  const number = (line: string, at: number) => String(first + at).padStart(width) + mark + line;
  return requoted(edit, text => eachLine(text, number));
};

/** Signs that mean something in HTML come as entities. */
export const htmlEntities: Layer = edit =>
  requoted(edit, text =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  );

/** Every backslash comes twice, or every quote with one before it, or both, or the whole as a JSON string. */
export const doubledEscapes: Layer = (edit, random) => {
  const backslashes = (text: string) => text.replaceAll('\\', '\\\\');
  const quotes = (text: string) => text.replaceAll('"', '\\"');
  const json = (text: string) => JSON.stringify(text).slice(1, -1);
  const encode = random.pick([backslashes, quotes, (text: string) => quotes(backslashes(text)), json]);
  return requoted(edit, encode);
};
