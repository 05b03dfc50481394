"""Runs each program in a fork of this process, one after the other, and clears away what it leaves behind.

Between two programs: every process that the first has started is gone, and so is every file that it could write and
all memory that it shared. What it did to this process's limits and turn ends this process, see `own_conditions`. A
program cannot read this process's memory or open its files (it is not dumpable), and neither another program nor the
secret that marks our lines is in what a fork inherits. It can end this process: then whoever asked sees which
program was the last, and asks for the others again elsewhere.
"""

import array, bisect, cmath, collections, copy, ctypes, datetime, decimal, fractions, functools, gc, hashlib  # noqa: E401, F401
import heapq, itertools, json, math, operator, os, random, re, resource, select, signal, string, sys, time, typing  # noqa: E401, F401

# What most programs import is imported above, once: forks have it for nothing.

SET_DUMPABLE, SET_CHILD_SUBREAPER = 4, 36
WRITABLE = ("/workspace", "/tmp", "/dev/shm", "/dev/mqueue")

# The limit is one of computing: on a busy machine a program may wait for its turn. One that sleeps has this long.
WALL_FACTOR = 3

libc = ctypes.CDLL(None, use_errno=True)
prctl = libc.prctl


def run_all(jobs, serve, max_answer_bytes):
    if prctl(SET_DUMPABLE, 0, 0, 0, 0) != 0 or prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        sys.exit("The sandbox's Linux lacks what keeps programs apart.")
    clear_away()
    kept, conditions = ancestors(), own_conditions()
    gc.collect()
    gc.freeze()
    emit(jobs, {"hello": True})
    for index in range(len(jobs.places)):
        status, lines = run_one(lambda: jobs.job(index), (jobs, serve, max_answer_bytes))
        are_gone = end_leftovers(kept)
        emit(jobs, {"i": index, "status": status, "lines": lines.decode("latin-1")})
        if not are_gone:
            sys.exit("A program's processes could not be ended.")
        clear_away()
        if own_conditions() != conditions:
            sys.exit("A program has changed what the next one would run under.")


def emit(jobs, report):
    """The secret is here for as long as this takes: no fork has it."""
    secret = bytearray(32)
    os.preadv(jobs.file, [secret], 0)
    line = [b"\n", secret, b" ", json.dumps(report).encode(), b"\n"]
    for part in line:
        view = memoryview(part)
        while view:
            view = view[os.write(1, view) :]
        view.release()
    secret[:] = bytes(len(secret))


def run_one(read_job, options):
    """Returns how the program ended (`ended`, `timeout`, `flood`, or `killed` by whom we do not know) and its lines."""
    jobs, serve, max_answer_bytes = options
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        be_program(writer, read_job, jobs, serve)
    os.close(writer)
    os.set_blocking(reader, False)
    watch = os.pidfd_open(child)
    try:
        status, lines = gather(reader, watch, time.monotonic() + WALL_FACTOR * jobs.seconds, max_answer_bytes)
    finally:
        os.close(reader)
        os.close(watch)
    os.kill(child, signal.SIGKILL)
    _, code, usage = os.wait4(child, 0)
    if status == "ended" and usage.ru_utime + usage.ru_stime >= jobs.seconds:
        status = "timeout"
    elif status == "ended" and os.WIFSIGNALED(code):
        status = "killed" if os.WTERMSIG(code) == signal.SIGKILL else "crashed"
    return status, lines


def gather(reader, watch, deadline, max_answer_bytes):
    lines = bytearray()
    poll = select.poll()
    poll.register(reader, select.POLLIN)
    poll.register(watch, select.POLLIN)
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            return "timeout", lines
        ready = dict(poll.poll(left * 1000))
        if reader in ready:
            piece = read_some(reader)
            lines += piece
            if len(lines) > max_answer_bytes:
                return "flood", lines[:max_answer_bytes]
            if piece:
                continue
            # All have closed it. Whoever lives on without a word is waited for, as long as others are.
            poll.unregister(reader)
        elif watch in ready:
            return "ended", lines


def read_some(reader):
    try:
        return os.read(reader, 1 << 16)
    except BlockingIOError:
        return b""


def be_program(writer, read_job, jobs, serve):
    """In the fork. Never returns."""
    own = os.getpid()
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (jobs.seconds, jobs.seconds + 1))
        # When memory runs out, the kernel shall take this process, and not the one that runs them all.
        prctl(SET_DUMPABLE, 1, 0, 0, 0)
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
        job = read_job()
        os.close(jobs.file)
        null = os.open("/dev/null", os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        os.close(null)
        os.chdir("/workspace")
        # As for a program that is started there.
        sys.path.insert(0, "/workspace")
        sys.argv[:] = ["solution.py"]

        def send(line):
            # A program may have forked: its child is not the one that was asked.
            if os.getpid() != own:
                os._exit(0)
            view = memoryview(line.encode() + b"\n")
            while view:
                view = view[os.write(writer, view) :]

        serve(job, send)
    finally:
        os._exit(0)


def end_leftovers(kept):
    """Orphans become our children. So when there is no child, there is nothing left."""
    deadline = time.monotonic() + 5
    while True:
        try:
            while os.waitpid(-1, os.WNOHANG)[0] != 0:
                pass
        except ChildProcessError:
            return True
        if time.monotonic() > deadline:
            return False
        for name in os.listdir("/proc"):
            if name.isdigit() and int(name) not in kept:
                try:
                    os.kill(int(name), signal.SIGKILL)
                except (ProcessLookupError, PermissionError):
                    pass


def ancestors():
    kept, pid = set(), os.getpid()
    while pid > 0:
        kept.add(pid)
        with open(f"/proc/{pid}/stat") as file:
            pid = int(file.read().rpartition(")")[2].split()[1])
    return kept


def own_conditions():
    """Forks inherit them, and a program may change those of any process of its user."""
    limits = [resource.getrlimit(getattr(resource, name)) for name in dir(resource) if name.startswith("RLIMIT_")]
    return limits, os.sched_getaffinity(0), os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, 0)


def clear_away():
    clear_folders()
    for kind in ("shm", "sem", "msg"):
        remove_shared(kind)


def remove_shared(kind):
    """What System V calls shared memory, semaphores and queues outlives the processes that made it."""
    table = f"/proc/sysvipc/{kind}"
    if not os.path.exists(table):
        return
    with open(table) as file:
        rows = file.readlines()[1:]
    remove, ipc_rmid = libc[f"{kind}ctl"], 0
    for row in rows:
        # The number of a semaphore comes before the command, and is of no account here.
        remove(int(row.split()[1]), *((0, ipc_rmid) if kind == "sem" else (ipc_rmid, None)))


def clear_folders():
    for folder in WRITABLE:
        try:
            # Its owner can close it for itself.
            if os.stat(folder).st_uid == os.getuid():
                os.chmod(folder, 0o755)
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                remove_tree(entry.path)
            else:
                os.unlink(entry.path)


def remove_tree(folder):
    """Also what a program has made unreadable for itself."""
    os.chmod(folder, 0o700)
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            remove_tree(entry.path)
        else:
            os.unlink(entry.path)
    os.rmdir(folder)
