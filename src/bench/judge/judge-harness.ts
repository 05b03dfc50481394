import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { SandboxBackend, SandboxFile } from '../../engine/ports/sandbox.ts';

/** The Python programs that run in sandboxes on our side; see what they say of themselves. */
export interface JudgeHarness {
  /** Written once into a sandbox that never holds a program. */
  readonly examinerFiles: readonly SandboxFile[];
  examinerCommand(orders: string): string;
  /** Written beside the jobs where programs cannot be kept apart, so that each sandbox serves one. */
  readonly loneFiles: readonly SandboxFile[];
  candidateCommand(backend: SandboxBackend, jobs: string): string;
}

/** `directory` holds `examiner.py` and its neighbours. */
export async function readJudgeHarness(directory: string): Promise<JudgeHarness> {
  const read = (name: string) => readFile(path.join(directory, name), 'utf8');
  const [plainData, zygote, candidate, examiner] = await Promise.all(
    ['plain_data.py', 'zygote.py', 'candidate.py', 'examiner.py'].map(read),
  );
  const modules = [
    ['plain_data', plainData],
    ['zygote', zygote],
    ['__main__', candidate],
  ];
  const zygoteProgram = `${loader}load(${JSON.stringify(JSON.stringify(modules))})`;
  return {
    examinerFiles: [textFile('plain_data.py', plainData), textFile('examiner.py', examiner)],
    examinerCommand: orders => `python3 examiner.py ${orders}`,
    loneFiles: [textFile('plain_data.py', plainData), textFile('candidate.py', candidate)],
    candidateCommand: (backend, jobs) =>
      backend === 'embedded'
        ? `python3 candidate.py ${jobs} alone`
        : `exec python3 -I -c ${quoted(zygoteProgram)} ${jobs} zygote`,
  };
}

/** Where programs are kept apart by forks, one sandbox serves many. */
export function servesMany(backend: SandboxBackend): boolean {
  return backend !== 'embedded';
}

/**
 * On the command line and not in the work folder, where a program could put another in its place for those that come
 * after it. JSON of strings is a Python string, too.
 */
const loader = `import json, sys, types
def load(modules):
    for name, source in json.loads(modules):
        module = sys.modules.get(name) or types.ModuleType(name)
        sys.modules[name] = module
        exec(compile(source, f'<judge>/{name}.py', 'exec'), module.__dict__)
`;

function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

export function textFile(name: string, text = ''): SandboxFile {
  return { path: name, bytes: new TextEncoder().encode(text), executable: false };
}
