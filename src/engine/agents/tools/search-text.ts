import picomatch from 'picomatch';
import { z } from 'zod';
import { changeAt } from '../../change/change-set.ts';
import type { Overlay } from '../../change/overlay.ts';
import { decodeText } from '../../change/text-content.ts';
import { ForgeError } from '../../forge-error.ts';
import type { SearchMatch } from '../../ports/workspace.ts';
import { answer, defineTool, refusal } from '../tool.ts';

/** Lines that hold a text, in the workspace with the change so far, at most 100. */
export const searchText = defineTool({
  name: 'search_text',
  description: 'Find lines by text or regex.',
  schema: z.object({
    query: z.string().min(1),
    isRegex: z.boolean().optional(),
    glob: z.string().optional(),
  }),
  async run({ query, isRegex = false, glob }, { overlay, workspace, signal }) {
    const pattern = compile(query, isRegex);
    if (pattern === undefined) return refusal(`The regular expression ${query} is not valid.`);
    const search = { text: query, isRegex, maxMatches, ...(glob !== undefined && { glob }) };
    let untouched: readonly SearchMatch[];
    try {
      const changes = overlay.changeSet();
      untouched = (await workspace.search(search, signal)).filter(
        match => changeAt(changes, match.path) === undefined,
      );
    } catch (error) {
      // The searcher's dialect is stricter than JavaScript's: its refusal is for the model to read.
      if (error instanceof ForgeError && error.code === 'config.invalid') return refusal(error.message);
      throw error;
    }
    const all = [...(await searchChanged(overlay, pattern, glob)), ...untouched];
    if (all.length === 0) return answer('No matches.');
    const rows = all
      .slice(0, maxMatches)
      .map(({ path, line, text }) => `${path}:${line}: ${text.slice(0, 300)}`);
    return answer(rows.join('\n') + (all.length > maxMatches ? '\n(more; narrow the query)' : ''));
  },
});

async function searchChanged(
  overlay: Overlay,
  pattern: RegExp,
  glob?: string,
): Promise<readonly SearchMatch[]> {
  const isWanted =
    glob === undefined ? () => true : picomatch(glob, { dot: true, basename: !glob.includes('/') });
  const matches: SearchMatch[] = [];
  for (const path of Object.keys(overlay.changeSet().files).filter(file => isWanted(file))) {
    const text = decodeText((await overlay.read(path)) ?? new Uint8Array());
    for (const [index, line] of (text ?? '').split('\n').entries()) {
      if (pattern.test(line)) matches.push({ path, line: index + 1, text: line });
    }
  }
  return matches;
}

function compile(query: string, isRegex: boolean): RegExp | undefined {
  try {
    return new RegExp(isRegex ? query : query.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`), 'u');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const maxMatches = 100;
