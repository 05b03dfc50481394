import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parsePythonErrors } from './parse-python-errors.ts';

const parse = (text: string) => parsePythonErrors(text.split('\n'));

describe('errors of Python', () => {
  it('are placed in the deepest frame of the project, not in a library', () => {
    const failures = parse(`Traceback (most recent call last):
  File "/workspace/main.py", line 9, in <module>
    load("x.json")
  File "/workspace/app/load.py", line 4, in load
    return json.loads(text)
           ^^^^^^^^^^^^^^^^
  File "/usr/lib/python3.11/json/__init__.py", line 346, in loads
    return _default_decoder.decode(s)
json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)`);

    assert.deepEqual(failures, [
      {
        kind: 'runtime_error',
        message: 'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
        path: 'app/load.py',
        line: 4,
        excerpt:
          'main.py:9 in <module>\n    load("x.json")\napp/load.py:4 in load\n    return json.loads(text)',
      },
    ]);
  });

  it('tell of a chain the last exception and what caused it', () => {
    const failures = parse(`Traceback (most recent call last):
  File "/workspace/calc.py", line 11, in load
    return open(path).read()
FileNotFoundError: [Errno 2] No such file or directory: 'x'

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/workspace/main.py", line 2, in <module>
    load('x')
  File "/workspace/calc.py", line 13, in load
    raise RuntimeError("cannot load") from error
RuntimeError: cannot load`);

    assert.equal(failures.length, 1);
    assert.equal(
      failures[0]?.message,
      "RuntimeError: cannot load (caused by FileNotFoundError: [Errno 2] No such file or directory: 'x')",
    );
    assert.equal(failures[0]?.line, 13);
  });

  it('tell what was being handled when another exception occurred', () => {
    const failures = parse(`Traceback (most recent call last):
  File "/workspace/calc.py", line 17, in chained
    {}['x']
KeyError: 'x'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/workspace/calc.py", line 4, in divide
    return a / b
ZeroDivisionError: division by zero`);

    assert.equal(failures[0]?.message, "ZeroDivisionError: division by zero (while handling KeyError: 'x')");
  });

  it('are not chained across output that has nothing to do with them', () => {
    const failures = parse(`Traceback (most recent call last):
  File "/workspace/a.py", line 1, in <module>
    f()
ValueError: first
and then
Traceback (most recent call last):
  File "/workspace/b.py", line 1, in <module>
    g()
ValueError: second`);

    assert.deepEqual(
      failures.map(failure => failure.message),
      ['ValueError: first', 'ValueError: second'],
    );
  });

  it('name the members of an exception group', () => {
    const failures = parse(`  + Exception Group Traceback (most recent call last):
  |   File "/workspace/eg.py", line 6, in <module>
  |     raise ExceptionGroup("several", errs)
  | ExceptionGroup: several (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/workspace/eg.py", line 1, in f
    |     def f(n): raise ValueError(f"bad {n}")
    |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    | ValueError: bad 0
    +---------------- 2 ----------------
    | TypeError: bad 1
    +------------------------------------
`);

    assert.equal(failures.length, 1);
    assert.equal(
      failures[0]?.message,
      'ExceptionGroup: several (2 sub-exceptions): ValueError: bad 0; TypeError: bad 1',
    );
    assert.deepEqual([failures[0]?.path, failures[0]?.line], ['eg.py', 1]);
  });

  it('include syntax errors, which have no traceback of their own', () => {
    const failures = parse(`  File "/workspace/test_syn.py", line 1
    def f(:
          ^
SyntaxError: invalid syntax`);

    assert.deepEqual(failures, [
      {
        kind: 'syntax_error',
        message: 'SyntaxError: invalid syntax',
        path: 'test_syn.py',
        line: 1,
        excerpt: 'test_syn.py:1\n    def f(:',
      },
    ]);
  });

  it('include a module that python -m does not find', () => {
    assert.deepEqual(parse('/usr/bin/python3: No module named pytest'), [
      { kind: 'import_error', message: 'ModuleNotFoundError: No module named pytest' },
    ]);
  });

  it('have no place when only the interpreter and libraries are in the traceback', () => {
    const [failure] = parse(`Traceback (most recent call last):
  File "<string>", line 1, in <module>
MemoryError`);

    assert.deepEqual(failure, { kind: 'memory_error', message: 'MemoryError' });
  });

  it('are left out when the output ends before the exception', () => {
    assert.deepEqual(parse('Traceback (most recent call last):\n  File "/workspace/a.py", line 1, in f'), []);
  });
});
