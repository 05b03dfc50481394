"""Runs one program as CPython's command line would, inside Pyodide."""

import asyncio
import atexit
import errno
import json
import os
import random
import runpy
import sys
import types

from pyodide.ffi import run_sync


def run(request):
    """Returns the exit code and whether memory ran out, as '0 0' or '1 1'."""
    request = json.loads(request)
    exit_code, out_of_memory = 0, 0
    try:
        start(prepare(request), request["program"])
    except SystemExit as ending:
        exit_code = code_of(ending)
    except BaseException as error:
        exit_code, out_of_memory = 1, int(isinstance(error, MemoryError))
        show(error)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except Exception:
            pass  # The program closed it, or put something else in its place.
    return f"{exit_code} {out_of_memory}"


def warm_up():
    """Runs a small program, so that what every program goes through has been compiled before there is one."""
    program = {"kind": "code", "target": "print(f'{6 * 7}')", "args": []}
    os.makedirs("/workspace", exist_ok=True)
    try:
        start(prepare(json.loads('{"directory": "", "environment": {}}')), program)
        raise ValueError("warm")
    except ValueError as error:
        show(error)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os.chdir("/")


def prepare(request):
    """Makes the interpreter look as if it had just been started for this program."""
    os.chdir(os.path.join("/workspace", request["directory"]))
    # What is there comes from the host, or from where the snapshot was made.
    os.environ.clear()
    os.environ.update({"HOME": "/tmp", "LANG": "C.UTF-8", "PATH": "/usr/bin", "PWD": os.getcwd()})
    os.environ.update(request["environment"])
    os.system = refuse_process
    # A memory snapshot would give every run the same numbers.
    random.seed()
    sys.executable = "/usr/bin/python3"
    sys.excepthook = sys.__excepthook__
    sys.dont_write_bytecode = True
    sys.setrecursionlimit(1000)
    asyncio.Runner = asyncio.runners.Runner = Runner
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", line_buffering=True)
    sys.stderr.reconfigure(errors="backslashreplace")
    main = types.ModuleType("__main__")
    main.__builtins__ = __builtins__
    sys.modules["__main__"] = main
    return main.__dict__


def refuse_process(command):
    """Emscripten's own answers 0, as if the command had run."""
    raise OSError(errno.ENOTSUP, f"{sys.platform} does not support processes.")


def start(namespace, program):
    target = program["target"]
    sys.argv = [target, *program["args"]]
    if program["kind"] == "module":
        open_path(os.getcwd())
        sys.argv[0] = "-m"
        runpy._run_module_as_main(target)
    elif program["kind"] == "code":
        open_path("")
        sys.argv[0] = "-c"
        exec(compile(target, "<string>", "exec"), namespace)
    else:
        start_file(namespace, os.path.abspath(target))


def start_file(namespace, path):
    if os.path.isdir(path):
        open_path(path)
        runpy.run_path(path, run_name="__main__")
        return
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        print(f"python: can't open file '{path}': [Errno 2] No such file or directory", file=sys.stderr)
        raise SystemExit(2) from error
    open_path(os.path.dirname(path))
    namespace["__file__"] = path
    exec(compile(source, path, "exec"), namespace)


def open_path(folder):
    """Puts the folder first on the path. Modules in it win over the library's, even over loaded ones."""
    sys.path[:] = [folder, *(entry for entry in sys.path if entry != "")]
    own = own_modules(folder or ".") - STARTUP_MODULES
    for name in list(sys.modules):
        if name.partition(".")[0] in own:
            del sys.modules[name]


def own_modules(folder):
    packages = {name for name in os.listdir(folder) if os.path.isfile(f"{folder}/{name}/__init__.py")}
    return packages | {name.removesuffix(".py") for name in os.listdir(folder) if name.endswith(".py")}


# What CPython itself has loaded before any program runs, and what this driver stands on.
STARTUP_MODULES = {
    "__main__", "_collections_abc", "_pyodide", "abc", "atexit", "builtins", "codecs", "encodings",
    "genericpath", "importlib", "io", "marshal", "os", "posix", "posixpath", "pyodide", "site", "stat",
    "sys", "time", "zipimport",
}  # fmt: skip


class Runner:
    """asyncio.Runner on the loop that Pyodide runs already: it has no other."""

    def __init__(self, *, debug=None, loop_factory=None):
        self.loop = asyncio.get_event_loop()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self):
        pass

    def get_loop(self):
        return self.loop

    def run(self, coro, *, context=None):
        return run_sync(self.loop.create_task(coro, context=context))


def code_of(ending):
    code = ending.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xFF
    print(code, file=sys.stderr)
    return 1


def show(error):
    """Prints the traceback without this driver's own frames."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename == DRIVER:
        trace = trace.tb_next
    error = error.with_traceback(trace)
    try:
        sys.excepthook(type(error), error, trace)
    except BaseException:
        sys.__excepthook__(type(error), error, trace)


# The name under which the runner compiles this file.
DRIVER = "<codeforge>"
