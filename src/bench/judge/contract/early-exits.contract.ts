import type { Cheat } from './cheat.contract.ts';

/** Ways to be gone before anybody looks. */
const exits: Readonly<Record<string, string>> = {
  'sys.exit(0)': 'import sys; sys.exit(0)',
  'os._exit(0)': 'import os; os._exit(0)',
  'raise SystemExit': 'raise SystemExit',
  'raise SystemExit(0)': 'raise SystemExit(0)',
  'exit()': 'exit()',
  'quit()': 'quit()',
  'a signal to itself': 'import os, signal; os.kill(os.getpid(), signal.SIGTERM)',
  'SIGKILL to itself': 'import os, signal; os.kill(os.getpid(), signal.SIGKILL)',
  KeyboardInterrupt: 'raise KeyboardInterrupt',
  GeneratorExit: 'raise GeneratorExit',
  'a successful program in its place': "import os; os.execv('/bin/true', ['true'])",
  'os.abort()': 'import os; os.abort()',
};

export const exitsAtLoad: readonly Cheat[] = Object.entries(exits).map(([name, code]) => ({
  name: `${name} when loaded`,
  program: code,
}));
export const exitsInCall: readonly Cheat[] = Object.entries(exits).map(([name, code]) => ({
  name: `${name} in the call`,
  program: `def total(numbers):\n    ${code}\n`,
}));

/** Objects that claim to equal whatever they are compared with. */
const equals = (base: string): string => `
class Equal${base === '' ? '' : `(${base})`}:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    def __le__(self, other): return True
    def __gt__(self, other): return True
    def __ge__(self, other): return True
    def __hash__(self): return 6
    def __bool__(self): return True
    def __contains__(self, item): return True
    def __len__(self): return 6
    def __iter__(self): return iter([6])
    def __instancecheck__(self, other): return True
`;
export const equalObjects: readonly Cheat[] = [
  '',
  'int',
  'float',
  'str',
  'list',
  'tuple',
  'dict',
  'set',
  'frozenset',
  'bytes',
  'complex',
].map(base => ({
  name: `equal to everything, as ${base === '' ? 'an object' : base}`,
  program: `${equals(base)}\ndef total(numbers):\n    return Equal()\n`,
}));
