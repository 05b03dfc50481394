import { z } from 'zod';
import type { BenchTask } from './bench-task.ts';
import { readRecords } from './read-records.ts';

const shared = {
  task_id: z.int().positive(),
  code: z.string().min(1),
  test_list: z.array(z.string()).min(1),
};
const fullSchema = z.object({ ...shared, text: z.string().min(1), test_setup_code: z.string() });
const sanitizedSchema = z.object({ ...shared, prompt: z.string().min(1), test_imports: z.array(z.string()) });

/** MBPP's 974 records: a completion is a whole program. */
export async function readMbpp(bytes: Uint8Array, file: string): Promise<readonly BenchTask[]> {
  const records = await readRecords(bytes, file, fullSchema);
  return records.map(({ text, test_setup_code, ...record }) =>
    taskOf({ ...record, text, imports: '', setup: test_setup_code }),
  );
}

/** The 427 that were checked by hand; many texts and tests differ from the full set. */
export async function readSanitizedMbpp(bytes: Uint8Array, file: string): Promise<readonly BenchTask[]> {
  const records = await readRecords(bytes, file, sanitizedSchema);
  return records.map(({ prompt, test_imports, ...record }) =>
    taskOf({ ...record, text: prompt, imports: test_imports.map(line => `${line}\n`).join(''), setup: '' }),
  );
}

interface MbppRecord {
  readonly task_id: number;
  readonly code: string;
  readonly test_list: readonly string[];
  readonly text: string;
  readonly imports: string;
  readonly setup: string;
}

function taskOf({ task_id, code, test_list, text, imports, setup }: MbppRecord): BenchTask {
  const assertions = test_list.map(unix);
  const [example = ''] = assertions;
  const exam = {
    helpers: imports,
    tests: `${unix(setup)}\n${assertions.join('\n')}\n`,
    entry: null,
    names: unix(code),
  };
  return {
    id: String(task_id),
    category: 'functions',
    difficulty: code.split('\n').length <= 6 ? 'easy' : 'medium',
    // As the paper asks: the text, and an assertion that shows what the function is called.
    prompt: `${text}\nFor example: ${example}`,
    prefix: imports,
    starter: '',
    files: {},
    visibleTests: setup === '' ? `${imports}${example}\n` : '',
    examples: setup === '' ? { ...exam, tests: `${example}\n` } : null,
    exam,
    timeoutSeconds: null,
    reference: unix(code),
    wrong: {},
  };
}

/** The data came from Windows. */
function unix(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
