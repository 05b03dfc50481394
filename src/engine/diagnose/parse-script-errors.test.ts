import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseScriptErrors } from './parse-script-errors.ts';

const parse = (text: string) => parseScriptErrors(text.split('\n'));

describe('errors that end a script', () => {
  it('are placed in the first frame of the project', () => {
    const failures = parse(`file:///workspace/d.mjs:1
function g() { undefinedThing(); }
               ^

ReferenceError: undefinedThing is not defined
    at g (file:///workspace/d.mjs:1:16)
    at file:///workspace/d.mjs:2:1
    at ModuleJob.run (node:internal/modules/esm/module_job:561:25)

Node.js v24.21.0`);

    assert.deepEqual(failures, [
      {
        kind: 'runtime_error',
        message: 'ReferenceError: undefinedThing is not defined',
        path: 'd.mjs',
        line: 1,
        excerpt: 'at d.mjs:1\nat d.mjs:2',
      },
    ]);
  });

  it('are placed by the line above when only Node is on the stack', () => {
    const [failure] = parse(`file:///workspace/h.mjs:1
import {nope} from './d3.mjs'
        ^^^^
SyntaxError: The requested module './d3.mjs' does not provide an export named 'nope'
    at #asyncInstantiate (node:internal/modules/esm/module_job:455:21)
    at async ModuleJob.run (node:internal/modules/esm/module_job:553:5)`);

    assert.deepEqual(failure, {
      kind: 'import_error',
      message: "SyntaxError: The requested module './d3.mjs' does not provide an export named 'nope'",
      path: 'h.mjs',
      line: 1,
      excerpt: "import {nope} from './d3.mjs'",
    });
  });

  it('name a missing package and the file that wants it', () => {
    const [failure] = parse(`node:internal/modules/package_json_reader:331
  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);
        ^

Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'lodash' imported from /workspace/b2.mjs
    at Object.getPackageJSONURL (node:internal/modules/package_json_reader:331:9) {
  code: 'ERR_MODULE_NOT_FOUND'
}`);

    assert.deepEqual(failure, {
      kind: 'import_error',
      message: "Error: Cannot find package 'lodash' imported from /workspace/b2.mjs",
      path: 'b2.mjs',
    });
  });

  it('tell the cause', () => {
    const [failure] = parse(`Error: outer
    at file:///workspace/e2.mjs:1:7
    at async node:internal/modules/esm/loader:647:26 {
  [cause]: Error: inner
      at file:///workspace/e2.mjs:1:35
}`);

    assert.equal(failure?.message, 'Error: outer (caused by Error: inner)');
  });

  it('are read from Deno, which prints the source in between', () => {
    const failures =
      parse(`error: Uncaught (in promise) NotCapable: Requires read access to "/etc/passwd", run again with the --allow-read flag
Deno.readTextFileSync("/etc/passwd")
     ^
    at Object.readTextFileSync (ext:deno_fs/30_fs.js:1:9859)
    at file:///workspace/o.ts:1:6
error: Import "lodashnope" not a dependency
  hint: If you want to use the npm package, try running \`deno add npm:lodashnope\`
    at file:///workspace/b2.mjs:1:8
error: SyntaxError: Unexpected token \`<eof>\`
  |
1 | function f( { 
  |              ~
    at file:///workspace/c.mjs:1:14`);

    assert.deepEqual(
      failures.map(({ kind, message, path }) => [kind, message.split('\n')[0], path]),
      [
        [
          'environment_error',
          'NotCapable: Requires read access to "/etc/passwd", run again with the --allow-read flag',
          'o.ts',
        ],
        ['import_error', 'Import "lodashnope" not a dependency', 'b2.mjs'],
        ['syntax_error', 'SyntaxError: Unexpected token `<eof>`', 'c.mjs'],
      ],
    );
  });

  it('are not seen in prose that merely speaks of errors', () => {
    assert.deepEqual(parse('Error: something\nwas logged\nand life went on'), []);
  });
});
