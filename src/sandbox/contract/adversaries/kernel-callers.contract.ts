import { type Adversary, inShell, refused, tryPython } from './adversary.contract.ts';
import { systemCalls } from './system-calls.contract.ts';

/** What Emscripten lets pass: it changes nothing but files in the program's own memory. */
const madeUp: ReadonlySet<string> = new Set([
  'saves itself from running out of memory',
  'presses the magic key',
  'gives a file the rights of root',
]);

/** Programs that talk to the kernel past every library. */
export const kernelCallers: readonly Adversary[] = [
  ...Object.entries({
    'traces the first process': 'check(libc.ptrace(16, 1, 0, 0))',
    'reads the memory of another process': `
class Piece(ctypes.Structure):
    _fields_ = [('base', ctypes.c_void_p), ('size', ctypes.c_size_t)]
room = ctypes.create_string_buffer(16)
mine = Piece(ctypes.addressof(room), 16)
check(libc.process_vm_readv(1, ctypes.byref(mine), 1, ctypes.byref(mine), 1, 0))`,
    'makes a user namespace': 'check(libc.unshare(0x10000000))',
    'makes a mount namespace': 'check(libc.unshare(0x00020000))',
    'makes a network namespace': 'check(libc.unshare(0x40000000))',
    'joins the namespaces of the first process': `
import os
check(libc.setns(os.open('/proc/1/ns/mnt', os.O_RDONLY), 0))`,
    'mounts a file system': "check(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None))",
    'makes its root writable': "check(libc.mount(None, b'/', None, 0x1020, None))",
    'takes a mount away': "check(libc.umount2(b'/proc', 2))",
    'changes its root': "import os\nos.chroot('/tmp')",
    'makes a device': "import os\nos.mknod('disk', 0o60666, os.makedev(254, 0))",
    'loads a program into the kernel': "call('bpf', 0, ctypes.create_string_buffer(128), 128)",
    'reads the keys of the kernel': "call('keyctl', 0, -3, 1)",
    'adds a key to the kernel': "call('add_key', b'user', b'adversary', b'x', 1, -3)",
    'watches the machine through its counters':
      "call('perf_event_open', ctypes.create_string_buffer(128), 0, -1, -1, 0)",
    'handles the page faults of the kernel': "call('userfaultfd', 0)",
    'opens files by their handles': "call('open_by_handle_at', -100, ctypes.create_string_buffer(64), 0)",
    'loads a module into the kernel': "call('init_module', b'', 0, b'')",
    'boots another kernel': "call('kexec_load', 0, 0, None, 0)",
    'turns the machine off': 'check(libc.reboot(0x4321fedc))',
    'sets the clock': 'import time\ntime.clock_settime(time.CLOCK_REALTIME, 0)',
    'renames the machine': "import socket\nsocket.sethostname('mine')",
    'turns swap on': "check(libc.swapon(b'/tmp', 0))",
    'keeps accounts of everybody': "check(libc.acct(b'/tmp/acct'))",
    'raises its limits': 'import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (1 << 20, 1 << 20))',
    'goes before all others': 'import os\nos.nice(-20)',
    'asks for real time': 'import os\nos.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))',
    'saves itself from running out of memory':
      "with open('/proc/self/oom_score_adj', 'w') as file: file.write('-1000')",
    'raises its memory limit': `
import glob, itertools
for name in itertools.chain(glob.glob('/sys/fs/cgroup/memory/memory.limit_in_bytes'), ['/sys/fs/cgroup/memory.max']):
    with open(name, 'w') as file: file.write('99999999999')`,
    'sets a program for when its group ends':
      "open('/sys/fs/cgroup/memory/release_agent', 'w').write('/tmp/x')",
    'writes to the settings of the kernel': "open('/proc/sys/kernel/core_pattern', 'w').write('|/tmp/x')",
    'presses the magic key': "open('/proc/sysrq-trigger', 'w').write('h')",
    'writes to the devices': "open('/sys/power/state', 'w').write('mem')",
    'opens a tunnel': "open('/dev/net/tun', 'rb+')",
    'opens a virtual machine': "open('/dev/kvm', 'rb+')",
    'mounts in user space': "open('/dev/fuse', 'rb+')",
    'types into the terminal of the host': "import fcntl\nfcntl.ioctl(0, 0x5412, b'x')",
    'gives a file the rights of root': `
import os
open('tool', 'w').close()
os.chown('tool', 0, 0)`,
    'gives a file capabilities': `
import os
open('tool', 'w').close()
os.setxattr('tool', 'security.capability', bytes(20))`,
  }).map(([name, code]) => ({
    name,
    language: 'python' as const,
    source: `${systemCalls}${tryPython(code)}`,
    shows: { docker: refused, embedded: madeUp.has(name) ? { ends: 'green' as const } : refused },
    leaves: ['tool'],
  })),
  {
    name: 'submits its work through io_uring',
    language: 'python',
    // Older engines leave it open. What it can reach then is bounded by the container all the same.
    source: `${systemCalls}${tryPython("call('io_uring_setup', 1, ctypes.create_string_buffer(120))")}`,
    shows: { ends: 'green', prints: /^(?:refused|done)\n$/u },
  },
  {
    name: 'runs a program that is in no folder',
    language: 'python',
    source: tryPython(`
import os
handle = os.memfd_create('ghost', 0)
os.write(handle, b'#!/bin/sh\\nexit 7\\n')
os.execv(f'/proc/self/fd/{handle}', ['ghost'])`),
    shows: { docker: { ends: 'red' }, embedded: refused },
  },
  {
    name: 'turns a program into one that runs as root',
    language: 'shell',
    source: 'cp /usr/bin/id . 2>/dev/null; chmod u+s id; ./id -u\n',
    shows: inShell({ ends: 'green', prints: '1000\n' }),
    leaves: ['id'],
  },
];
