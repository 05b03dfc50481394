import { z } from 'zod';
import { answer, defineTool, refusal } from '../tool.ts';
import { writablePath } from './writable-path.ts';

export const moveFile = defineTool({
  name: 'move_file',
  description: 'Move or rename a file.',
  schema: () => z.object({ from: z.string(), to: z.string() }),
  async run(input, context) {
    const from = await writablePath(input.from, context);
    if (from.kind === 'refused') return refusal(from.reason);
    const to = await writablePath(input.to, context);
    if (to.kind === 'refused') return refusal(to.reason);
    if (await context.overlay.move(from.path, to.path)) return answer(`Moved ${from.path} to ${to.path}.`);
    const isThere = (await context.overlay.read(from.path)) !== undefined;
    return refusal(isThere ? `There is a file ${to.path} already.` : `There is no file ${from.path}.`);
  },
});
