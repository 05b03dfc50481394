import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { outputLines } from './output-lines.ts';
import { parsePytest } from './parse-pytest.ts';

const parse = (text: string) => parsePytest(outputLines(text));

const long = `============================= test session starts ==============================
platform linux -- Python 3.11.7, pytest-9.0.3, pluggy-1.6.0
rootdir: /workspace
collected 9 items

test_calc.py FF.FFFF.E                                                  [100%]

==================================== ERRORS ====================================
__________________________ ERROR at setup of test_fix __________________________

    @pytest.fixture
    def broken():
>       raise ValueError('fixture broke')
E       ValueError: fixture broke

test_calc.py:28: ValueError
=================================== FAILURES ===================================
__________________________________ test_area ___________________________________

    def test_area():
>       assert calc.area(2) == pytest.approx(12.566)
E       assert 6.283185307179586 == 12.566 ± 1.3e-05
E         
E         comparison failed
E         Obtained: 6.283185307179586
E         Expected: 12.566 ± 1.3e-05

test_calc.py:5: AssertionError
_______________________________ test_divide_zero _______________________________

    def test_divide_zero():
>       assert calc.divide(1, 0) == 0
               ^^^^^^^^^^^^^^^^^

test_calc.py:8: 
_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ 

a = 1, b = 0

    def divide(a, b):
>       return a / b
               ^^^^^
E       ZeroDivisionError: division by zero

pkg/calc.py:4: ZeroDivisionError
________________________________ test_param[a - b] _____________________________

>       assert n == 1, "message here"
E       AssertionError: message here
E       assert 2 == 1

test_calc.py:12: AssertionError
_____________________________ TestClass.test_raise _____________________________

>           return open(path).read()
E           FileNotFoundError: [Errno 2] No such file or directory: '/nonexistent'

pkg/calc.py:11: FileNotFoundError

The above exception was the direct cause of the following exception:

>           raise RuntimeError(f"cannot load {path}") from e
E           RuntimeError: cannot load /nonexistent

pkg/calc.py:13: RuntimeError
___________________________ TestClass.test_sub (i=1) ___________________________

>               self.assertEqual(i, 0)
E               AssertionError: 1 != 0

test_calc.py:25: AssertionError
=========================== short test summary info ============================
FAILED test_calc.py::test_area - assert 6.283185307179586 == 12.566 ± 1.3e-05
FAILED test_calc.py::test_divide_zero - ZeroDivisionError: division by zero
FAILED test_calc.py::test_param[a - b] - AssertionError: message here
FAILED test_calc.py::TestClass::test_raise - RuntimeError: cannot load /nonex...
SUBFAILED(i=1) test_calc.py::TestClass::test_sub - AssertionError: 1 != 0
ERROR test_calc.py::test_fix - ValueError: fixture broke
===================== 5 failed, 2 passed, 1 error in 1.61s =====================`;

describe('failures of pytest', () => {
  it('have the id of the summary and the whole message of their section', () => {
    const failures = parse(long);

    assert.deepEqual(
      failures.map(({ kind, name, message, path, line }) => [kind, name, message, `${path}:${line}`]),
      [
        [
          'logic_error',
          'test_calc.py::test_area',
          'assert 6.283185307179586 == 12.566 ± 1.3e-05',
          'test_calc.py:5',
        ],
        [
          'runtime_error',
          'test_calc.py::test_divide_zero',
          'ZeroDivisionError: division by zero',
          'pkg/calc.py:4',
        ],
        [
          'logic_error',
          'test_calc.py::test_param[a - b]',
          'AssertionError: message here\nassert 2 == 1',
          'test_calc.py:12',
        ],
        [
          'runtime_error',
          'test_calc.py::TestClass::test_raise',
          "RuntimeError: cannot load /nonexistent (caused by FileNotFoundError: [Errno 2] No such file or directory: '/nonexistent')",
          'pkg/calc.py:13',
        ],
        [
          'logic_error',
          'test_calc.py::TestClass::test_sub (i=1)',
          'AssertionError: 1 != 0',
          'test_calc.py:25',
        ],
        ['test_error', 'test_calc.py::test_fix', 'ValueError: fixture broke', 'test_calc.py:28'],
      ],
    );
  });

  it('show the asserted line and what was expected', () => {
    assert.equal(
      parse(long)[0]?.excerpt,
      [
        '>       assert calc.area(2) == pytest.approx(12.566)',
        'E       assert 6.283185307179586 == 12.566 ± 1.3e-05',
        'E         comparison failed',
        'E         Obtained: 6.283185307179586',
        'E         Expected: 12.566 ± 1.3e-05',
        'test_calc.py:5: AssertionError',
      ].join('\n'),
    );
  });

  it('are found without a summary, by file and title', () => {
    const withoutSummary = long.slice(0, long.indexOf('=========================== short'));
    const names = parse(withoutSummary).map(failure => failure.name);

    assert.ok(names.includes('test_calc.py::test_area'), names.join());
    assert.ok(names.includes('test_fix'), names.join());
    assert.equal(names.length, 6);
  });

  it('are found with the summary alone', () => {
    const failures = parse(`FF
=========================== short test summary info ============================
FAILED test_calc.py::test_area - assert 6.28 == 12.566
FAILED test_calc.py::test_x
2 failed in 0.96s`);

    assert.deepEqual(failures, [
      { kind: 'logic_error', name: 'test_calc.py::test_area', message: 'assert 6.28 == 12.566' },
      {
        kind: 'runtime_error',
        name: 'test_calc.py::test_x',
        message: 'It failed; the output does not say why.',
      },
    ]);
  });

  it('tell what kept a file from being collected', () => {
    const failures = parse(`==================================== ERRORS ====================================
_______________________ ERROR collecting test_collect.py _______________________
ImportError while importing test module '/workspace/test_collect.py'.
Hint: make sure your test modules/packages have valid Python names.
Traceback:
/usr/lib/python3.11/importlib/__init__.py:126: in import_module
    return _bootstrap._gcd_import(name[level:], package, level)
test_collect.py:1: in <module>
    import nonexistent_pkg
E   ModuleNotFoundError: No module named 'nonexistent_pkg'
_________________________ ERROR collecting test_syn.py _________________________
/usr/lib/python3.11/ast.py:50: in parse
    return compile(source, filename, mode, flags,
E     File "/workspace/test_syn.py", line 1
E       def f(:
E             ^
E   SyntaxError: invalid syntax
=========================== short test summary info ============================
ERROR test_collect.py
ERROR test_syn.py
!!!!!!!!!!!!!!!!!!! Interrupted: 2 errors during collection !!!!!!!!!!!!!!!!!!!!
============================== 2 errors in 1.59s ===============================`);

    assert.deepEqual(
      failures.map(({ kind, name, message, path, line }) => [kind, name, message, `${path}:${line}`]),
      [
        [
          'import_error',
          'test_collect.py',
          "ModuleNotFoundError: No module named 'nonexistent_pkg'",
          'test_collect.py:1',
        ],
        ['syntax_error', 'test_syn.py', 'SyntaxError: invalid syntax', 'test_syn.py:1'],
      ],
    );
  });

  it('are read from native tracebacks too', () => {
    const [failure] = parse(`=================================== FAILURES ===================================
_______________________________ test_divide_zero _______________________________
Traceback (most recent call last):
  File "/usr/lib/python3.11/site-packages/_pytest/runner.py", line 353, in from_call
    result: TResult | None = func()
  File "/workspace/test_calc.py", line 8, in test_divide_zero
    assert calc.divide(1, 0) == 0
  File "/workspace/pkg/calc.py", line 4, in divide
    return a / b
ZeroDivisionError: division by zero
=========================== short test summary info ============================
FAILED test_calc.py::test_divide_zero - ZeroDivisionError: division by zero`);

    assert.deepEqual(
      [failure?.name, failure?.path, failure?.line],
      ['test_calc.py::test_divide_zero', 'pkg/calc.py', 4],
    );
  });

  it('say when no test was found', () => {
    assert.deepEqual(
      parse('============================ no tests ran in 0.01s ============================='),
      [{ kind: 'test_error', message: 'pytest found no test, so none ran.' }],
    );
  });
});
