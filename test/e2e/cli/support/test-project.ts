import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScriptedServer } from '../../../servers/scripted-server.ts';
import { type CliOptions, CliProcess, type CliResult } from './cli-process.ts';

/** A folder to work on and a home for CodeForge, both gone when it is disposed. */
export interface TestProject extends AsyncDisposable {
  /** Holds everything, temporary files of its processes too. */
  readonly root: string;
  readonly workspace: string;
  readonly home: string;
  /** An environment that reaches this server and nothing else. */
  env(server?: Pick<ScriptedServer, 'env'>): Readonly<Record<string, string>>;
  start(args: readonly string[], options?: StartOptions): CliProcess;
  run(args: readonly string[], options?: StartOptions): Promise<CliResult>;
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  /** All files of the workspace with their text. */
  files(): Promise<Readonly<Record<string, string>>>;
}

export interface StartOptions extends Partial<CliOptions> {
  readonly server?: Pick<ScriptedServer, 'env'>;
}

/** A project whose `add` subtracts, with the check that shows it. */
export const wrongSum: Readonly<Record<string, string>> = {
  'add.mjs': 'export function add(a, b) {\n  return a - b;\n}\n',
  'check.mjs':
    "import { add } from './add.mjs';\nconst sum = add(2, 3);\nif (sum !== 5) throw new Error('add(2, 3) is ' + sum);\nconsole.log('all good');\n",
};

/** With a program that says that it is there, and takes its time until there is a file `quick`. */
export const slowSum: Readonly<Record<string, string>> = {
  ...wrongSum,
  'slow.mjs':
    "import { existsSync } from 'node:fs';\nconsole.log('checking');\nif (!existsSync('quick')) setTimeout(() => {}, 500_000);\n",
};

export const rightSum = 'export function add(a, b) {\n  return a + b;\n}\n';

export async function createTestProject(
  files: Readonly<Record<string, string>> = wrongSum,
): Promise<TestProject> {
  const root = await mkdtemp(path.join(tmpdir(), 'codeforge-cli-test-'));
  const workspace = path.join(root, 'project');
  const home = path.join(root, 'home');
  const temporary = path.join(root, 'tmp');
  const inWorkspace = (file: string) => path.join(workspace, file);
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(inWorkspace(file)), { recursive: true });
    await writeFile(inWorkspace(file), text);
  };
  await mkdir(workspace);
  await mkdir(temporary);
  for (const [file, text] of Object.entries(files)) await write(file, text);
  const env = (server?: Pick<ScriptedServer, 'env'>) => ({
    ...bareEnvironment(home, temporary),
    ...server?.env,
  });
  const start = (args: readonly string[], { server, ...options }: StartOptions = {}) =>
    new CliProcess(args, { cwd: workspace, env: env(server), ...options });

  return {
    root,
    workspace,
    home,
    env,
    start,
    async run(args, options) {
      await using cli = start(args, options);
      return await cli.result();
    },
    read: file => readFile(inWorkspace(file), 'utf8'),
    write,
    async files() {
      const names = await readdir(workspace, { recursive: true, withFileTypes: true });
      const found = names
        .filter(entry => entry.isFile())
        .map(entry => path.join(entry.parentPath, entry.name));
      const texts = found.map(
        async file => [path.relative(workspace, file), await readFile(file, 'utf8')] as const,
      );
      return Object.fromEntries(await Promise.all(texts));
    },
    async [Symbol.asyncDispose]() {
      await rm(root, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

// Kept from run to run, like that of an installed program.
const compileCache = fileURLToPath(new URL('../../../../node_modules/.cache/compiled-cli', import.meta.url));

/** No keys, no model and no Docker, whatever the machine has. */
function bareEnvironment(home: string, temporary: string): Readonly<Record<string, string>> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    CODEFORGE_HOME: home,
    OLLAMA_HOST: 'http://127.0.0.1:9',
    TMPDIR: temporary,
    DOCKER_HOST: `unix://${home}/no-docker.sock`,
    NODE_COMPILE_CACHE: compileCache,
  };
}
