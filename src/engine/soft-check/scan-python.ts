import { parser } from '@lezer/python';
import { type ImportedNames, importedNames } from './imported-names.ts';
import { lookUp, pythonCalls, pythonMethods } from './known-calls.ts';
import { lineCounter, scanCalls } from './scan-calls.ts';
import type { FoundCall } from './soft-finding.ts';

/** The calls in a Python file that a person may want to know of. Takes any text. */
export function scanPython(text: string): readonly FoundCall[] {
  const tree = parser.parse(text);
  const names = importedNames();
  const reached: number[] = [];
  tree.iterate({
    enter({ name, from, to, node }) {
      // However it goes on from there, by a dot, a bracket or `getattr`.
      if (name === 'VariableName' && text.slice(from, to) === '__builtins__') reached.push(from);
      if (name === 'ImportStatement') addImport(text.slice(from, to), names);
      if (name !== 'FunctionDefinition' && name !== 'ClassDefinition') return;
      const own = node.getChild('VariableName');
      // A method of its own is called with a dot before it.
      if (own !== null && node.parent?.name === 'Script') names.addOwn(text.slice(own.from, own.to));
    },
  });
  const lineAt = lineCounter(text);
  const mentions = reached.map(
    at => ({ line: lineAt(at), kind: 'introspection', what: '__builtins__' }) as const,
  );
  return [...mentions, ...scanCalls({ text, tree, names }, grammar)].toSorted((a, b) => a.line - b.line);
}

const grammar = {
  callNodes: ['CallExpression'],
  kindOf: lookUp(pythonCalls),
  kindOfMethod: lookUp(pythonMethods),
  calleeName: (callee: string) => {
    const dotted = callee.replaceAll(/\s+|\\\n/gu, '');
    return /^[\p{L}_][\p{L}\w]*(?:\.[\p{L}_][\p{L}\w]*)*$/u.test(dotted) ? dotted : undefined;
  },
};

/** `import a.b as c, d` and `from a.b import c as d, e`, whatever stands between the words. */
function addImport(statement: string, names: ImportedNames): void {
  const flat = statement
    .replaceAll(/#.*$/gmu, '')
    .replaceAll(/[\s()\\]+/gu, ' ')
    .trim();
  const [, module, list] = /^from (\S+) import (.*)$/u.exec(flat) ?? [];
  if (module === undefined || list === undefined) {
    for (const [name, local] of importsIn(flat.replace(/^import /u, ''))) {
      const first = name.split('.')[0] ?? name;
      if (local === undefined) names.add(first, first);
      else names.add(local, name);
    }
    return;
  }
  if (list.trim() === '*') names.addAll(module);
  for (const [name, local] of importsIn(list)) names.add(local ?? name, `${module}.${name}`);
}

function importsIn(list: string): readonly (readonly [string, string | undefined])[] {
  return list
    .split(',')
    .map(item => /^\s*([^\s*]+)(?: as (\S+))?\s*$/u.exec(item))
    .flatMap(match => (match?.[1] === undefined ? [] : [[match[1], match[2]] as const]));
}
