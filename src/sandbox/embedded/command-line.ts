import { type ParseEntry, parse } from 'shell-quote';
import { type Unsupported, unsupported } from './unsupported.ts';

/** A shell line, as far as it is a sequence of programs. */
export interface CommandLine {
  readonly kind: 'sequence';
  readonly commands: readonly ShellCommand[];
}

export interface ShellCommand {
  /** What the command before must have done for this one to run. */
  readonly when: 'always' | 'success' | 'failure';
  readonly words: readonly ShellWord[];
  /** `2>&1` */
  readonly mergesErrors: boolean;
}

/** A plain word, or a pattern that the shell would replace by the files it matches. */
export type ShellWord = string | { readonly glob: string };

/** Understands words, quotes, `&&`, `||`, `;`, comments and `2>&1`, and says what else it was given. */
export function parseCommandLine(line: string): CommandLine | Unsupported {
  const problem = foreignSyntax(line.trim());
  if (problem !== undefined) return unsupported(`does not understand ${problem}`);
  const commands: ShellCommand[] = [];
  let when: ShellCommand['when'] = 'always';
  let words: ShellWord[] = [];
  let mergesErrors = false;
  const entries = joinErrorMerge(parse(line));
  for (const entry of entries) {
    if (typeof entry === 'string') {
      words.push(entry);
    } else if ('comment' in entry) {
      break;
    } else if (entry.op === 'glob') {
      words.push({ glob: 'pattern' in entry ? entry.pattern : '' });
    } else if (entry.op === mergeOperator) {
      mergesErrors = true;
    } else {
      const next = connectors.get(entry.op);
      if (next === undefined) return unsupported(`does not understand ${operatorName(entry.op)}`);
      if (words.length === 0)
        return unsupported(`does not understand a command line with nothing before \`${entry.op}\``);
      commands.push({ when, words, mergesErrors });
      [when, words, mergesErrors] = [next, [], false];
    }
  }
  if (words.length > 0) commands.push({ when, words, mergesErrors });
  else if (when !== 'always')
    return unsupported('does not understand a command line with nothing after its last operator');
  return { kind: 'sequence', commands };
}

const connectors: ReadonlyMap<string, ShellCommand['when']> = new Map([
  ['&&', 'success'],
  ['||', 'failure'],
  [';', 'always'],
]);

type Entry = string | { readonly op: string; readonly pattern?: string } | { readonly comment: string };

// What shell-quote splits into `2`, `>&` and `1`.
const mergeOperator = '2>&1';

function joinErrorMerge(entries: readonly ParseEntry[]): readonly Entry[] {
  const joined: Entry[] = [];
  for (let at = 0; at < entries.length; at += 1) {
    const entry = entries[at] ?? '';
    const middle = entries[at + 1];
    const isMerge = entry === '2' && typeof middle === 'object' && 'op' in middle && middle.op === '>&';
    if (isMerge && entries[at + 2] === '1') {
      joined.push({ op: mergeOperator });
      at += 2;
    } else {
      joined.push(entry as Entry);
    }
  }
  return joined;
}

function operatorName(operator: string): string {
  if (operator.includes('|')) return `pipes (\`${operator}\`)`;
  if (operator === '&') return 'background programs (`&`)';
  if (operator === '(' || operator === ')') return 'subshells';
  return `redirection (\`${operator}\`)`;
}

/** What shell-quote would read as something else than a shell does. */
function foreignSyntax(line: string): string | undefined {
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (quote === "'") {
      if (character === "'") quote = '';
    } else if (character === '\\') {
      if (line[at + 1] === '\n') return 'several lines at once';
      at += 1;
    } else if (character === '`') {
      return 'command substitution (`` ` ``)';
    } else if (
      character === '$' &&
      /^\$[\w({'"!?@*#$-]/u.test(line.slice(at)) &&
      !closesQuote(line[at + 1], quote)
    ) {
      return 'variables and substitution (`$`)';
    } else if (quote === '"') {
      if (character === '"') quote = '';
    } else if (character === '\n') {
      return 'several lines at once';
    } else if (character === "'" || character === '"') {
      quote = character;
    }
  }
  return quote === '' ? undefined : 'a quotation mark without its partner';
}

/** A dollar sign at the end of a quoted text is just that. */
function closesQuote(next: string | undefined, quote: string): boolean {
  return quote !== '' && (next === quote || next === "'");
}
