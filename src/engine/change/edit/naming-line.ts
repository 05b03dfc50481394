/**
 * True for a line that says which thing its block is: a function, a class, a test, a key, a heading. Two
 * blocks that differ there are two things, however alike the rest is.
 */
export function namesTheThing(line: string): boolean {
  const text = shorten(line.trim());
  if (comment.test(text) || control.test(text)) return false;
  return patterns.some(pattern => pattern.test(text));
}

// The two ends of a line tell; what stands between them in a very long one only costs time.
function shorten(text: string): string {
  return text.length > 300 ? text.slice(0, 250) + text.slice(-50) : text;
}

/** What a naming line calls its thing; undefined where that cannot be told from the line alone. */
export function nameIn(line: string): string | undefined {
  const text = line.slice(0, 300);
  return declared.exec(text)?.[1] ?? method.exec(text)?.[1];
}

const declared =
  /\b(?:def|class|function\*?|func|fn|fun|struct|enum|trait|interface|type|namespace|const|let|var)\s+([\w$.]+)/u;
const method =
  /^\s*(?:(?:get|set|async|static|public|private|protected|readonly|override)\s+)*([\w$#]+)\s*\(/u;

const comment = /^(?:\/\/|#(?![#!]|\s*define\b|\[)|\/?\*|--\s|<!--)/u;

// What opens a block without naming it.
const control =
  /^(?:[})\]]\s*)?(?:if|elif|else|elsif|elseif|for|foreach|while|until|do|try|catch|except|finally|with|match|loop|unless|begin|return|await|yield|throw|raise|guard|defer|unsafe|synchronized|lock|using|default)\b/u;

const modifiers =
  '(?:(?:export|default|declare|public|private|protected|internal|static|final|abstract|override|virtual|open|sealed|data|partial|readonly|async|unsafe|extern|inline|const|local|pub(?:\\([\\w\\s]*\\))?)\\s+)*';

const patterns: readonly RegExp[] = [
  new RegExp(
    `^${modifiers}(?:def|class|function\\b\\*?|func|fn|fun|sub|proc|struct|enum|union|trait|impl|interface|protocol|extension|module|mod|namespace|package|record|macro|defmodule|defp|defmacro|resource|variable|service|rpc|typedef|type)\\b\\s*["'\\w$<(*]`,
    'u',
  ),
  /^create\s+(?:or\s+replace\s+)?(?:unique\s+)?(?:table|view|index|function|procedure|trigger|type)\b/iu,
  // tests and hooks, however they are called
  /^(?:\w+\.)?(?:describe|context|suite|it|test|specify|scenario|feature|bench|step|given|when|then|before|after|beforeEach|afterEach|beforeAll|afterAll)(?:\.\w+)*\s*[(`"']/u,
  // whatever opens a block with a bracket, an arrow or a name and a colon
  /(?:[{([]|=>|[^=!<>]=|->|\bdo(?:\s*\|[^|]*\|)?)$/u,
  /^[-\s]*["'`]?[\w$.\-/]+(?: [\w$.\-/]+){0,2}["'`]?\s*:\s*[|>]?[+-]?$/u,
  // fields that identify, and mappings in a list
  /^(?:[-*]\s+)?["'`]?(?:id|name|key|title|label|slug|path|route)["'`]?\s*(?:[:=]\s*["'`\d]|:\s*[\w./ -]+$)/iu,
  /\b(?:id|name|key)=["'{]/u,
  /^-\s+["']?[\w.-]+["']?:(?:\s|$)/u,
  // branches, headings, sections, assigned functions, signatures
  /^case\b/u,
  /^#{2,6}\s/u,
  /^\[{1,2}[^\]]+\]{1,2}$/u,
  /^#\s*define\b/u,
  new RegExp(
    `^${modifiers}(?:const|let|var|val)\\s+[\\w$]+.*=\\s*(?:async\\s*)?(?:function\\b|\\([^)]*\\)[^=]*=>|[\\w$]+\\s*=>)`,
    'u',
  ),
  /^(?:(?:public|private|protected|internal|static|final|abstract|override|virtual|extern|unsigned|signed)\s+)+[\w<>[\],?*&:\s]+\(/u,
];
