import { type Document, LineCounter, parseDocument, visit } from 'yaml';

/** A YAML text as a value, with where in the text its parts begin; or why it cannot be read. */
export type ReadYaml =
  | { readonly kind: 'read'; readonly value: unknown; readonly contents: Document['contents'] }
  | { readonly kind: 'broken'; readonly line: number; readonly message: string };

/** Reads one YAML document. `lineAt` turns an offset into the text into a line, counted from 1. */
export function readYaml(text: string): ReadYaml & { readonly lineAt: (offset: number) => number } {
  const json = readOneLineJson(text);
  if (json !== undefined) return { kind: 'read', value: json, contents: null, lineAt: () => 1 };
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(offset).line;
  // Warnings would go to the process's own stderr.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) {
    return {
      kind: 'broken',
      line: lineAt(error.pos[0]),
      message: `this is not YAML: ${error.message}`,
      lineAt,
    };
  }
  const alias = firstAlias(document);
  if (alias !== undefined) return { kind: 'broken', line: lineAt(alias), message: noAliases, lineAt };
  return { kind: 'read', value: document.toJS(), contents: document.contents, lineAt };
}

/**
 * JSON is YAML too. The build writes the program's own files so, on one line: a parser of YAML that has just been
 * loaded takes a tenth of the time in which the program starts.
 */
function readOneLineJson(text: string): unknown {
  if (!text.startsWith('{') || text.includes('\n')) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    // Then it is YAML that only looks like it.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Aliases may lead nowhere, or make a small text into a huge value; nobody needs them here. */
function firstAlias(document: Document): number | undefined {
  let found: number | undefined;
  visit(document, {
    Alias(_, alias) {
      found = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return found;
}

const noAliases = 'aliases (*name) are not understood here; write the value out.';
