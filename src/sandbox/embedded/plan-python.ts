import type { Step } from './plan.ts';
import { type Unsupported, unsupported } from './unsupported.ts';

/** Reads the arguments of `python` as CPython does. */
export function planPython(args: readonly string[]): Step | Unsupported {
  const [first, second, ...rest] = args;
  if (first === undefined || first === '-') {
    return unsupported('has no interactive Python', 'Name a file, or use `python -c`');
  }
  if (first === '-V' || first === '--version') {
    return pythonStep('code', 'import sys; print("Python", sys.version.split()[0])', []);
  }
  if (first === '-m' && second !== undefined) return planModule(second, rest);
  if (first === '-c' && second !== undefined) return pythonStep('code', second, rest);
  // Buffering, bytecode and user folders: here they change nothing.
  if (/^-[uBsEIPq]+$/u.test(first)) return planPython(args.slice(1));
  if (first === '-X' && second !== undefined) return planPython(rest);
  if (first.startsWith('-')) {
    return unsupported(`does not know Python's option \`${first}\``, 'Leave it out');
  }
  return pythonStep('file', first, args.slice(1));
}

/** What a check may name, but only exists as a package that is installed. */
export function missingPythonTool(name: string): Unsupported | undefined {
  if (name === 'pytest' || name === 'py.test') {
    return unsupported('has no pytest', 'Write the tests for `python -m unittest`');
  }
  if (!pythonTools.has(name)) return undefined;
  return unsupported(`has no \`${name}\`: it has Python's standard library and no installed packages`);
}

const pythonTools: ReadonlySet<string> = new Set(
  'pip pip3 pipx uv poetry tox nox coverage mypy pyright ruff black flake8 pylint isort hypothesis nose2 venv'.split(
    ' ',
  ),
);

function planModule(name: string, args: readonly string[]): Step | Unsupported {
  return missingPythonTool(name) ?? pythonStep('module', name, args);
}

function pythonStep(kind: 'file' | 'code' | 'module', target: string, args: readonly string[]): Step {
  return { kind: 'python', program: { kind, target, args } };
}
