import { z } from 'zod';
import { applyEdit, describeEdit } from '../../change/apply-edit.ts';
import { decodeText, encodeText } from '../../change/text-content.ts';
import { answer, defineTool, refusal } from '../tool.ts';
import { writablePath } from './writable-path.ts';

/** Replaces one place of a file, found by its text. */
export const editFile = defineTool({
  name: 'edit_file',
  description: 'Replace the one place where search stands. Give whole lines, enough to be unique.',
  schema: () => z.object({ path: z.string(), search: z.string(), replace: z.string() }),
  async run({ path: input, search, replace }, context) {
    const target = await writablePath(input, context);
    if (target.kind === 'refused') return refusal(target.reason);
    const { path } = target;
    const bytes = await context.overlay.read(path);
    if (bytes === undefined) return refusal(`There is no file ${path}. Use write_file to create it.`);
    const original = decodeText(bytes);
    if (original === undefined) return refusal(`${path} is not a UTF-8 text file, so it cannot be edited.`);
    const result = applyEdit(original, { search, replace });
    if (result.kind === 'applied') await context.overlay.write(path, encodeText(result.content));
    const text = describeEdit(result, path);
    return result.kind === 'refused' ? refusal(text) : answer(text);
  },
});
