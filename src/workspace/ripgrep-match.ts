import { z } from 'zod';
import { onFirstUse } from '../engine/on-first-use.ts';
import type { SearchMatch } from '../engine/ports/workspace.ts';

/** Reads one line of `rg --json`. Undefined for what is no match, or lies in a file whose name is no UTF-8. */
export function parseRipgrepMatch(json: string): SearchMatch | undefined {
  const parsed = matchSchema().safeParse(JSON.parse(json));
  if (!parsed.success) return undefined;
  const { path, lines, line_number: line, submatches } = parsed.data.data;
  const bytes = 'bytes' in lines ? Buffer.from(lines.bytes, 'base64') : Buffer.from(lines.text);
  // Offsets count bytes.
  const matchStart = bytes.subarray(0, submatches[0]?.start ?? 0).toString().length;
  const text = bytes.toString().replace(/\r?\n$/u, '');
  return { path: path.text.replace(/^\.\//u, ''), line, text: excerpt(text, matchStart) };
}

const bytesOrText = () => z.union([z.object({ text: z.string() }), z.object({ bytes: z.string() })]);

const matchSchema = onFirstUse(() =>
  z.object({
    type: z.literal('match'),
    data: z.object({
      path: z.object({ text: z.string() }),
      lines: bytesOrText(),
      line_number: z.number(),
      submatches: z.array(z.object({ start: z.number() })),
    }),
  }),
);

/** At most 300 characters of a line, with what matched among them. */
function excerpt(text: string, matchStart: number): string {
  if (text.length <= maxLength) return text;
  const start = matchStart < maxLength - lead ? 0 : matchStart - lead;
  const end = start + maxLength - (start > 0 ? 1 : 0) - 1;
  const cut = text.slice(start, end).toWellFormed();
  return `${start > 0 ? '…' : ''}${cut}${end < text.length ? '…' : ''}`;
}

const maxLength = 300;
// Characters shown before a match far in a line.
const lead = 100;
