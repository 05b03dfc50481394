import { z } from 'zod';
import { answer, defineTool, refusal } from '../tool.ts';
import { writablePath } from './writable-path.ts';

export const deleteFile = defineTool({
  name: 'delete_file',
  description: 'Delete a file.',
  schema: () => z.object({ path: z.string() }),
  async run({ path: input }, context) {
    const target = await writablePath(input, context);
    if (target.kind === 'refused') return refusal(target.reason);
    const wasThere = await context.overlay.delete(target.path);
    return wasThere ? answer(`Deleted ${target.path}.`) : refusal(`There is no file ${target.path}.`);
  },
});
