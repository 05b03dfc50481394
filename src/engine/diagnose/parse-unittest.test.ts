import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseUnittest } from './parse-unittest.ts';

const parse = (text: string) => parseUnittest(text.split('\n'));

const ruler = '='.repeat(70);
const line = '-'.repeat(70);

describe('failures of unittest', () => {
  it('carry the test id, the place and what was compared', () => {
    const failures = parse(`FE.
${ruler}
ERROR: test_raise (test_calc.TestClass.test_raise)
It has a docstring.
${line}
Traceback (most recent call last):
  File "/workspace/test_calc.py", line 21, in test_raise
    calc.load('/nonexistent')
  File "/workspace/pkg/calc.py", line 13, in load
    raise RuntimeError("cannot load")
RuntimeError: cannot load

${ruler}
FAIL: test_eq (test_calc.TestClass)
${line}
Traceback (most recent call last):
  File "/workspace/test_calc.py", line 19, in test_eq
    self.assertEqual([1, 2], [1, 3], 'lists')
AssertionError: Lists differ: [1, 2] != [1, 3]

First differing element 1:
2
3

- [1, 2]
+ [1, 3] : lists

${line}
Ran 3 tests in 0.002s

FAILED (failures=1, errors=1)`);

    assert.deepEqual(
      failures.map(({ kind, name, message, path, line: at }) => ({ kind, name, message, path, at })),
      [
        {
          kind: 'runtime_error',
          name: 'test_calc.TestClass.test_raise',
          message: 'RuntimeError: cannot load',
          path: 'pkg/calc.py',
          at: 13,
        },
        {
          kind: 'logic_error',
          name: 'test_calc.TestClass.test_eq',
          message: 'AssertionError: Lists differ: [1, 2] != [1, 3]',
          path: 'test_calc.py',
          at: 19,
        },
      ],
    );
    assert.match(failures[1]?.excerpt ?? '', /First differing element 1:\n2\n3\n- \[1, 2\]\n\+ \[1, 3\]/u);
  });

  it('tell subtests of one test apart', () => {
    const failures = parse(`${ruler}
FAIL: test_sub (test_calc.TestClass.test_sub) (i=1)
${line}
Traceback (most recent call last):
  File "/workspace/test_calc.py", line 25, in test_sub
    self.assertEqual(i, 0)
AssertionError: 1 != 0
`);

    assert.equal(failures[0]?.name, 'test_calc.TestClass.test_sub (i=1)');
  });

  it('name the module that could not be imported', () => {
    const failures = parse(`E
${ruler}
ERROR: test_collect (unittest.loader._FailedTest.test_collect)
${line}
ImportError: Failed to import test module: test_collect
Traceback (most recent call last):
  File "/usr/lib/python3.11/unittest/loader.py", line 154, in loadTestsFromName
    module = __import__(module_name)
  File "/workspace/test_collect.py", line 1, in <module>
    import nonexistent_pkg
ModuleNotFoundError: No module named 'nonexistent_pkg'


${line}
Ran 1 test in 0.000s

FAILED (errors=1)`);

    assert.equal(failures.length, 1);
    assert.deepEqual(
      [failures[0]?.kind, failures[0]?.name, failures[0]?.message, failures[0]?.line],
      ['import_error', 'test_collect', "ModuleNotFoundError: No module named 'nonexistent_pkg'", 1],
    );
  });

  it('blame the test for an error in its set-up', () => {
    const failures = parse(`${ruler}
ERROR: setUpClass (test_calc.TestClass)
${line}
Traceback (most recent call last):
  File "/workspace/test_calc.py", line 5, in setUpClass
    cls.db = connect()
ValueError: no database
`);

    assert.deepEqual(
      [failures[0]?.kind, failures[0]?.name],
      ['test_error', 'test_calc.TestClass.setUpClass'],
    );
  });

  it('say when no test was found', () => {
    const failures = parse(`\n${line}\nRan 0 tests in 0.000s\n\nNO TESTS RAN`);

    assert.deepEqual(failures, [{ kind: 'test_error', message: 'No test was found, so none ran.' }]);
  });
});
