import { z } from 'zod';
import { ForgeError } from '../../forge-error.ts';
import type { SearchQuery } from '../../ports/workspace.ts';
import { answer, defineTool, refusal, type ToolContext } from '../tool.ts';

/** Lines that hold a text, in the workspace with the change so far, at most 100. */
export const searchText = defineTool({
  name: 'search_text',
  description: 'Find lines by text or regex.',
  schema: () =>
    z.object({
      query: z.string().min(1),
      isRegex: z.boolean().optional(),
      glob: z.string().optional(),
    }),
  async run({ query: text, isRegex = false, glob }, context) {
    const query = { text, isRegex, maxMatches: maxMatches + 1, ...(glob !== undefined && { glob }) };
    try {
      return await search(query, context);
    } catch (error) {
      // A regular expression that is none: its refusal is for the model to read.
      if (error instanceof ForgeError && error.code === 'config.invalid') return refusal(error.message);
      throw error;
    }
  },
});

async function search(query: Omit<SearchQuery, 'instead'>, { overlay, workspace, signal }: ToolContext) {
  const paths = Object.keys(overlay.changeSet().files);
  const instead = await Promise.all(
    paths.map(async path => ({ path, bytes: (await overlay.read(path)) ?? null })),
  );
  const matches = await workspace.search({ ...query, instead }, signal);
  if (matches.length === 0) return answer('No matches.');
  const rows = matches.slice(0, maxMatches).map(({ path, line, text }) => `${path}:${line}: ${text}`);
  return answer(rows.join('\n') + (matches.length > maxMatches ? '\n(more; narrow the query)' : ''));
}

const maxMatches = 100;
