import picomatch from 'picomatch';
import { z } from 'zod';
import { answer, defineTool } from '../tool.ts';

/** Paths of the workspace with the change so far, at most 500. */
export const listFiles = defineTool({
  name: 'list_files',
  description: 'List file paths.',
  schema: () => z.object({ path: z.string().optional(), glob: z.string().optional() }),
  async run({ path, glob }, { overlay, signal }) {
    const folder = path === undefined ? '' : path.replace(/^\.?\/+|\/+$|^\.$/g, '');
    const matches =
      glob === undefined ? () => true : picomatch(glob, { dot: true, basename: !glob.includes('/') });
    const all = (await overlay.list(signal)).filter(
      file => (folder === '' || file.startsWith(`${folder}/`)) && matches(file),
    );
    if (all.length === 0) return answer('No files.');
    const more =
      all.length > maxPaths ? `\n(${all.length - maxPaths} more; narrow it with path or glob)` : '';
    return answer(all.slice(0, maxPaths).join('\n') + more);
  },
});

const maxPaths = 500;
