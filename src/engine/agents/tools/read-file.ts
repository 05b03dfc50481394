import { z } from 'zod';
import { changeAt } from '../../change/change-set.ts';
import { decodeText } from '../../change/text-content.ts';
import { parseWorkspacePath } from '../../change/workspace-path.ts';
import { answer, defineTool, refusal, type ToolAnswer } from '../tool.ts';

/** A file's text, or some of its lines. Bare text: line numbers would end up in edits. */
export const readFile = defineTool({
  name: 'read_file',
  description: 'Read a text file, or a range of its lines.',
  schema: () =>
    z.object({
      path: z.string(),
      startLine: z.int().min(1).optional(),
      endLine: z.int().min(1).optional(),
    }),
  async run({ path: input, startLine, endLine }, { overlay, workspace }) {
    const parsed = parseWorkspacePath(input);
    if (parsed.kind === 'refused') return refusal(parsed.reason);
    const { path } = parsed;
    const isNew = changeAt(overlay.changeSet(), path) !== undefined;
    if (!isNew && (await workspace.isHidden(path))) {
      return refusal(`${path} is ignored or secret, so it is not shown to models.`);
    }
    const bytes = await overlay.read(path);
    if (bytes === undefined) return refusal(`There is no file ${path}.`);
    const text = decodeText(bytes);
    if (text === undefined) return refusal(`${path} is not a UTF-8 text file (${bytes.length} bytes).`);
    return excerpt(text, { path, start: startLine ?? 1, end: endLine ?? Number.POSITIVE_INFINITY });
  },
});

function excerpt(text: string, range: { path: string; start: number; end: number }): ToolAnswer {
  const lines = text.split('\n');
  const wanted = lines.slice(range.start - 1, range.end);
  let shown = wanted.join('\n');
  let last = Math.min(range.end, lines.length);
  if (shown.length > maxCharacters) {
    shown = shown.slice(0, maxCharacters);
    last = range.start + shown.split('\n').length - 1;
  }
  if (range.start > lines.length) return refusal(`${range.path} has only ${lines.length} lines.`);
  if (range.start === 1 && last >= lines.length) return answer(shown === '' ? '(empty file)' : shown);
  return answer(`${shown}\n(lines ${range.start}-${last} of ${lines.length})`);
}

// About 10,000 tokens: one file must not fill a small model's context.
const maxCharacters = 40_000;
