import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMemoryContentStore } from '../../../test/fakes/memory-run-store.ts';
import { hashBytes } from '../../store/content-hash.ts';
import { changeSetOf } from '../change/change-set.ts';
import { encodeText } from '../change/text-content.ts';
import { scanJavaScript } from './scan-javascript.ts';
import { scanPython } from './scan-python.ts';
import { softCheck } from './soft-check.ts';

describe('softCheck', () => {
  for (const [code, ...expected] of pythonCases()) {
    it(`says of Python ${JSON.stringify(code)}: ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(scanPython(code).map(told), expected);
    });
  }

  for (const [code, ...expected] of javaScriptCases()) {
    it(`says of JavaScript ${JSON.stringify(code)}: ${expected.join(', ') || 'nothing'}`, () => {
      assert.deepEqual(scanJavaScript(code).map(told), expected);
    });
  }

  it('tells path and line of what a new file calls, tests too', async () => {
    assert.deepEqual(await check('tests/test_a.py', null, 'import os\n\nos.system("ls")\n'), [
      {
        path: 'tests/test_a.py',
        line: 3,
        kind: 'process',
        what: 'os.system',
        sentence: 'tests/test_a.py:3 starts or ends a process: os.system.',
      },
    ]);
  });

  it('tells nothing of what stood there before, also where it has moved', async () => {
    const before = 'import os\nos.remove("a")\n';
    const after = 'import os\nprint(1)\nif True:\n    os.remove("a")\n';

    assert.deepEqual(await check('a.py', before, after), []);
  });

  it('tells the added one of two equal calls', async () => {
    const before = 'import os\nos.remove("a")\n';
    const after = 'import os\nos.remove("b")\nos.remove("a")\n';

    assert.deepEqual(
      (await check('a.py', before, after)).map(({ line }) => line),
      [2],
    );
  });

  it('looks at no other files, and at none that are deleted', async () => {
    assert.deepEqual(await check('notes.md', null, 'os.system("ls")'), []);
    assert.deepEqual(await check('a.py', 'import os\nos.system("ls")', null), []);
  });

  it('takes any text, and tells only lines that exist', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fragment).map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(anyText, text => {
        const lines = text.split('\n').length;
        for (const { line } of [...scanPython(text), ...scanJavaScript(text)]) {
          assert.equal(line >= 1 && line <= lines, true);
        }
      }),
    );
  });

  it('takes nesting deeper than any stack', () => {
    const deep = 'eval('.repeat(20_000);

    assert.equal(scanPython(deep).length > 0, true);
    assert.equal(scanJavaScript(deep).length > 0, true);
  });
});

const fragment = fc.constantFrom(
  ...['import os', 'from os import system as s', '\n', 's(', ')', 'os.system(', 'eval("', '"', "'", '{', '}'],
  ...[
    'const { exec } = require("child_process")',
    'exec(',
    'new Function(',
    '`',
    '/*',
    '#',
    '.',
    '\\',
    '   ',
  ],
);

function told({ line, kind, what }: { line: number; kind: string; what: string }): string {
  return `${line} ${kind} ${what}`;
}

async function check(path: string, before: string | null, after: string | null) {
  const contents = createMemoryContentStore(hashBytes);
  const put = (text: string | null) => (text === null ? null : contents.put(encodeText(text)));
  const change = { base: put(before), next: put(after), executable: false };
  return softCheck(changeSetOf({ [path]: change }, contents), contents);
}

function pythonCases(): readonly (readonly [string, ...string[]])[] {
  return [
    ['import subprocess as s\ns.run(["ls"])', '2 process subprocess.run'],
    ['from os import system, path\nsystem("ls")\npath.join("a")', '2 process os.system'],
    ['from os import (\n  remove as gone,\n)\ngone("a")', '4 deletion os.remove'],
    ['import os.path\nos.unlink("a")', '2 deletion os.unlink'],
    ['from shutil import *\nrmtree("a")', '2 deletion shutil.rmtree'],
    ['from pathlib import Path\nPath("a").unlink()', '2 deletion .unlink'],
    ['import urllib.request\nurllib.request.urlopen("x")', '2 network urllib.request.urlopen'],
    ['import socket\nsocket.socket()', '2 network socket.socket'],
    ['eval("1")\nexec("1")', '1 introspection eval', '2 introspection exec'],
    ['__import__("os").system("ls")', '1 introspection __import__'],
    ['getattr(__builtins__, "eval")("1")', '1 introspection __builtins__'],
    ['().__class__.__base__.__subclasses__()', '1 introspection .__subclasses__'],
    ['import re\nre.compile("a")\nself.exec()\nprint("os.system(1)")  # eval(1)'],
    ['def compile(x): return x\ncompile(1)'],
    ['class A:\n    def eval(self): pass\neval("1")', '3 introspection eval'],
  ];
}

function javaScriptCases(): readonly (readonly [string, ...string[]])[] {
  return [
    ["const { exec } = require('child_process');\nexec('ls');", '2 process child_process.exec'],
    ["const { exec: run } = require('node:child_process');\nrun('ls');", '2 process child_process.exec'],
    ["import { spawn as s } from 'node:child_process';\ns('ls');", '2 process child_process.spawn'],
    ["import fs from 'node:fs/promises';\nawait fs.rm('a');", '2 deletion fs.rm'],
    ["import * as fs from 'fs';\nfs.promises.unlink('a');", '2 deletion fs.promises.unlink'],
    ["require('fs').rmSync('a');", '1 deletion fs.rmSync'],
    ["const cp = await import('node:child_process');\ncp.fork('a');", '2 process child_process.fork'],
    ["fetch('http://a');\nnew WebSocket('ws://a');", '1 network fetch', '2 network WebSocket'],
    ["import http from 'node:http';\nhttp.get('http://a');", '2 network http.get'],
    ["eval('1');\nnew Function('1')();", '1 introspection eval', '2 introspection Function'],
    ["process.binding('fs');", '1 introspection process.binding'],
    ["[].constructor.constructor('1')();", '1 introspection .constructor'],
    ["const a: string = 'eval(1)'; // eval(1)\nmap.delete(a);\nregex.exec(a);\nfs.readFileSync(a);"],
    ['function fetch(x: number) { return x; }\nfetch(1);'],
  ];
}
