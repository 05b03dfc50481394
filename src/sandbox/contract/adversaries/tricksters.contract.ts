import { type Adversary, inShell, refused, tryNode, tryPython } from './adversary.contract.ts';

const trapNames = [
  ...[
    'loop',
    'a',
    'b',
    'deep',
    'locked',
    '...',
    '.. ',
    '..\\up',
    'c:',
    '-rf',
    '--',
    '-',
    'new\nline',
    '\r\u001b[2J',
  ],
  ...['--checkpoint=1', '--checkpoint-action=exec=sh main.sh', 'n'.repeat(255)],
];

const set = { ends: 'green', prints: 'set\n' } as const;

/**
 * Programs that set traps where the harness will read, write or delete. After each, the next update writes
 * `next.txt` and `nested/deep.txt`, and deletes what the program left.
 */
export const tricksters: readonly Adversary[] = [
  ...Object.entries({
    'puts a link to a host file where the next file comes': "import os\nos.symlink('@secret@', 'next.txt')",
    'puts a link to another file where the next file comes': "import os\nos.symlink('kept.txt', 'next.txt')",
    'puts a link to nowhere where the next file comes':
      "import os\nos.symlink('/nowhere/at/all', 'next.txt')",
    'puts a link to itself where the next file comes': "import os\nos.symlink('next.txt', 'next.txt')",
    'puts a folder where the next file comes': "import os\nos.makedirs('next.txt/full/of')",
    'puts a link where the next folder comes':
      "import os, shutil\nshutil.rmtree('nested', True)\nos.symlink('/tmp', 'nested')",
    'puts a link upwards where the next folder comes':
      "import os, shutil\nshutil.rmtree('nested', True)\nos.symlink('..', 'nested')",
    'puts a file where the next folder comes':
      "import shutil\nshutil.rmtree('nested', True)\nopen('nested', 'w').write('x')",
    'puts a locked file where the next file comes':
      "import os\nopen('next.txt', 'w').close()\nos.chmod('next.txt', 0)",
    'locks the next folder': "import os\nos.makedirs('nested', exist_ok=True)\nos.chmod('nested', 0)",
    'locks the work folder': "import os\nos.chmod('.', 0o500)",
    'gives a file two names': "import os\nos.link('kept.txt', 'next.txt')",
    'empties the work folder': `
import os, shutil
for name in os.listdir('.'):
    shutil.rmtree(name, True) if os.path.isdir(name) else os.remove(name)`,
    'makes links in circles':
      "import os\nos.symlink('.', 'loop')\nos.symlink('b', 'a')\nos.symlink('a', 'b')",
    'links the root of everything': "import os\nos.symlink('/', 'loop')",
    'gives files the names of options': `
for name in ('--checkpoint=1', '--checkpoint-action=exec=sh main.sh', '-rf', '--', '-'):
    open(name, 'w').close()`,
    'gives files names in several lines': "open('new\\nline', 'w').close()\nopen('\\r\\x1b[2J', 'w').close()",
    'gives files names that look like ways out':
      "import os\nos.mkdir('...')\nopen('..\\\\up', 'w').close()\nopen('.. ', 'w').close()\nopen('c:', 'w').close()",
    'gives a file the longest name': "open('n' * 255, 'w').close()",
    'digs folders deeper than a path can tell': `
import os
start = os.getcwd()
os.mkdir('deep')
os.chdir('deep')
try:
    for _ in range(40):
        os.mkdir('d' * 200)
        os.chdir('d' * 200)
except OSError: pass
finally: os.chdir(start)`,
  }).map(([name, code]) => ({
    name,
    language: 'python' as const,
    source: `${code}\nprint('set')\n`,
    leaves: trapNames,
    shows: trapped(name),
  })),
  ...Object.entries({
    'removes its folder from under itself': 'fs.rmSync(process.cwd(), { recursive: true, force: true });',
    'puts a file in the place of its folder':
      "const here = process.cwd();\nfs.rmSync(here, { recursive: true, force: true });\nfs.writeFileSync(here, 'x');",
    'removes the folder for temporary files': 'fs.rmSync(os.tmpdir(), { recursive: true, force: true });',
    'gives a file two names from JavaScript': "fs.linkSync('kept.txt', 'next.txt');",
    'locks the work folder from JavaScript': "fs.chmodSync('.', 0o500);",
    'locks a folder full of files from JavaScript':
      "fs.mkdirSync('locked');\nfs.writeFileSync('locked/file', '');\nfs.chmodSync('locked', 0);",
    'digs folders deeper than a path can tell from JavaScript':
      "fs.mkdirSync('deep');\nprocess.chdir('deep');\nfor (let depth = 0; depth < 40; depth += 1) {\nfs.mkdirSync('d'.repeat(200));\nprocess.chdir('d'.repeat(200));\n}",
    'puts a link to a host file from JavaScript': "fs.symlinkSync('@secret@', 'next.txt');",
    'puts a link where the next folder comes from JavaScript':
      "fs.rmSync('nested', { recursive: true, force: true });\nfs.symlinkSync('/tmp', 'nested');",
  }).map(([name, code]) => ({
    name,
    language: 'node' as const,
    source: `import fs from 'node:fs';\nimport os from 'node:os';\n${tryNode(code)}`,
    leaves: trapNames,
    // What it may do to its own folder differs; what counts is what comes after.
    shows: { ends: ['green', 'red'] } as const,
  })),
  {
    name: 'puts a pipe where the next file comes',
    language: 'python',
    source: tryPython("import os\nos.mkfifo('next.txt')"),
    shows: { docker: { ends: 'green', prints: 'done\n' }, embedded: { ends: 'green' } },
  },
  {
    name: 'puts a socket where the next file comes',
    language: 'python',
    source: tryPython("import socket\nsocket.socket(socket.AF_UNIX).bind('next.txt')"),
    shows: { docker: { ends: 'green', prints: 'done\n' }, embedded: { ends: 'green' } },
  },
  {
    name: 'gives a file a name that is no text',
    language: 'python',
    source: tryPython("open(b'\\xff\\xfe', 'w').close()"),
    shows: { ends: 'green' },
  },
  {
    name: 'unpacks an archive that leads out',
    language: 'python',
    source: tryPython(`
import io, tarfile
packed = io.BytesIO()
with tarfile.open(fileobj=packed, mode='w') as archive:
    for name in ('../outside.txt', '/etc/passwd', '@secret@'):
        archive.addfile(tarfile.TarInfo(name))
packed.seek(0)
tarfile.open(fileobj=packed).extractall('.', filter='fully_trusted')`),
    shows: { docker: refused, embedded: { ends: 'green' } },
  },
  {
    name: 'unpacks a link and writes through it',
    language: 'python',
    source: tryPython(`
import io, tarfile
packed = io.BytesIO()
with tarfile.open(fileobj=packed, mode='w') as archive:
    link = tarfile.TarInfo('nested/out')
    link.type, link.linkname = tarfile.SYMTYPE, '/etc'
    archive.addfile(link)
    archive.addfile(tarfile.TarInfo('nested/out/passwd'))
packed.seek(0)
tarfile.open(fileobj=packed).extractall('.', filter='fully_trusted')`),
    shows: { docker: refused, embedded: { ends: 'green' } },
  },
  {
    name: 'puts tools of its own beside the work',
    language: 'shell',
    source:
      'for tool in sh tar xargs rm timeout cat node python3; do printf "#!/bin/false\\n" > $tool; chmod +x $tool; done\necho set\n',
    shows: inShell({ ends: 'green', prints: 'set\n' }),
    leaves: ['sh', 'tar', 'xargs', 'rm', 'timeout', 'cat', 'node', 'python3'],
  },
  {
    name: 'sets a trap for every Python that starts after it',
    language: 'python',
    source: tryPython(`
import os, site
home = site.getusersitepackages()
os.makedirs(home, exist_ok=True)
with open(home + '/trap.pth', 'w') as file: file.write("import os; os._exit(9)\\n")`),
    shows: { ends: 'green' },
  },
  {
    name: 'comes after the trap for every Python',
    language: 'python',
    source: "print('untouched')\n",
    shows: { ends: 'green', prints: 'untouched\n' },
  },
];

function trapped(name: string): Adversary['shows'] {
  // Emscripten's files have one name each.
  const embedded = name === 'gives a file two names' ? ({ ends: 'red' } as const) : set;
  return { docker: set, embedded };
}
