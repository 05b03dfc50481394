import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { ForgeError } from '../../engine/forge-error.ts';
import { type BenchTask, difficulties } from './bench-task.ts';
import { isWrongProgram, readWrongPrograms } from './read-wrong-programs.ts';
import { readYamlFile } from './read-yaml-file.ts';
import { timeoutSchema } from './suite-manifest.ts';

/** Tasks by the names of their folders in `tasks/`, in that order. Throws ForgeError `config.invalid`. */
export async function readTaskFolders(suiteFolder: string): Promise<readonly BenchTask[]> {
  const folder = path.join(suiteFolder, 'tasks');
  const names = (await entriesOf(folder)).filter(entry => entry.isDirectory()).map(({ name }) => name);
  const own = names.filter(name => !name.startsWith('.')).sort();
  if (own.length === 0)
    throw unusable(suiteFolder, {
      problem: 'the suite has no tasks',
      advice: `Add a folder in ${folder}; codeforge bench init shows how one looks.`,
    });
  return Promise.all(own.map(name => readTaskFolder(path.join(folder, name))));
}

/**
 * One task:
 *
 *     task.md         what a model is asked; category, difficulty and perhaps timeoutSeconds stand before it
 *     tests.py        hidden assertions; `folder.read(path)`, `folder.write(path, text)` and `folder.files()` reach
 *                     the work folder of the program
 *     examples.py     assertions that everybody may see; may be left out, as may all that follows but the reference
 *     starter.py      what the program looks like in the beginning
 *     files/          text files in the work folder
 *     reference.py    a program that is right
 *     wrong/          programs that are wrong, each named after its mistake: a .patch of the reference, or a .py
 */
async function readTaskFolder(folder: string): Promise<BenchTask> {
  const texts = await readTexts(folder);
  const pick = (file: string): string => {
    const text = texts.get(file);
    if (text !== undefined) return text;
    throw unusable(path.join(folder, file), { problem: 'it is missing', advice: 'Write it.' });
  };
  const stray = [...texts.keys()].find(file => !isPart(file));
  if (stray !== undefined)
    throw unusable(path.join(folder, stray), {
      problem: 'it is no part of a task',
      advice: allParts,
      line: 1,
    });
  const page = readTaskPage(path.join(folder, 'task.md'), pick('task.md'));
  const reference = pick('reference.py');
  const exam = { helpers: '', tests: pick('tests.py'), entry: null, names: reference };
  const examples = texts.get('examples.py');
  if (examples?.includes('folder.files(') === true)
    throw unusable(path.join(folder, 'examples.py'), {
      problem: 'it asks for folder.files(), but where an agent works there are files of its own, too',
      advice: 'Ask for it in tests.py.',
      line: 1,
    });
  return {
    id: path.basename(folder),
    ...page,
    prefix: '',
    starter: texts.get('starter.py') ?? '',
    files: within(texts, /^files\/(.+)$/u),
    visibleTests: examples === undefined ? '' : runnable(examples),
    examples: examples === undefined ? null : { ...exam, tests: examples },
    exam,
    reference,
    wrong: readWrongPrograms({ folder, texts, reference }),
  };
}

function isPart(file: string): boolean {
  return parts.has(file) || file.startsWith('files/') || isWrongProgram(file);
}

const parts = new Set(['task.md', 'tests.py', 'examples.py', 'starter.py', 'reference.py']);
const allParts = `A task has ${[...parts].join(', ')}, wrong/*.patch, wrong/*.py and files/.`;

const headSchema = z.strictObject({
  category: z.string().min(1),
  difficulty: z.enum(difficulties),
  timeoutSeconds: timeoutSchema.nullable().default(null),
});

function readTaskPage(file: string, text: string): z.infer<typeof headSchema> & { readonly prompt: string } {
  const [, head, prompt = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/u.exec(text) ?? [];
  if (head === undefined)
    throw unusable(file, {
      problem: 'it does not begin with category and difficulty',
      advice: 'Put them between two lines of ---.',
      line: 1,
    });
  if (prompt.trim() === '')
    throw unusable(file, {
      problem: 'it asks for nothing',
      advice: 'Say what is to be done, after the second ---.',
      line: text.split('\n').length,
    });
  // The empty line stands for the first ---, so that messages name the right ones.
  return { ...readYamlFile({ file, text: `\n${head}`, schema: headSchema }), prompt: prompt.trim() };
}

/** In the sandbox of the judge `folder` is always there; where an agent works, the examples bring it along. */
function runnable(examples: string): string {
  return /\bfolder\./u.test(examples) ? `${folderObject}\n\n${examples}` : examples;
}

const folderObject = `import os


class folder:
    def write(path, text):
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)

    def read(path):
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
`;

function within(texts: ReadonlyMap<string, string>, pattern: RegExp): Readonly<Record<string, string>> {
  const found = [...texts].flatMap(([file, text]) => {
    const name = pattern.exec(file)?.[1];
    return name === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(found);
}

/** All files below a folder, by path with `/`, sorted; without what editors, file managers and Python leave behind. */
async function readTexts(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter(file => !/(?:^|\/)(?:\.|__pycache__\/)/u.test(file))
    .sort();
  const texts = files.map(async file => [file, await readText(folder, file)] as const);
  return new Map(await Promise.all(texts));
}

/** Line ends and a byte order mark of a task's data are a part of it; those of its other files are the editor's. */
async function readText(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  const bytes = await readFile(file);
  try {
    const isData = name.startsWith('files/');
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: isData }).decode(bytes);
    return isData ? text : text.replaceAll('\r\n', '\n');
  } catch (cause) {
    throw unusable(file, { problem: 'it is not UTF-8 text', advice: 'Save it as such.', cause });
  }
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

interface Problem {
  readonly problem: string;
  readonly advice: string;
  readonly cause?: unknown;
  /** Where the file can be opened, and has it. */
  readonly line?: number;
}

function unusable(file: string, { problem, advice, cause, line }: Problem): ForgeError {
  const options = { cause, ...(line !== undefined && { place: { file, line } }) };
  return new ForgeError('config.invalid', `${file}: ${problem}. ${advice}`, options);
}
