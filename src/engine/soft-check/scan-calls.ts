import type { Tree } from '@lezer/common';
import type { ImportedNames } from './imported-names.ts';
import type { FoundCall, SoftFindingKind } from './soft-finding.ts';

export interface ParsedFile {
  readonly text: string;
  readonly tree: Tree;
  readonly names: ImportedNames;
}

/** What sets one language apart. */
export interface CallGrammar {
  /** The tree's names for a call, which begins with what is called. */
  readonly callNodes: readonly string[];
  readonly kindOf: (fullName: string) => SoftFindingKind | undefined;
  readonly kindOfMethod: (name: string) => SoftFindingKind | undefined;
  /** The dotted name of what is called, as it stands there; undefined when it is more than a name. */
  readonly calleeName: (callee: string) => string | undefined;
}

/** Every call that does one of the things a person may want to know of. */
export function scanCalls({ text, tree, names }: ParsedFile, grammar: CallGrammar): readonly FoundCall[] {
  const found: FoundCall[] = [];
  const lineAt = lineCounter(text);
  tree.iterate({
    enter({ name, node, from }) {
      if (!grammar.callNodes.includes(name)) return;
      const end = node.getChild('ArgList')?.from ?? node.to;
      // A longer one is a chain of calls, of which each is looked at on its own; its last name is at its end.
      const callee = text.slice(Math.max(from, end - maxCallee), end);
      const call = judge(callee, names, grammar);
      if (call !== undefined) found.push({ line: lineAt(Math.max(from, end - 1)), ...call });
    },
  });
  return found.toSorted((one, other) => one.line - other.line);
}

function judge(
  callee: string,
  names: ImportedNames,
  grammar: CallGrammar,
): Omit<FoundCall, 'line'> | undefined {
  const dotted = grammar.calleeName(callee);
  for (const what of dotted === undefined ? [] : names.resolve(dotted)) {
    const kind = grammar.kindOf(what);
    if (kind !== undefined) return { kind, what };
  }
  const method = /\.\s*([\w$]+)\s*$/u.exec(callee)?.[1];
  const kind = method === undefined ? undefined : grammar.kindOfMethod(method);
  return kind && { kind, what: `.${method}` };
}

const maxCallee = 500;

/** Lines from 1, for positions that mostly grow. */
export function lineCounter(text: string): (position: number) => number {
  let line = 1;
  let at = 0;
  return position => {
    if (position < at) [line, at] = [1, 0];
    for (let next = text.indexOf('\n', at); next !== -1 && next < position; next = text.indexOf('\n', at)) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}
