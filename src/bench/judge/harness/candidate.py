"""Runs programs that nobody trusts and does with them what their examiners ask: calls, and little else.

No test and no expected value is ever here: there is nothing to be patched, skipped or read. What a program can forge
are its own answers, and wrong answers are wrong answers.

    candidate.py JOBS zygote    each program in a fork of its own, one after the other (Linux)
    candidate.py JOBS alone     one program in this interpreter, where there are no processes

JOBS: 32 characters of a secret, 8 digits that say how long the JSON after them is, this JSON { "sizes": [bytes a
job], "seconds": limit }, then the jobs, each JSON { "program", "files": { path: text }, "ops": [op] }.
"""

import json
import os
import sys
import types

import plain_data

MAX_ANSWER_BYTES = 4 * 1024 * 1024
SECRET_BYTES = 32


class Program:
    """A loaded program, and the objects that its answers have named."""

    def __init__(self, source):
        self.objects = {}
        self.op = 0
        self.kept = 0
        # As the tests of these suites are written for: it is imported, not run.
        self.module = sys.modules["solution"] = types.ModuleType("solution")
        self.names = self.module.__dict__
        self.names["__file__"] = os.path.abspath("solution.py")
        # A mark that Python takes at the beginning of a file, and not of a text.
        source = source[1:] if source.startswith("\ufeff") else source
        code = compile(source, "solution.py", "exec", dont_inherit=True)
        exec(code, self.names)

    def answer(self, op):
        kind, *rest = op
        if kind == "call":
            target, args, named = rest
            function = self.resolve(target)
            return function(*[self.decode(a) for a in args], **{k: self.decode(v) for k, v in named.items()})
        if kind == "get":
            return getattr(self.resolve(rest[0]), rest[1])
        if kind == "set":
            setattr(self.resolve(rest[0]), rest[1], self.decode(rest[2]))
            return None
        if kind == "item":
            return self.resolve(rest[0])[self.decode(rest[1])]
        if kind in ("len", "list", "str"):
            return {"len": len, "list": list, "str": str}[kind](self.resolve(rest[0]))
        if kind == "write":
            folder = os.path.dirname(rest[0])
            if folder:
                os.makedirs(folder, exist_ok=True)
            with open(rest[0], "w", encoding="utf-8", newline="") as file:
                file.write(rest[1])
            return None
        if kind == "read":
            with open(rest[0], encoding="utf-8", newline="") as file:
                return file.read()
        if kind == "files":
            found = (os.path.join(folder, name) for folder, _, names in os.walk(".") for name in names)
            return sorted(os.path.relpath(path).replace(os.sep, "/") for path in found)
        raise ValueError(f"no such request: {kind}")

    def resolve(self, target):
        kind, payload = target
        if kind == "ref":
            return self.objects[payload]
        if payload in self.names:
            return self.names[payload]
        raise NameError(f"name '{payload}' is not defined")

    def decode(self, data):
        return plain_data.decode(data, lambda kind, payload: self.resolve((kind, payload)))

    def keep(self, value):
        """Objects stay here; the examiner learns what they are called, and whether they count as true."""
        name = f"{self.op}.{self.kept}"
        self.kept += 1
        self.objects[name] = value
        try:
            truth = bool(value)
        except Exception:
            truth = None
        return {"object": [name, type(value).__name__, truth]}


def serve(job, send):
    """Sends a line for the program, `["loaded"]` or an error, then one for each op: `["value", v]` or an error."""
    for path, text in job.get("files", {}).items():
        folder = os.path.dirname(path)
        if folder:
            os.makedirs(folder, exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    try:
        program = Program(job["program"])
    except BaseException as error:
        send(json.dumps(describe(error)))
        return
    send('["loaded"]')
    for index, op in enumerate(job["ops"]):
        program.op, program.kept = index, 0
        try:
            answer = ["value", plain_data.encode(program.answer(op), program.keep)]
            line = json.dumps(answer)
        except plain_data.Unsendable as error:
            line = json.dumps(["unsendable", str(error)])
        except BaseException as error:
            line = json.dumps(describe(error))
        send(line)


def describe(error):
    """`["error", the nearest built-in type, its own type, message]`"""
    own = type(error)
    nearest = next((k.__name__ for k in own.__mro__ if k.__module__ == "builtins"), "Exception")
    try:
        message = str(error)[:500]
    except BaseException:
        message = ""
    return ["error", nearest, str(own.__name__)[:100], message]


def alone(jobs):
    # The work folder is the program's: what runs it has been read, and is none of its files.
    for name in ("candidate.py", "plain_data.py"):
        os.unlink(name)
    secret = jobs.read(SECRET_BYTES, 0).decode()
    write = os.write

    def emit(report):
        write(1, f"\n{secret} {json.dumps(report)}\n".encode())

    sys.stdout = sys.stderr = open(os.devnull, "w")
    emit({"hello": True})
    serve(jobs.job(0), lambda line: emit({"i": 0, "line": line}))
    emit({"i": 0, "status": "ended"})


class Jobs:
    """The file of jobs, which has no name any more once it is open: no program can open it again."""

    def __init__(self, path):
        self.file = os.open(path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0))
        os.unlink(path)
        length = int(self.read(8, SECRET_BYTES))
        description = json.loads(self.read(length, SECRET_BYTES + 8))
        self.seconds = description["seconds"]
        self.places = []
        at = SECRET_BYTES + 8 + length
        for size in description["sizes"]:
            self.places.append((at, size))
            at += size

    def read(self, size, at):
        os.lseek(self.file, at, os.SEEK_SET)
        return os.read(self.file, size)

    def job(self, index):
        at, size = self.places[index]
        data = b""
        while len(data) < size:
            data += self.read(size - len(data), at + len(data))
        return json.loads(data)


if __name__ == "__main__":
    jobs = Jobs(sys.argv[1])
    if sys.argv[2] == "zygote":
        import zygote

        zygote.run_all(jobs, serve, MAX_ANSWER_BYTES)
    else:
        alone(jobs)
