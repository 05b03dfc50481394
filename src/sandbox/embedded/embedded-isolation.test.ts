import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  never,
  openForTest,
  runForTest,
  skipWithoutRuntime,
  testFolder,
  textFiles,
} from '../../../test/embedded-sandboxes.ts';
import type { Sandbox } from '../../engine/ports/sandbox.ts';

describe('the wall around embedded programs', function () {
  this.timeout(60_000);
  const outside = path.join(testFolder, 'outside');
  let sandbox: Sandbox;
  before(async function () {
    skipWithoutRuntime(this);
    await mkdir(outside);
    await writeFile(path.join(outside, 'secret.txt'), 'hidden-value');
    await writeFile(path.join(outside, 'secret.json'), '{ "secret": "hidden-value" }');
    await writeFile(path.join(outside, 'secret.mjs'), 'export default "hidden-value";');
    await writeFile(path.join(outside, 'secret.cjs'), 'module.exports = "hidden-value";');
    await writeFile(path.join(outside, 'broken.mjs'), 'hidden-value = = 1');
    process.env['EMBEDDED_TEST_KEY'] = 'hidden-value';
    sandbox = await openForTest();
  });
  after(async () => {
    delete process.env['EMBEDDED_TEST_KEY'];
    await sandbox?.[Symbol.asyncDispose]();
    await rm(outside, { recursive: true, force: true });
  });

  it('refuses JavaScript everything that is outside', async () => {
    const { stdout, stderr } = await runScript('attempts.mjs', attempts(javaScriptAttempts));

    assert.deepEqual(
      JSON.parse(stdout),
      Object.fromEntries(Object.keys(javaScriptAttempts).map(key => [key, 'refused'])),
    );
    assert.doesNotMatch(stdout + stderr, /hidden-value/u);
  });

  // Deno reads what the main module imports without asking for permission.
  for (const [name, statement] of Object.entries(staticImports())) {
    it(`refuses ${name}`, async () => {
      const { exitCode, stdout, stderr } = await runScript(
        'imports.mjs',
        `${statement}\nconsole.log('imported');`,
      );

      assert.equal(exitCode, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /Requires read access/u);
      assert.doesNotMatch(stderr, /hidden-value/u);
    });
  }

  it('refuses CommonJS to require what is outside', async () => {
    const { stdout, stderr } = await runScript(
      'require.cjs',
      `console.log(require(${quoted('secret.cjs')}));`,
    );

    assert.doesNotMatch(stdout + stderr, /hidden-value/u);
    assert.match(stderr, /Requires read access/u);
  });

  it('gives workers no more than the program that starts them', async () => {
    const { stdout } = await runScript('workers.mjs', workerProgram());

    assert.equal(stdout, 'refused\nrefused\nrefused\n');
  });

  it('refuses Python everything that is outside', async () => {
    const { stdout, stderr } = await runScript('attempts.py', pythonProgram());

    assert.deepEqual(
      stdout.match(/^case .*$/gmu)?.filter(line => !line.endsWith(': refused')),
      [],
      stderr,
    );
    assert.match(stdout, /^all were tried$/mu);
  });

  it('lets nothing that was tried leave a trace outside', async () => {
    assert.deepEqual((await readdir(outside)).sort(), [
      'broken.mjs',
      'secret.cjs',
      'secret.json',
      'secret.mjs',
      'secret.txt',
    ]);
  });

  async function runScript(name: string, code: string) {
    await sandbox.write({ files: textFiles({ [name]: code }), deleted: [] }, never());
    return await runForTest(sandbox, `${name.endsWith('.py') ? 'python3' : 'node'} ${name}`);
  }

  function quoted(name: string): string {
    return JSON.stringify(path.join(testFolder, 'outside', name));
  }

  function staticImports(): Record<string, string> {
    return {
      'a static import of a host module': `import it from ${quoted('secret.mjs')};`,
      'a static import of a host JSON file': `import it from ${quoted('secret.json')} with { type: 'json' };`,
      'a static import of a host text file': `import it from ${quoted('secret.txt')} with { type: 'text' };`,
      'a static import that would show a syntax error of a host file': `import ${quoted('broken.mjs')};`,
    };
  }

  function workerProgram(): string {
    const read = `Deno.readTextFileSync(${quoted('secret.txt')})`;
    const source = `import it from ${quoted('secret.json')} with { type: 'json' }; postMessage(it);`;
    return `
import { Worker as NodeWorker } from 'node:worker_threads';
const say = event => { event.preventDefault(); console.log('refused'); };
for (const code of [${JSON.stringify(`postMessage(${read})`)}, ${JSON.stringify(source)}]) {
  const worker = new Worker('data:text/javascript,' + encodeURIComponent(code), { type: 'module' });
  worker.onmessage = event => console.log(event.data);
  await new Promise(done => { worker.onerror = event => { say(event); done(); }; });
}
const worker = new NodeWorker(${JSON.stringify(`console.log(${read})`)}, { eval: true });
await new Promise(done => worker.on('error', () => { console.log('refused'); done(); }));
process.exit();
`;
  }

  function pythonProgram(): string {
    const cases = pythonAttempts(path.join(testFolder, 'outside'));
    return `${pythonHarness}\n${Object.entries(cases)
      .map(([name, code]) => `attempt(${JSON.stringify(name)}, ${JSON.stringify(code)})`)
      .join('\n')}\nprint('all were tried')\n`;
  }

  function attempts(cases: Readonly<Record<string, string>>): string {
    const folder = JSON.stringify(path.join(testFolder, 'outside'));
    const entries = Object.entries(cases).map(
      ([name, code]) => `${JSON.stringify(name)}: async () => { ${code} }`,
    );
    return `
import childProcess from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
const outside = ${folder};
const secret = outside + '/secret.txt';
const outcomes = {};
for (const [name, attempt] of Object.entries({ ${entries.join(',\n')} })) {
  try {
    outcomes[name] = String((await attempt()) ?? 'done');
  } catch {
    outcomes[name] = 'refused';
  }
}
console.log(JSON.stringify(outcomes));
`;
  }
});

const javaScriptAttempts = {
  'reading a file': "return fs.readFileSync(secret, 'utf8');",
  'reading with Deno': 'return Deno.readTextFileSync(secret);',
  'reading a password file': "return fs.readFileSync('/etc/passwd', 'utf8');",
  'reading its own environment': "return fs.readFileSync('/proc/self/environ', 'utf8');",
  'fetching a file': "return await (await fetch('file://' + secret)).text();",
  'importing a file':
    "return (await import(outside + '/secret.json', { with: { type: 'json' } })).default.secret;",
  'listing the folder above': "return fs.readdirSync('..');",
  'listing the test reports': "return fs.readdirSync('../reports');",
  'writing beside the secret': "fs.writeFileSync(outside + '/made.txt', 'x');",
  'writing to the folder above': "fs.writeFileSync('../made.txt', 'x');",
  'a symbolic link': "fs.symlinkSync(secret, 'link'); return fs.readFileSync('link', 'utf8');",
  'a hard link': "fs.linkSync(secret, 'link'); return fs.readFileSync('link', 'utf8');",
  'moving a file in': "fs.renameSync(secret, 'moved');",
  'copying a file in': "fs.copyFileSync(secret, 'copy');",
  'a database outside': "new DatabaseSync(outside + '/made.db').exec('create table a(b)');",
  'attaching a database': 'new DatabaseSync(\':memory:\').exec("attach \'" + outside + "/made.db\' as x");',
  'the key in the environment':
    "if (process.env.EMBEDDED_TEST_KEY === undefined && Deno.env.get('EMBEDDED_TEST_KEY') === undefined) throw 1;",
  'a program': "return childProcess.execSync('id').toString();",
  'a program with Deno': "return await new Deno.Command('/usr/bin/id').output();",
  'a request': "return await fetch('http://127.0.0.1:18099/');",
  'a listening socket': 'Deno.listen({ port: 0 });',
  'the Docker socket':
    "await new Promise((done, fail) => net.connect('/var/run/docker.sock').on('connect', done).on('error', fail));",
  'a native library': "Deno.dlopen('libc.so.6', {});",
  'a native module': "process.dlopen({ exports: {} }, '/lib/x86_64-linux-gnu/libc.so.6');",
  'signalling another process': 'process.kill(process.ppid, 0);',
  'asking for more':
    "if ((await Deno.permissions.request({ name: 'read', path: '/' })).state !== 'granted') throw 1;",
} as const;

const pythonHarness = `
def attempt(name, code):
    try:
        scope = {}
        exec(code, scope)
        print(f"case {name}: {scope.get('result', 'done')}")
    except BaseException:
        print(f'case {name}: refused')
`;

function pythonAttempts(outside: string): Readonly<Record<string, string>> {
  const secret = JSON.stringify(path.join(outside, 'secret.txt'));
  return {
    'reading a file': `result = open(${secret}).read()`,
    'reading a password file': "result = open('/etc/passwd').read()",
    'a symbolic link': `import os; os.symlink(${secret}, 'link.txt'); result = open('link.txt').read()`,
    'the key in the environment': "import os; result = os.environ['EMBEDDED_TEST_KEY']",
    'JavaScript globals': 'import js; result = js.Deno',
    'JavaScript fetch': 'import js; result = js.fetch',
    'running JavaScript': "from pyodide.code import run_js; result = run_js('typeof Deno')",
    'making a function':
      "from pyodide.ffi import to_js; result = to_js([]).constructor.constructor('return typeof Deno')()",
    'mounting a host folder': `import pyodide_js; pyodide_js.mountNodeFS('/host', ${JSON.stringify(outside)})`,
    'a package from the network':
      "import js, pyodide_js; from pyodide.ffi import run_sync; run_sync(pyodide_js.loadPackage('numpy')); import numpy",
    'a program': "import subprocess; result = subprocess.run(['id'])",
    'a shell': "import os; result = os.system('id')",
    'a fork': 'import os; result = os.fork()',
    'a socket': "import socket; socket.create_connection(('127.0.0.1', 18099), timeout=1)",
    'a native library': "import ctypes; result = ctypes.CDLL('libc.so.6')",
  };
}
