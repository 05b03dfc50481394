import { parser } from '@lezer/javascript';
import { type ImportedNames, importedNames } from './imported-names.ts';
import { javaScriptCalls, javaScriptMethods, lookUp } from './known-calls.ts';
import { scanCalls } from './scan-calls.ts';
import type { FoundCall } from './soft-finding.ts';

/** The calls in a JavaScript or TypeScript file that a person may want to know of. Takes any text. */
export function scanJavaScript(text: string): readonly FoundCall[] {
  const tree = parser.configure({ dialect: 'ts jsx' }).parse(text);
  const names = importedNames();
  tree.iterate({
    enter({ name, from, to, node }) {
      if (name === 'ImportDeclaration') addImport(text.slice(from, to), names);
      if (name === 'VariableDeclaration')
        addRequire(text.slice(from, Math.min(to, from + maxDeclaration)), names);
      if (name !== 'FunctionDeclaration' && name !== 'ClassDeclaration') return;
      const own = node.getChild('VariableDefinition');
      if (own !== null) names.addOwn(text.slice(own.from, own.to));
    },
  });
  return scanCalls({ text, tree, names }, grammar);
}

// What loads a module stands at the beginning of a declaration, and is short.
const maxDeclaration = 1_000;

const grammar = {
  callNodes: ['CallExpression', 'NewExpression'],
  kindOf: lookUp(javaScriptCalls),
  kindOfMethod: lookUp(javaScriptMethods),
  calleeName: (callee: string) => {
    const [, module, rest = ''] = inlineRequire.exec(callee.trim()) ?? [];
    if (module !== undefined) return `${moduleName(module)}${rest.replaceAll('?.', '.')}`;
    const dotted = callee
      .replace(/^new\b/u, '')
      .replaceAll(/\s+/gu, '')
      .replaceAll('?.', '.');
    return /^[\p{L}_$][\p{L}\w$]*(?:\.[\p{L}_$][\p{L}\w$]*)*$/u.test(dotted) ? dotted : undefined;
  },
};

const inlineRequire =
  /^\(?(?:await\s+)?(?:require|import)\(\s*['"`]([^'"`]+)['"`]\s*\)\)?((?:\??\.[\w$]+)+)$/u;

/** `import a, { b as c } from 'm'` and `import * as a from 'm'`. */
function addImport(statement: string, names: ImportedNames): void {
  const [, clause, module] = /^import\s+([^'"]*?)\s*from\s*['"]([^'"]+)['"]/u.exec(statement) ?? [];
  if (clause === undefined || module === undefined) return;
  const full = moduleName(module);
  const [, list] = /\{([^}]*)\}/u.exec(clause) ?? [];
  if (list !== undefined) addMembers(list, full, names);
  for (const [, whole] of clause.replace(/\{[^}]*\}/u, '').matchAll(/(?:\*\s*as\s+)?([\w$]+)/gu)) {
    if (whole !== undefined) names.add(whole, full);
  }
}

/** `const { a, b: c } = require('m')`, `const a = require('m').b`, and the same with an awaited import. */
function addRequire(declaration: string, names: ImportedNames): void {
  for (const [, target = '', module = '', member = ''] of declaration.matchAll(moduleLoads)) {
    const full = `${moduleName(module)}${member}`;
    if (target.startsWith('{')) addMembers(target.slice(1, -1), full, names);
    else names.add(target, full);
  }
}

const moduleLoads =
  /(\{[^{}]*\}|[\w$]+)\s*=\s*(?:await\s+)?\(?(?:require|import)\(\s*['"]([^'"]+)['"]\s*\)((?:\.[\w$]+)*)/gu;

function addMembers(list: string, module: string, names: ImportedNames): void {
  for (const item of list.split(',')) {
    const [, name, local] = /^\s*(?:type\s+)?([\w$]+)(?:\s*(?::|\bas\b)\s*([\w$]+))?/u.exec(item) ?? [];
    if (name !== undefined) names.add(local ?? name, name === 'default' ? module : `${module}.${name}`);
  }
}

/** `node:fs/promises` has the functions of `fs` by the same names. */
function moduleName(module: string): string {
  return module
    .replace(/^node:/u, '')
    .replace(/^fs\/promises$/u, 'fs')
    .replaceAll('/', '.');
}
