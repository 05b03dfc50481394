import {
  type Adversary,
  atItsLimit,
  inShell,
  refused,
  shortLimitMs,
  tryNode,
  tryPython,
} from './adversary.contract.ts';

const startedOrRefused: Adversary['shows'] = {
  docker: { ends: 'green', prints: 'started\n' },
  embedded: refused,
};

/** Programs that will not end, that outlive their end, or that lie about it. */
export const stubborn: readonly Adversary[] = [
  {
    name: 'ignores every signal it can',
    language: 'python',
    source: `
import signal
for number in range(1, 65):
    try: signal.signal(number, signal.SIG_IGN)
    except BaseException: pass
while True:
    try:
        while True: pass
    except BaseException: pass
`,
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'listens to signals and goes on',
    language: 'node',
    source: `
for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']) {
  try { process.on(name, () => {}); } catch {}
}
setInterval(() => {}, 1_000);
`,
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'ignores signals in the shell',
    language: 'shell',
    source: "trap '' TERM INT HUP QUIT ALRM\nwhile :; do sleep 1; done\n",
    limitMs: shortLimitMs,
    shows: inShell(atItsLimit),
  },
  {
    name: 'never comes back from its last words',
    language: 'python',
    source: 'import atexit\ndef spin():\n    while True: pass\natexit.register(spin)\n',
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'spins when it is told to end',
    language: 'node',
    source: "process.on('exit', () => { for (;;); });\nprocess.exit(0);\n",
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'refuses to be ended by an error',
    language: 'node',
    source: `
process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
setInterval(() => { throw new Error('again'); }, 10);
`,
    limitMs: shortLimitMs,
    shows: { ends: ['limit', 'red'] },
  },
  {
    name: 'stops itself in place',
    language: 'python',
    source: 'import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n',
    limitMs: shortLimitMs,
    // Emscripten has no such signal, and goes on to the end.
    shows: { docker: atItsLimit, embedded: { ends: 'green' } },
  },
  {
    name: 'forks twice and stays behind as a daemon',
    language: 'python',
    source: tryPython(`
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            open('late.txt', 'w').write('late')
            time.sleep(0.05)
    os._exit(0)
os.wait()
print('started')
sys.stdout.flush()
os._exit(0)
`),
    shows: startedOrRefused,
    leaves: ['late.txt'],
  },
  {
    name: 'leaves a child that holds on to its output',
    language: 'python',
    source: tryPython(`
import os, sys, time
if os.fork() == 0:
    time.sleep(600)
print('started')
sys.stdout.flush()
os._exit(0)
`),
    shows: startedOrRefused,
  },
  {
    name: 'leaves a detached process behind',
    language: 'node',
    source: tryNode(`
const { spawn } = await import('node:child_process');
const child = spawn(process.execPath, ['-e', "setInterval(() => fs.writeFileSync('late.txt', 'late'), 50)"], { detached: true, stdio: 'ignore' });
child.unref();
await new Promise((done, fail) => child.on('spawn', done).on('error', fail));
console.log('started');
process.exit(0);
`),
    shows: {
      docker: { ends: 'green', prints: 'started\n' },
      embedded: { ends: ['green', 'red'], prints: 'refused\n' },
    },
    leaves: ['late.txt'],
  },
  {
    name: 'leaves jobs behind in the shell',
    language: 'shell',
    source: 'nohup sleep 600 >/dev/null 2>&1 &\nsetsid sleep 600 &\n(sleep 600 &)\necho started\n',
    shows: inShell({ ends: 'green', prints: 'started\n' }),
  },
  {
    name: 'leaves a bomb that goes off after its end',
    language: 'shell',
    source:
      'setsid sh -c "sleep 1; while :; do echo late > late.txt; done" >/dev/null 2>&1 &\necho started\n',
    shows: inShell({ ends: 'green', prints: 'started\n' }),
  },
  {
    name: 'has itself killed by an alarm',
    language: 'python',
    source: 'import signal\nsignal.alarm(1)\nwhile True: pass\n',
    limitMs: 4_000,
    shows: { ends: 'red' },
  },
  {
    name: 'ends at once, from a thread, as if all were well',
    language: 'python',
    source: 'import os, threading\nthreading.Timer(0.2, lambda: os._exit(7)).start()\nwhile True: pass\n',
    limitMs: 4_000,
    shows: { ends: 'red' },
  },
  {
    name: 'kills itself',
    language: 'python',
    source: 'import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\nraise SystemExit(1)\n',
    shows: { ends: 'red' },
  },
  {
    name: 'ends in a segmentation fault',
    language: 'python',
    source: 'import ctypes\nctypes.string_at(0)\n',
    // Zero is an address like any other in WebAssembly.
    shows: { docker: { ends: 'red' }, embedded: { ends: 'green' } },
  },
  {
    name: 'throws an error that cannot be shown',
    language: 'python',
    source: `
class Mute(BaseException):
    def __str__(self): raise self
    __repr__ = __str__
raise Mute()
`,
    shows: { ends: 'red' },
  },
  {
    name: 'ends with a code that is no number',
    language: 'python',
    source: "import sys\nclass Code:\n    def __str__(self): return 'code'\nsys.exit(Code())\n",
    shows: { ends: 'red' },
  },
  {
    name: 'aborts',
    language: 'node',
    source: 'process.abort();\n',
    shows: { ends: 'red' },
  },
];
