// Builds everything that ships into dist/. `--watch` keeps building; `--meta` leaves metafiles for size analysis.

import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { build, context } from 'esbuild';
import { parse } from 'yaml';

const isWatching = process.argv.includes('--watch');
const wantsMeta = process.argv.includes('--meta');

const { version } = JSON.parse(await readFile('package.json', 'utf8'));

const shared = {
  bundle: true,
  minify: !isWatching,
  sourcemap: 'external',
  legalComments: 'none',
  metafile: wantsMeta,
  logLevel: 'silent',
  logOverride: { 'unsupported-dynamic-import': 'error' },
};

// Resolved where they are installed: they carry binaries, or are optional natives that nothing here needs.
const nodeExternals = ['deno', 'pyodide', '@vscode/ripgrep', 'cpu-features', '*.node'];

/**
 * What dockerode needs for BuildKit sessions and for SSH, Gemini's SDK for Google Cloud accounts, live audio and
 * retries, OpenAI's for running tools by itself, Anthropic's for tracing, and Ollama's in old browsers, none of which
 * CodeForge uses: more than half a megabyte that would be loaded with them.
 */
const withoutUnused = {
  name: 'without-unused',
  setup({ onResolve, onLoad }) {
    const packages =
      /^(?:@grpc\/grpc-js|@grpc\/proto-loader|@opentelemetry\/api|protobufjs|ssh2|google-auth-library|ws|p-retry|whatwg-fetch)$/;
    const toolRunners = /\/lib\/ChatCompletion(?:Runner|StreamingRunner|Stream)\.mjs$/;
    for (const filter of [packages, toolRunners])
      onResolve({ filter }, ({ path }) => ({ path: path.replace('.mjs', ''), namespace: 'unused' }));
    onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
    // The same classes, for a Node that is too old to have them.
    onResolve({ filter: /^readable-stream$/ }, () => ({ path: 'node:stream', external: true }));
  },
};

/** Of OpenAI's client the resources that are used; the others, for which it has no switch, are four fifths of it. */
const onlyUsedOpenAi = {
  name: 'only-used-openai',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]openai[/\\]client\.mjs$/ }, async ({ path }) => {
      const contents = (await readFile(path, 'utf8'))
        .replaceAll(/^import .* from "\.\/resources\/(?!chat\/chat|models)[^"]*";\n/gm, '')
        .replaceAll(/^ +this\.\w+ = new API\.(?!Chat\b|Models\b)\w+\(this\);\n/gm, '')
        .replaceAll(/^OpenAI\.(?!DEFAULT)[A-Z]\w+ = [A-Z]\w+;\n/gm, '')
        .replaceAll('new API.', 'new ');
      const left = /\bAPI\.\w+/.exec(contents);
      if (left !== null) throw new Error(`OpenAI's client has changed: ${left[0]} was not left out.`);
      return { contents, loader: 'js' };
    });
  },
};

/**
 * The store's queries as the SQL that Kysely makes of them: neither Kysely nor the time to build them is needed where
 * they are used.
 */
const compiledQueries = {
  name: 'compiled-queries',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]src[/\\]store[/\\][\w-]+-queries\.ts$/ }, async ({ path }) => {
      const { Placeholder } = await import('./src/store/query.ts');
      const queries = Object.entries(await import(pathToFileURL(path).href)).map(([name, query]) => {
        const { sql, parameters } = query.compiled();
        const values = parameters.map(value =>
          value instanceof Placeholder ? `given.${value.name}` : JSON.stringify(value),
        );
        const compiled = `{ sql: ${JSON.stringify(sql)}, parameters: [${values}] }`;
        return `export const ${name} = new Query(given => ({ compile: () => (${compiled}) }));`;
      });
      return { contents: ["import { Query } from './query.ts';", ...queries].join('\n'), loader: 'ts' };
    });
  },
};

/**
 * `z` as a namespace of its own file, of which the bundler takes what is used: as a value it would bring all of zod
 * along, with its messages in fifty languages.
 */
const onlyUsedZod = {
  name: 'only-used-zod',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]src[/\\].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return {
        contents: text.replace("import { z } from 'zod';", "import * as z from 'zod';"),
        loader: 'ts',
      };
    });
    // Compiling a parser for each schema pays after hundreds of values. The settings would be those of every copy of
    // zod in the editor.
    onLoad({ filter: /[/\\]zod[/\\]v4[/\\]core[/\\]core\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const shared = 'globalConfig = globalThis.__zod_globalConfig';
      if (!text.includes(shared)) throw new Error('zod has changed: its settings are elsewhere.');
      return { contents: text.replace(shared, 'globalConfig = { jitless: true }'), loader: 'js' };
    });
  },
};

/**
 * Node's own modules without the ES modules that Node wraps around them: to make one it asks for every name that the
 * module exports, which loads what stands behind each.
 */
const plainBuiltins = {
  name: 'plain-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path, kind, importer }) =>
      kind === 'import-statement' && path !== 'node:sqlite'
        ? // One for each file that asks: what several share would be a file of its own, to be opened at the start.
          { path, suffix: `?${importer}`, namespace: 'builtin', sideEffects: false }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => {
      const get = `/* @__PURE__ */ process.getBuiltinModule('${path}')`;
      const names = Object.keys(process.getBuiltinModule(path)).filter(name =>
        /^[A-Za-z_$][\w$]*$/.test(name),
      );
      const each = names.map(name => `const the_${name} = /* @__PURE__ */ (() => builtin.${name})();`);
      const exported = names.map(name => `the_${name} as ${name}`);
      return {
        contents: `const builtin = ${get};\nexport default builtin;\n${each.join('\n')}\nexport { ${exported} };`,
      };
    });
  },
};

/**
 * `vscode` as it is: taken for an ES module, all its names would be copied for every file that imports it, which
 * would be most of the time that activation takes.
 */
const plainVscode = {
  name: 'plain-vscode',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]src[/\\]extension[/\\].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return {
        contents: text.replace("import * as vscode from 'vscode';", "const vscode = require('vscode');"),
        loader: 'ts',
      };
    });
  },
};

/**
 * What VS Code reads at activation stays small: features are a module of their own, read when the first of them is
 * used, and so is the engine, which is shared with the command line and read on the first run, and what reads the history
 * once somebody has written to it.
 */
const readWhenUsed = {
  name: 'read-when-used',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(?:features|engine-host|history-news)\.ts$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: path.replace('.ts', '.js'), external: true } : undefined,
    );
  },
};

// CommonJS packages inside an ES module bundle ask for Node's own modules through `require`.
const withRequire = {
  js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
};

const webview = {
  outdir: 'dist/webview',
  platform: 'browser',
  target: 'es2023',
  format: 'esm',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  loader: { '.woff2': 'file', '.ttf': 'file', '.svg': 'dataurl' },
};

const targets = [
  {
    name: 'command line and engine',
    options: {
      entryPoints: {
        cli: 'src/cli/start.ts',
        'engine-host': 'src/extension/engine-host.ts',
        'history-news': 'src/host/history-news.ts',
      },
      outdir: 'dist',
      chunkNames: 'cli/[name]-[hash]',
      platform: 'node',
      target: 'node22',
      format: 'esm',
      // Vendors' SDKs and prompts load when they are needed, not at every start.
      splitting: true,
      external: nodeExternals,
      // yaml's modules for browsers are the same code, but of them only what is used is taken, and nothing is wrapped.
      alias: { yaml: './node_modules/yaml/browser/index.js' },
      define: { CODEFORGE_VERSION: JSON.stringify(version), __dirname: 'import.meta.dirname' },
      plugins: [withoutUnused, onlyUsedOpenAi, compiledQueries, onlyUsedZod, plainBuiltins],
      banner: withRequire,
    },
  },
  {
    name: 'extension',
    options: {
      entryPoints: { extension: 'src/extension/activate.ts' },
      outdir: 'dist',
      outExtension: { '.js': '.cjs' },
      platform: 'node',
      target: 'node22',
      format: 'cjs',
      external: ['vscode'],
      plugins: [readWhenUsed, plainVscode],
    },
  },
  {
    name: 'features',
    options: {
      entryPoints: { features: 'src/extension/features.ts' },
      outdir: 'dist',
      platform: 'node',
      target: 'node22',
      format: 'esm',
      external: ['vscode', ...nodeExternals],
      plugins: [readWhenUsed, withoutUnused, plainVscode, onlyUsedZod],
      banner: withRequire,
    },
  },
  {
    name: 'chat',
    options: {
      ...webview,
      // One file: what is read when the view opens shall not wait for a second answer.
      entryPoints: { chat: 'webview-ui/chat/main.tsx' },
    },
  },
  {
    name: 'dashboard',
    options: {
      ...webview,
      entryPoints: { dashboard: 'webview-ui/dashboard/main.tsx' },
      // Diagram, terminal and charts are read when their tab is looked at.
      splitting: true,
      chunkNames: 'dashboard/[name]-[hash]',
      assetNames: 'dashboard/[name]-[hash]',
    },
  },
];

/** What the program reads at run time; see HostOptions.assetsDirectory. */
const assets = [
  { from: 'prompts', to: 'dist/prompts' },
  { from: 'workflows', to: 'dist/workflows' },
  { from: 'sandbox-images', to: 'dist/sandbox-images' },
  { from: 'samples', to: 'dist/samples' },
  { from: 'src/sandbox/embedded/runtime', to: 'dist/embedded' },
  { from: 'src/bench/judge/harness', to: 'dist/judge' },
  { from: 'benchmarks/suites', to: 'dist/suites' },
  { from: 'benchmarks/suite-template', to: 'dist/suite-template' },
];

await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
for (const { from, to } of assets)
  await cp(from, to, { recursive: true, filter: file => !file.endsWith('.test.ts') });
await writeYamlAsJson();
if (!isWatching) await writePythonSnapshot();
await Promise.all(targets.map(bundle));
if (!isWatching) await chmod('dist/cli.js', 0o755);

/**
 * The memory of a loaded Python, the same on every platform: otherwise it would be made at the first use, which takes
 * several seconds. Without Deno or Pyodide for this machine it is left for then.
 */
async function writePythonSnapshot() {
  const { findRuntime } = await import('./src/sandbox/embedded/find-runtime.ts');
  const { PythonStart } = await import('./src/sandbox/embedded/python-start.ts');
  const runtime = findRuntime('dist/embedded');
  if (runtime.kind === 'missing') return console.error(`There is no snapshot of Python. ${runtime.reason}`);
  const start = new PythonStart(runtime, runtime.scriptsDirectory);
  // Whoever installs CodeForge need not be the one who uses it.
  await chmod(await start.snapshot(new AbortController().signal), 0o644);
  await rm(start.denoDirectory, { recursive: true });
}

/** JSON on one line is YAML that needs no parser of YAML, which at a start is the slowest part of reading it. */
async function writeYamlAsJson() {
  for (const name of await readdir('dist/workflows')) {
    const file = `dist/workflows/${name}`;
    await writeFile(file, JSON.stringify(parse(await readFile(file, 'utf8'))));
  }
  for (const name of await readdir('dist/prompts')) {
    const file = `dist/prompts/${name}`;
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/(?<=^---\n)[\s\S]*?(?=\n---\n)/, yaml => JSON.stringify(parse(yaml))),
    );
  }
}

async function bundle({ name, options }) {
  const all = { ...shared, ...options };
  if (isWatching) {
    const watcher = await context({ ...all, logLevel: 'info' });
    return watcher.watch();
  }
  const result = await build(all);
  if (result.warnings.length > 0) {
    // A warning in a bundle is a crash in somebody's editor.
    for (const { text, location } of result.warnings)
      console.error(`${location?.file}:${location?.line}: ${text}`);
    throw new Error(`The ${name} was built with ${result.warnings.length} warnings.`);
  }
  if (wantsMeta)
    await writeFile(`dist/meta-${name.replaceAll(' ', '-')}.json`, JSON.stringify(result.metafile));
}
