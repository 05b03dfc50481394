import { type Adversary, refused, tryNode, tryPython } from './adversary.contract.ts';

/** Programs that look for what is not theirs: the host's files, its environment, its network. */
export const snoops: readonly Adversary[] = [
  ...Object.entries({
    'reads a file of the host': "print(open('@secret@').read())",
    'reads the password hashes': "print(open('/etc/shadow').read())",
    'reads the environment of the first process': "print(open('/proc/1/environ', 'rb').read())",
    'looks into the root of the first process': "import os\nprint(os.listdir('/proc/1/root'))",
    'reads the memory of the first process': "open('/proc/1/mem', 'rb').read(1)",
    'reads the memory of the machine': "open('/dev/mem', 'rb').read(1)",
    'reads the memory of the kernel': "open('/proc/kcore', 'rb').read(64)[0]",
    'reads the log of the kernel': "open('/dev/kmsg', 'rb').read(1)",
    'reads the disk of the host': readsADisk(),
    'looks for the Docker socket': `
import socket
for path in ('/var/run/docker.sock', '/run/docker.sock', '/run/containerd/containerd.sock'):
    socket.socket(socket.AF_UNIX).connect(path)`,
    'connects to the host':
      "import socket\nsocket.create_connection(('127.0.0.1', @port@), timeout=1).send(b'x')",
    'connects to the host by its bridge':
      "import socket\nsocket.create_connection(('172.17.0.1', @port@), timeout=1).send(b'x')",
    'connects to the world': "import socket\nsocket.create_connection(('1.1.1.1', 53), timeout=1).send(b'x')",
    'connects to an abstract socket of the host': `
import socket
socket.socket(socket.AF_UNIX).connect('\\0@abstract@')`,
    'sends a datagram': `
import socket
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sender.settimeout(1)
sender.connect(('1.1.1.1', 53))
sender.send(b'x')
sender.recv(1)`,
    'listens to everything on the wire': 'import socket\nsocket.socket(socket.AF_PACKET, socket.SOCK_RAW)',
    'forges packets': 'import socket\nsocket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP)',
    'looks for the key in the environment': "import os\nprint(os.environ['CODEFORGE_ADVERSARY_KEY'])",
    'becomes root': 'import os\nos.setuid(0)',
    'joins other groups': 'import os\nos.setgroups([0])',
    'asks for root with a program':
      "import subprocess\nsubprocess.run(['su', '-c', 'id'], check=True, input=b'')",
  }).map(([name, code]) => ({ name, language: 'python' as const, source: tryPython(code), shows: refused })),
  ...Object.entries({
    'reads a file of the host from JavaScript':
      "const fs = await import('node:fs');\nconsole.log(fs.readFileSync('@secret@', 'utf8'));",
    'imports a file of the host': "console.log(await import('file://@secret@'));",
    'fetches from the host': "console.log(await (await fetch('http://127.0.0.1:@port@/')).text());",
    'looks for the key in the environment from JavaScript':
      'console.log(process.env.CODEFORGE_ADVERSARY_KEY.length);',
    'climbs out of its folder':
      "const fs = await import('node:fs');\nconsole.log(fs.readFileSync('../../../../../..@secret@', 'utf8'));",
    'loads a native library as a module': "process.dlopen({ exports: {} }, '@secret@');",
  }).map(([name, code]) => ({ name, language: 'node' as const, source: tryNode(code), shows: refused })),
  {
    name: 'asks for a name',
    language: 'python',
    source: tryPython(`
import socket
socket.setdefaulttimeout(1)
socket.gethostbyname('example.invalid')`),
    // Emscripten makes addresses up.
    shows: { docker: refused, embedded: { ends: 'green' } },
  },
];

function readsADisk(): string {
  return `
import glob
disks = glob.glob('/dev/vd*') + glob.glob('/dev/sd*') + glob.glob('/dev/nvme*') + ['/dev/vda']
for disk in disks:
    open(disk, 'rb').read(1)`;
}
