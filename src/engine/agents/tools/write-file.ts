import { z } from 'zod';
import { encodeText } from '../../change/text-content.ts';
import { answer, defineTool, refusal } from '../tool.ts';
import { writablePath } from './writable-path.ts';

/** Creates a file, or replaces the whole of one. */
export const writeFile = defineTool({
  name: 'write_file',
  description: 'Create or replace a whole file.',
  schema: () => z.object({ path: z.string(), content: z.string() }),
  async run({ path: input, content }, context) {
    const target = await writablePath(input, context);
    if (target.kind === 'refused') return refusal(target.reason);
    const { overlay } = context;
    const files = await overlay.list(context.signal);
    const blocker = files.find(
      file => file.startsWith(`${target.path}/`) || target.path.startsWith(`${file}/`),
    );
    if (blocker !== undefined) return refusal(`${target.path} cannot be a file beside ${blocker}.`);
    await overlay.write(target.path, encodeText(content));
    return answer(`Wrote ${target.path}.`);
  },
});
