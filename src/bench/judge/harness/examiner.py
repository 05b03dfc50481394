"""Puts programs to the test without ever loading one: it asks for calls, gets data back, and judges the data.

    examiner.py EXAMS

EXAMS: 32 characters of a secret that marks our lines, then a line of JSON for each exam: { "helpers": code that runs
as it is, "tests": code whose assertions decide, "entry": the function that `check` gets, or null, "reference": code
whose names belong to the program, "seed", "ops": [what the program was asked], "lines": [what came back], "ending":
how the program ended, or null when it was never asked }.

For each it prints { "i", "verdict": "passed" | "failed", "reason" } or, when the tests ask for more than was asked
before, { "i", "verdict": "more", "ops" }. To find out what tests will ask, they are run on stand-ins for the answers
that are not there yet; what they assert then does not count.
"""

import ast
import builtins
import json
import os
import random
import symtable
import sys

import plain_data


class Speculation(BaseException):
    """The tests need an answer to go on."""


# Tests that ask until they have the answer they want would ask stand-ins for ever.
MAX_SPECULATED = 1000


class WrongTests(Exception):
    """The tests are not what they should be; no program is to blame."""


class Answer:
    """What stands for an answer that is not there yet. It bears whatever tests do with it."""

    def __init__(self, exam, index):
        object.__setattr__(self, "_exam", exam)
        object.__setattr__(self, "_index", index)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if self._index is None or name in PLAIN_ATTRIBUTES:
            return Answer(self._exam, None)
        return self._exam.ask(["get", ["ref", f"{self._index}.0"], name])

    def __setattr__(self, name, value):
        if self._index is not None:
            self._exam.ask(["set", ["ref", f"{self._index}.0"], name, self._exam.encode(value)])

    def __call__(self, *args, **named):
        if self._index is None:
            return Answer(self._exam, None)
        return self._exam.call(["ref", f"{self._index}.0"], args, named)


PLAIN_ATTRIBUTES = {
    name
    for kind in (str, bytes, int, float, complex, list, tuple, dict, set, frozenset)
    for name in dir(kind)
}


def _derived(self, *_):
    return Answer(self._exam, None)


for _name in (
    "add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod pow rpow and rand or ror xor rxor lshift "
    "rshift neg pos abs invert lt le gt ge eq ne getitem round enter divmod rdivmod trunc floor ceil next"
).split():
    setattr(Answer, f"__{_name}__", _derived)
for _name, _value in {
    "bool": True,
    "len": 0,
    "int": 0,
    "float": 0.0,
    "complex": 0j,
    "index": 0,
    "contains": True,
    "str": "",
    "repr": "",
    "exit": False,
    "hash": 0,
    "setitem": None,
}.items():
    setattr(Answer, f"__{_name}__", lambda self, *_, value=_value: value)
Answer.__iter__ = lambda self: iter(())


class Remote:
    """An object that stayed with the program. It is equal to nothing but itself: what it claims to equal is hearsay."""

    def __init__(self, exam, description):
        index, kind, truth = description
        object.__setattr__(self, "_exam", exam)
        object.__setattr__(self, "_target", ["ref", str(index)])
        object.__setattr__(self, "_kind", str(kind))
        object.__setattr__(self, "_truth", truth)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self._exam.ask(["get", self._target, name])

    def __setattr__(self, name, value):
        self._exam.ask(["set", self._target, name, self._exam.encode(value)])

    def __call__(self, *args, **named):
        return self._exam.call(self._target, args, named)

    def __getitem__(self, key):
        return self._exam.ask(["item", self._target, self._exam.encode(key)])

    def __len__(self):
        return self._exam.ask(["len", self._target])

    def __iter__(self):
        return iter(self._exam.ask(["list", self._target]))

    def __str__(self):
        return self._exam.ask(["str", self._target])

    def __bool__(self):
        if self._truth is None:
            raise ValueError("the truth value of this object is not known")
        return self._truth is True

    def __repr__(self):
        return f"<{self._kind} object>"


class Named:
    """A name that the program is to define: mostly a function."""

    def __init__(self, exam, name):
        self._exam, self._name = exam, name

    def __call__(self, *args, **named):
        return self._exam.call(["name", self._name], args, named)

    def __getattr__(self, attribute):
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return self._exam.ask(["get", ["name", self._name], attribute])


class Folder:
    """The program's work folder, as the name `folder` in tests."""

    def __init__(self, exam):
        self._exam = exam

    def write(self, path, text):
        self._exam.ask(["write", path, text])

    def read(self, path):
        return self._exam.ask(["read", path])

    def files(self):
        return self._exam.ask(["files"])


class Failed(Exception):
    """The program's fault, in words."""


class Exam:
    def __init__(self, order):
        self.order = order
        self.asked = []
        self.is_speculating = False
        self.last = None
        self.end = None
        self.lines = [read_line(line) for line in order["lines"]]
        self.ending = order["ending"]

    def encode(self, value):
        return plain_data.encode(value, self.keep)

    def keep(self, value):
        if isinstance(value, Remote):
            kind, payload = value._target
            return {kind: payload}
        if isinstance(value, Named):
            return {"name": value._name}
        if isinstance(value, Answer):
            if value._index is None:
                raise Speculation
            return {"ref": f"{value._index}.0"}
        raise WrongTests(f"they pass a {type(value).__name__} to the program, which is more than data")

    def call(self, target, args, named):
        encoded = [self.encode(a) for a in args], {k: self.encode(v) for k, v in named.items()}
        return self.ask(["call", target, *encoded])

    def ask(self, op):
        index = len(self.asked)
        if self.is_speculating and index > len(self.order["ops"]) + MAX_SPECULATED:
            raise Speculation
        # As it looks after a journey through JSON.
        self.asked.append(json.loads(json.dumps(op)))
        if self.is_speculating:
            return Answer(self, index)
        is_known = index < len(self.order["ops"]) and self.order["ops"][index] == self.asked[index]
        if is_known and self.lines and self.lines[0] != ["loaded"]:
            raise self.ended(describe_load(self.lines[0]))
        if is_known and index + 1 < len(self.lines):
            return self.receive(op, self.lines[index + 1])
        if is_known and self.ending is not None:
            raise self.ended(describe_ending(self.ending, None if not self.lines else op))
        self.is_speculating = True
        return Answer(self, index)

    def receive(self, op, line):
        try:
            kind, *rest = line
            if kind == "value":
                self.last = plain_data.decode(rest[0], self.resolve)
                return self.last
            if kind == "unsendable":
                raise self.ended(f"{describe_op(op)} returned what cannot be judged: {clip(str(rest[0]))}")
            if kind != "error":
                raise ValueError(kind)
            nearest, own, message = (str(part) for part in rest)
        except Failed:
            raise
        except Exception:
            raise self.ended(f"{describe_op(op)} did not answer with data") from None
        error = vars(builtins).get(nearest)
        if not (isinstance(error, type) and issubclass(error, Exception)):
            raise self.ended(f"{describe_op(op)} raised {clip(own)}: {clip(message)}".rstrip(": "))
        raise raised_by_program(error, f"{describe_op(op)} raised {clip(own)}: {clip(message)}".rstrip(": "))

    def ended(self, reason):
        """No error of the program's that tests may wait for: it has failed, whatever they catch."""
        self.end = Failed(reason)
        return self.end

    def resolve(self, kind, payload):
        if kind != "object":
            raise ValueError(kind)
        return Remote(self, payload)

    def fail(self, assertion):
        if self.is_speculating:
            return
        raise Failed(f"{clip(assertion, 200)} does not hold; the last answer was {clip(safe_repr(self.last))}")


def raised_by_program(error, told):
    if error.__name__ == "ExceptionGroup":
        raised = error(told, [Exception(told)])
    else:
        try:
            raised = error(told)
        except TypeError:
            # Those about encodings are made of more than a message, and without it they say nothing.
            raised = type(error.__name__, (error,), {"__init__": lambda *_: None, "__str__": lambda _: told})(told)
    raised.told = told
    return raised


def read_line(line):
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


class Assertions(ast.NodeTransformer):
    """`assert E` becomes: E is worked out, and whether it holds is told to the exam, which knows if it counts."""

    def visit_Assert(self, node):
        told = ast.unparse(node.test)
        source = f"""
try:
    _exam_holds = not not (0)
except Exception:
    if not _exam.is_speculating:
        raise
    _exam_holds = True
if not _exam_holds:
    _exam.fail({'assert ' + told!r})
"""
        statements = ast.parse(source).body
        statements[0].body[0].value.operand.operand = node.test
        return statements


_compiled = {}


def compile_tests(order):
    """The tests' code, and the names in it that the program is to define. Kept: suites come in samples."""
    key = (order["tests"], order["reference"])
    if key not in _compiled:
        if len(_compiled) > 2000:
            _compiled.clear()
        try:
            tree = Assertions().visit(ast.parse(order["tests"]))
        except SyntaxError as error:
            raise WrongTests(f"they are not Python: {error}") from None
        code = compile(tree, "tests.py", "exec")
        _compiled[key] = code, foreign_names(order)
    return _compiled[key]


def foreign_names(order):
    """Global names that the tests use and neither they nor Python define, and those that a reference defines."""
    tables = [symtable.symtable(order["tests"], "tests.py", "exec")]
    used, own = set(), set()
    for symbol in tables[0].get_symbols():
        if symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace():
            own.add(symbol.get_name())
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        used |= {s.get_name() for s in table.get_symbols() if s.is_referenced() and s.is_global()}
        if table.get_type() == "module":
            used |= {s.get_name() for s in table.get_symbols() if s.is_referenced()}
    defined = set()
    for node in ast.parse(order["reference"] or "").body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            defined.add(node.name)
    return {name for name in used - own if name in defined or not hasattr(builtins, name)}


def examine(order):
    exam = Exam(order)
    try:
        sit(exam, order)
    except Speculation:
        pass
    except Failed as failure:
        return {"verdict": "failed", "reason": str(failure)}
    except WrongTests as error:
        return {"verdict": "wrong-tests", "reason": str(error)}
    except BaseException as error:
        if not exam.is_speculating:
            told = getattr(error, "told", f"the tests ended with {type(error).__name__}: {clip(safe_str(error))}")
            return {"verdict": "failed", "reason": told}
    if exam.end is not None:
        return {"verdict": "failed", "reason": str(exam.end)}
    if exam.is_speculating:
        return {"verdict": "more", "ops": exam.asked}
    if not exam.asked:
        return {"verdict": "wrong-tests", "reason": "they ask nothing of the program"}
    return {"verdict": "passed"}


def sit(exam, order):
    random.seed(order["seed"])
    code, foreign = compile_tests(order)
    names = {"__name__": "tests", "_exam": exam, "folder": Folder(exam)}
    exec(compile(order["helpers"], "helpers.py", "exec"), names)
    for name in foreign:
        if name in sys.stdlib_module_names and name not in names:
            names[name] = __import__(name)
        elif name not in names:
            names[name] = Named(exam, name)
    entry = order["entry"]
    if entry is not None:
        names[entry] = Named(exam, entry)
    exec(code, names)
    if entry is not None:
        names["check"](names[entry])


def describe_load(line):
    if isinstance(line, list) and len(line) == 4 and line[0] == "error":
        return f"the program does not load: {clip(str(line[2]))}: {clip(str(line[3]))}".rstrip(": ")
    return "the program did not load"


def describe_ending(ending, op):
    at = "when it was loaded" if op is None else f"in {describe_op(op)}"
    if ending == "timeout":
        return f"took too long {at}"
    if ending == "killed":
        return f"was killed {at}, perhaps because memory ran out"
    if ending == "crashed":
        return f"crashed {at}"
    if ending == "flood":
        return f"answered with more than can be judged {at}"
    if ending == "harness":
        return f"ended or blocked the process that runs it {at}"
    return f"ended itself {at}, before it had answered"


def describe_op(op):
    kind, *rest = op
    if kind == "call":
        target, args, named = rest
        told = [safe_repr(plain_data.decode(a, stand_for)) for a in args]
        told += [f"{k}={safe_repr(plain_data.decode(v, stand_for))}" for k, v in named.items()]
        return f"{target[1] if target[0] == 'name' else 'the object'}({clip(', '.join(told))})"
    return kind


class Shown:
    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


def stand_for(kind, payload):
    return Shown(str(payload) if kind == "name" else "<object>")


def safe_repr(value):
    try:
        return repr(value)
    except Exception:
        return f"<{type(value).__name__}>"


def safe_str(value):
    try:
        return str(value)
    except Exception:
        return ""


def clip(text, limit=120):
    return text if len(text) <= limit else text[: limit - 1] + "…"


def main(path):
    with open(path, encoding="utf-8") as file:
        secret = file.read(32)
        orders = [json.loads(line) for line in file if line.strip()]
    os.unlink(path)
    write = os.write
    sys.stdout = sys.stderr = open(os.devnull, "w")
    for index, order in enumerate(orders):
        line = f"\n{secret} {json.dumps({'i': index, **examine(order)})}\n".encode()
        view = memoryview(line)
        while view:
            view = view[write(1, view) :]


if __name__ == "__main__":
    main(sys.argv[1])
