import { type Adversary, atItsLimit, inShell, refused, shortLimitMs } from './adversary.contract.ts';

/** Programs that take all they can get: processes, memory, disk, output, time. */
export const floods: readonly Adversary[] = [
  {
    name: 'forks without an end',
    language: 'python',
    source: 'import os\nwhile True:\n    try: os.fork()\n    except BaseException: pass\n',
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'starts itself again and again',
    language: 'node',
    source: `
import { spawn } from 'node:child_process';
const again = () => {
  try {
    spawn(process.execPath, ['main.mjs'], { stdio: 'ignore', detached: true }).on('error', () => {}).unref();
  } catch {}
  setTimeout(again, 1);
};
again();
`,
    limitMs: shortLimitMs,
    shows: { docker: { ends: ['limit', 'memory'] }, embedded: atItsLimit },
  },
  {
    name: 'is a fork bomb in the shell',
    language: 'shell',
    source: 'bomb() { bomb | bomb & wait; }\nbomb\nwhile :; do :; done\n',
    limitMs: shortLimitMs,
    shows: inShell({ ends: ['limit', 'red'] }),
  },
  {
    name: 'starts threads until it may not',
    language: 'python',
    source: `
import threading
forever = threading.Event()
try:
    for _ in range(5_000):
        threading.Thread(target=forever.wait, daemon=True).start()
    print('done')
except RuntimeError:
    print('refused')
`,
    shows: refused,
  },
  {
    name: 'starts worker after worker',
    language: 'node',
    source: `
import { Worker } from 'node:worker_threads';
setInterval(() => {
  try {
    new Worker('for (;;);', { eval: true }).on('error', () => {});
  } catch {}
}, 1);
`,
    limitMs: 2_500,
    shows: { ends: ['limit', 'memory', 'red'] },
  },
  {
    name: 'hoards memory',
    language: 'python',
    source: 'hog = []\nwhile True:\n    hog.append(bytearray(16_000_000))\n',
    shows: { ends: 'memory' },
  },
  {
    name: 'hoards memory and will not hear of it',
    language: 'python',
    source:
      'hog = []\nwhile True:\n    try: hog.append(bytearray(16_000_000))\n    except BaseException: pass\n',
    limitMs: 4_000,
    shows: { docker: { ends: 'memory' }, embedded: { ends: ['limit', 'memory'] } },
  },
  {
    name: 'doubles a text until nothing is left',
    language: 'python',
    source: "text = 'x'\nwhile True:\n    text += text\n",
    shows: { ends: 'memory' },
  },
  {
    name: 'unpacks far more than it carries',
    language: 'python',
    source: `
import zlib
packer = zlib.compressobj(9)
bomb = b''.join([*(packer.compress(bytes(1 << 20)) for _ in range(1_024)), packer.flush()])
zlib.decompress(bomb)
`,
    limitMs: 6_000,
    // Packing alone may take WebAssembly all of its time.
    shows: { ends: ['memory', 'limit'] },
  },
  {
    name: 'fills the heap',
    language: 'node',
    source: 'const hog = [];\nfor (;;) hog.push({ items: new Array(1_000).fill(1) });\n',
    // Node in a container bounds its own heap, and then aborts itself.
    shows: { docker: { ends: ['memory', 'red'] }, embedded: { ends: 'memory' } },
  },
  {
    name: 'fills buffers beside the heap',
    language: 'node',
    source: 'const hog = [];\nfor (;;) hog.push(Buffer.alloc(20_000_000, 1));\n',
    shows: { ends: 'memory' },
  },
  {
    name: 'grows a WebAssembly memory to its end',
    language: 'node',
    source: `
const memories = [];
for (;;) {
  const memory = new WebAssembly.Memory({ initial: 1_000, maximum: 1_000 });
  new Uint8Array(memory.buffer).fill(1);
  memories.push(memory);
}
`,
    shows: { ends: ['memory', 'red'] },
  },
  {
    name: 'fills the work folder',
    language: 'python',
    source: `
try:
    with open('big.bin', 'wb') as file:
        while True:
            file.write(bytes(8_000_000))
except OSError:
    print('full')
`,
    leaves: ['big.bin'],
    shows: { docker: { ends: 'green', prints: 'full\n' }, embedded: { ends: ['memory', 'red', 'green'] } },
  },
  {
    name: 'fills the work folder from JavaScript',
    language: 'node',
    source: `
import fs from 'node:fs';
const file = fs.openSync('big.bin', 'w');
try {
  for (;;) fs.writeSync(file, Buffer.alloc(8_000_000, 1));
} catch {
  console.log('full');
}
`,
    leaves: ['big.bin'],
    shows: { docker: { ends: 'green', prints: 'full\n' }, embedded: { ends: 'red' } },
  },
  {
    name: 'fills the folder for temporary files',
    language: 'node',
    source: `
import fs from 'node:fs';
import os from 'node:os';
const file = fs.openSync(os.tmpdir() + '/big.bin', 'w');
try {
  for (;;) fs.writeSync(file, Buffer.alloc(8_000_000, 1));
} catch {
  console.log('full');
} finally {
  fs.rmSync(os.tmpdir() + '/big.bin');
}
`,
    shows: { docker: { ends: 'green', prints: 'full\n' }, embedded: { ends: 'red' } },
  },
  {
    name: 'leaves a file that is a terabyte of nothing',
    language: 'node',
    source: `
import fs from 'node:fs';
fs.closeSync(fs.openSync('sparse.bin', 'w'));
try {
  fs.truncateSync('sparse.bin', 2 ** 40);
} catch {}
console.log('made');
`,
    shows: { ends: ['green', 'red'] },
  },
  {
    name: 'runs beside a file that is a terabyte of nothing',
    language: 'python',
    source: "print('beside')\n",
    leaves: ['sparse.bin'],
    shows: { docker: { ends: 'green', prints: 'beside\n' }, embedded: { ends: ['green', 'red'] } },
  },
  {
    name: 'makes files without an end',
    language: 'node',
    source: `
import fs from 'node:fs';
fs.mkdirSync('many');
for (let index = 0; ; index += 1) {
  try {
    fs.writeFileSync('many/' + index, '');
  } catch {}
}
`,
    limitMs: shortLimitMs,
    leaves: ['many'],
    shows: { ends: ['limit', 'red'] },
  },
  {
    name: 'opens files until it may not',
    language: 'python',
    source: `
files = []
try:
    while True:
        files.append(open('kept.txt'))
except OSError:
    print('refused')
`,
    shows: { docker: refused, embedded: { ends: 'memory' } },
  },
  {
    name: 'prints without an end',
    language: 'python',
    source: "while True:\n    print('x' * 1_000)\n",
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'complains without an end',
    language: 'node',
    source: "import fs from 'node:fs';\nfor (;;) fs.writeSync(2, 'x'.repeat(1_000) + '\\n');\n",
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'prints one line without an end',
    language: 'node',
    source: "import fs from 'node:fs';\nfor (;;) fs.writeSync(1, 'x'.repeat(10_000));\n",
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'prints bytes that are no text',
    language: 'python',
    source: "import sys\nsys.stdout.buffer.write(bytes(range(256)) * 4)\nprint('end')\n",
    shows: { ends: 'green', prints: /end\n$/u },
  },
  {
    name: 'computes for ever in one instruction',
    language: 'python',
    source: "import re\nre.match(r'(a+)+$', 'a' * 64 + 'b')\n",
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'never lets go of the event loop',
    language: 'node',
    source: 'const again = () => Promise.resolve().then(again);\nagain();\n',
    limitMs: shortLimitMs,
    shows: atItsLimit,
  },
  {
    name: 'calls itself deeper than any stack',
    language: 'python',
    source: 'import sys\nsys.setrecursionlimit(10 ** 9)\ndef down():\n    down()\ndown()\n',
    shows: { ends: ['red', 'memory'] },
  },
];
