/** Right, though not as one would write it: each computes the sum of a list as `total(numbers)`. */
export const awkwardPrograms: Readonly<Record<string, string>> = {
  plain: 'def total(numbers):\n    return sum(numbers)\n',
  'a byte order mark at its beginning': '\ufeffdef total(numbers):\n    return sum(numbers)\n',
  prints: "print('loading')\ndef total(numbers):\n    print(numbers, end='')\n    return sum(numbers)\n",
  'prints a lot': "def total(numbers):\n    print('x' * 3_000_000)\n    return sum(numbers)\n",
  'writes to standard error':
    'import sys\ndef total(numbers):\n    sys.stderr.write("!" * 1000)\n    return sum(numbers)\n',
  recursion: 'def total(numbers):\n    return numbers[0] + total(numbers[1:]) if numbers else 0\n',
  'a raised recursion limit':
    'import sys\nsys.setrecursionlimit(20_000)\ndef down(n):\n    return 0 if n == 0 else down(n - 1)\ndef total(numbers):\n    return sum(numbers) + down(5_000)\n',
  'slow imports':
    'import asyncio, email, http.client, sqlite3, unittest, xml.dom.minidom\ndef total(numbers):\n    return sum(numbers)\n',
  'global state': 'calls = []\ndef total(numbers):\n    calls.append(numbers)\n    return sum(calls[-1])\n',
  'a generator inside':
    'def parts(numbers):\n    yield from numbers\ndef total(numbers):\n    return sum(parts(numbers))\n',
  'a closure that is changed':
    'def make():\n    kept = 0\n    def total(numbers):\n        nonlocal kept\n        kept = 0\n        for n in numbers: kept += n\n        return kept\n    return total\ntotal = make()\n',
  'a lambda': 'total = lambda numbers: sum(numbers)\n',
  'a partial':
    'import functools, operator\ntotal = functools.partial(functools.reduce, operator.add)\n_total = total\ntotal = lambda numbers: _total(numbers, 0)\n',
  'a callable object':
    'class Total:\n    def __call__(self, numbers): return sum(numbers)\ntotal = Total()\n',
  'a static method':
    'class Sums:\n    @staticmethod\n    def of(numbers): return sum(numbers)\ntotal = Sums.of\n',
  'a cached function':
    'import functools\n@functools.cache\ndef of(numbers): return sum(numbers)\ndef total(numbers): return of(tuple(numbers))\n',
  'an int subclass': 'class Number(int): pass\ndef total(numbers): return Number(sum(numbers))\n',
  'an enum':
    'import enum\nclass Value(enum.IntEnum):\n    ZERO = 0\n    ONE = 1\ndef total(numbers):\n    s = sum(numbers)\n    return Value(s) if s in (0, 1) else s\n',
  'main guard':
    "def total(numbers):\n    return sum(numbers)\nif __name__ == '__main__':\n    raise SystemExit(1)\n",
  'changes its argument':
    'def total(numbers):\n    s = 0\n    while numbers: s += numbers.pop()\n    return s\n',
  'an event loop':
    'import asyncio\nasync def later(numbers):\n    await asyncio.sleep(0)\n    return sum(numbers)\ndef total(numbers):\n    return asyncio.run(later(numbers))\n',
  'swallows its own errors':
    'def total(numbers):\n    try: return sum(numbers) if numbers is not None else 1 / 0\n    except BaseException: return 41\n',
  'numbers in other types':
    'import fractions\ndef total(numbers): return int(sum(fractions.Fraction(n) for n in numbers))\n',
  'changes builtins for itself':
    'import builtins\nreal_sum = builtins.sum\nbuiltins.sum = lambda numbers: real_sum(numbers)\ndef total(numbers): return sum(numbers)\n',
  'a file in the work folder':
    "import json\ndef total(numbers):\n    with open('scratch.json', 'w') as file: json.dump(numbers, file)\n    with open('scratch.json') as file: return sum(json.load(file))\n",
  'default arguments': 'def total(numbers, start=0, *rest, **more):\n    return sum(numbers, start)\n',
  'exec of its own': "exec('def total(numbers):\\n    return sum(numbers)')\n",
  'a comment in another script':
    '# Σ сумма 合計 🙂\ndef total(numbers):\n    """Ü"""\n    return sum(numbers)\n',
  'CRLF line ends': 'def total(numbers):\r\n    return sum(numbers)\r\n',
  'a data class whose types are looked up later':
    'from __future__ import annotations\nimport dataclasses\n@dataclasses.dataclass\nclass Sum:\n    value: int\ndef total(numbers):\n    return Sum(sum(numbers)).value\n',
  'a look at its own module':
    'import sys\ndef of(numbers): return sum(numbers)\ndef total(numbers):\n    return getattr(sys.modules[__name__], "of")(numbers)\n',
  'an object of its own, pickled':
    'import pickle\nclass Sum:\n    def __init__(self, numbers): self.value = sum(numbers)\ndef total(numbers):\n    return pickle.loads(pickle.dumps(Sum(numbers))).value\n',
  'a look for where it is':
    'import pathlib\ndef total(numbers):\n    beside = pathlib.Path(__file__).parent / "scratch.txt"\n    beside.write_text(str(sum(numbers)))\n    return int(open("scratch.txt").read())\n',
  tabs: 'def total(numbers):\n\ts = 0\n\tfor n in numbers:\n\t\ts += n\n\treturn s\n',
};

/** These need processes or threads, which not every sandbox has. */
export const awkwardWithProcesses: Readonly<Record<string, string>> = {
  threads:
    'import threading\ndef total(numbers):\n    out = []\n    t = threading.Thread(target=lambda: out.append(sum(numbers)))\n    t.start(); t.join()\n    return out[0]\n',
  'a helper process':
    'import subprocess, sys\ndef total(numbers):\n    return int(subprocess.run([sys.executable, "-c", f"print(sum({numbers}))"], capture_output=True, text=True).stdout)\n',
  multiprocessing:
    'import multiprocessing\ndef work(numbers, queue): queue.put(sum(numbers))\ndef total(numbers):\n    context = multiprocessing.get_context("fork")\n    queue = context.Queue()\n    process = context.Process(target=work, args=(numbers, queue))\n    process.start()\n    answer = queue.get()\n    process.join()\n    return answer\n',
};

/** Right as long as whatever ran before it has left everything as it was. */
export const witness = `
import os, resource
def is_as_it_was():
    limits = [resource.getrlimit(limit) for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_AS)]
    left = [open(f"/proc/sysvipc/{kind}").readlines()[1:] for kind in ("shm", "sem", "msg")]
    turn = os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0)
    cores = len(os.sched_getaffinity(0)) == os.cpu_count()
    files = [name for name in os.listdir("/tmp") + os.listdir("/workspace")]
    return limits == [(-1, -1)] * 2 and left == [[]] * 3 and turn == (0, os.SCHED_OTHER) and cores and files == []
def total(numbers):
    return sum(numbers) if is_as_it_was() else 41
`;
