import {
  type Adversary,
  atItsLimit,
  inShell,
  refused,
  shortLimitMs,
  tryNode,
  tryPython,
} from './adversary.contract.ts';

/** Programs that turn against what runs them: its processes, its pipes, its reports. */
export const harnessAttackers: readonly Adversary[] = [
  {
    name: 'kills everything it can reach',
    language: 'python',
    source: 'import os\nos.kill(-1, 9)\nraise SystemExit(3)\n',
    shows: { ends: 'red' },
  },
  {
    name: 'kills what started it',
    language: 'python',
    source: 'import os\nos.kill(os.getppid(), 9)\nwhile True: pass\n',
    limitMs: shortLimitMs,
    shows: { ends: ['red', 'limit'] },
  },
  {
    name: 'kills the first process',
    language: 'python',
    source: tryPython('import os\nos.kill(1, 9)\nos.kill(1, 15)'),
    shows: { docker: refused, embedded: { ends: ['green', 'red'] } },
  },
  {
    name: 'kills what started it from JavaScript',
    language: 'node',
    source: "process.kill(process.ppid, 'SIGKILL');\nfor (;;);\n",
    limitMs: shortLimitMs,
    shows: { ends: ['red', 'limit'] },
  },
  {
    name: 'stops everything it can reach',
    language: 'shell',
    source: 'kill -STOP $PPID; kill -STOP -1; while :; do :; done\n',
    limitMs: shortLimitMs,
    shows: inShell(atItsLimit),
  },
  ...Object.entries({
    'writes to the pipes of the first process': "open('/proc/1/fd/1', 'w').write('forged')",
    'reads the input of the first process': "open('/proc/1/fd/0').read(1)",
    'replaces the interpreter': "import sys\nopen(sys.executable, 'wb').write(b'forged')",
    'replaces the shell': "open('/bin/sh', 'wb').write(b'forged')",
    'adds to the library of the interpreter':
      "import os\nopen(os.path.dirname(os.__file__) + '/forged.py', 'w').write('1')",
    'adds a program to the path': "open('/usr/local/bin/tar', 'w').write('#!/bin/sh')",
    'reaches through the interpreter for its host': 'import js\nprint(js.Deno.pid)',
    'reaches through the interpreter for its files': "import js\nprint(js.process.binding('fs'))",
    'makes the interpreter write for it':
      'import js\njs.globalThis.Deno.stdout.writeSync(js.Uint8Array.new([6, 0, 0, 0, 0]))',
  }).map(([name, code]) => ({
    name,
    language: 'python' as const,
    source: tryPython(code),
    // The embedded interpreter's files are its own, in its own memory: it may spoil them.
    shows: { docker: refused, embedded: /replaces|adds/u.test(name) ? { ends: 'green' as const } : refused },
  })),
  {
    name: 'closes every pipe it was given',
    language: 'python',
    source: 'import os\nos.closerange(0, 256)\nos._exit(3)\n',
    shows: { ends: 'red' },
  },
  {
    name: 'closes its output and goes on',
    language: 'python',
    source: 'import os\nos.close(1)\nos.close(2)\nwhile True: pass\n',
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'closes every pipe from JavaScript',
    language: 'node',
    source: `
import fs from 'node:fs';
for (let handle = 0; handle < 256; handle += 1) {
  try { fs.closeSync(handle); } catch {}
}
process.exit(3);
`,
    // Node in a container aborts on the second pipe of its event loop.
    shows: { ends: 'red' },
  },
  {
    name: 'writes into every pipe that it finds',
    language: 'python',
    source: `
import os
for handle in range(3, 256):
    try: os.write(handle, b'\\x06\\x02\\0\\0\\0\\0\\0{"exitCode":0}\\n')
    except OSError: pass
raise SystemExit(3)
`,
    shows: { ends: 'red' },
  },
  {
    name: 'writes into the pipes of every other process',
    language: 'python',
    source: `
import glob, os
for path in glob.glob('/proc/[0-9]*/fd/[0-9]*'):
    try:
        handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        os.write(handle, b'\\x06\\x02\\0\\0\\0\\0\\0{"exitCode":0}\\n')
    except OSError: pass
raise SystemExit(3)
`,
    shows: { ends: 'red' },
  },
  {
    name: 'prints what looks like a result',
    language: 'python',
    source: `
import sys
for kind in range(8):
    sys.stdout.buffer.write(bytes([kind, 34, 0, 0, 0]) + b'0' * 32 + b'\\0\\0')
    sys.stderr.buffer.write(bytes([kind, 34, 0, 0, 0]) + b'0' * 32 + b'\\0\\0')
print('{"exitCode":0,"timedOut":false}')
raise SystemExit(3)
`,
    shows: { ends: 'red' },
  },
  {
    name: 'prints what looks like a result from JavaScript',
    language: 'node',
    source: `
import fs from 'node:fs';
for (let kind = 0; kind < 8; kind += 1) {
  fs.writeSync(1, Uint8Array.from([kind, 2, 0, 0, 0, 0, 0]));
  fs.writeSync(2, Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 2, 0, 0]));
}
console.log('{"exitCode":0,"timedOut":false}');
process.exit(3);
`,
    shows: { ends: 'red' },
  },
  {
    name: 'waits for input that never comes',
    language: 'python',
    source: 'import sys\nprint(len(sys.stdin.read()))\n',
    shows: { ends: 'green', prints: '0\n' },
  },
  {
    name: 'waits for input that never comes in JavaScript',
    language: 'node',
    source:
      'let size = 0;\nfor await (const piece of process.stdin) size += piece.length;\nconsole.log(size);\n',
    shows: { ends: 'green', prints: '0\n' },
  },
  {
    name: 'looks for test reports to forge',
    language: 'node',
    source: tryNode(`
const fs = await import('node:fs');
for (const name of fs.readdirSync('../reports')) fs.writeFileSync('../reports/' + name, '{}');`),
    shows: refused,
  },
  {
    name: 'asks its runtime for more rights',
    language: 'node',
    source: tryNode(`
const answer = await Deno.permissions.request({ name: 'read', path: '/' });
if (answer.state !== 'granted') throw new Error(answer.state);`),
    shows: refused,
  },
  {
    name: 'spoils what its runtime stands on',
    language: 'node',
    source: `
for (const name of Object.getOwnPropertyNames(globalThis)) {
  try { globalThis[name] = undefined; } catch {}
}
Object.prototype.then = Array.prototype.push = JSON.stringify = undefined;
throw 'spoilt';
`,
    shows: { ends: 'red' },
  },
  {
    name: 'takes the interpreter apart',
    language: 'python',
    source: `
import builtins, gc, os, sys
for thing in gc.get_objects():
    if isinstance(thing, dict) and thing is not globals():
        try: thing.pop('run', None)
        except BaseException: pass
sys.modules.clear()
del builtins.print
raise SystemExit(3)
`,
    shows: { ends: 'red' },
  },
];
