import assert from 'node:assert/strict';
import { ForgeError } from '../../engine/forge-error.ts';
import { dockerError } from './docker-error.ts';

const address = 'unix:///x.sock';

/** As the client library throws them. */
function refused(statusCode: number, message: string): Error {
  return Object.assign(new Error(`(HTTP code ${statusCode}) server error - ${message} `), {
    statusCode,
    json: { message },
  });
}

function failed(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}

describe('dockerError', () => {
  for (const [name, error, message] of [
    [
      'nobody listening',
      failed('ECONNREFUSED'),
      /^Docker is not answering at unix:\/\/\/x\.sock\. Start it, or /u,
    ],
    ['no socket', failed('ENOENT'), /not answering/u],
    ['a cut connection', failed('ECONNRESET'), /not answering/u],
    ['a deadline', new DOMException('too long', 'TimeoutError'), /not answering/u],
    [
      'missing rights',
      failed('EACCES'),
      /^CodeForge may not use Docker at .*\. Give your user access to it, or /u,
    ],
    ['a full disk', refused(500, 'mkdir /x: no space left on device'), /no disk space left\. Free some/u],
    ['a missing container', refused(404, 'No such container: 1'), /disappeared .*\. Resume the run/u],
    ['a stopped container', refused(409, 'Container 1 is not running'), /disappeared .*\. Resume the run/u],
    [
      'an answer that is no HTTP',
      failed('HPE_INVALID_CONSTANT'),
      /^What answers at .* is no Docker engine\. Set/u,
    ],
    [
      'a web server',
      Object.assign(refused(404, 'Not Found'), { json: Buffer.from('<html>') }),
      /^What answers at .* is no Docker engine\. Set DOCKER_HOST/u,
    ],
    [
      'any other refusal',
      refused(400, 'bad limit'),
      /^Docker refused what the sandbox needs: bad limit\. Check/u,
    ],
  ] as const) {
    it(`tells of ${name} in sentences, and that trying again may help`, () => {
      const told = dockerError(error, address);

      assert.ok(told instanceof ForgeError);
      assert.deepEqual([told.code, told.retryable, told.cause], ['sandbox.unavailable', true, error]);
      assert.match(told.message, message);
    });
  }

  it('leaves aborts, errors that were told already, and bugs as they are', () => {
    const abort = new DOMException('stop', 'AbortError');
    const forge = new ForgeError('config.invalid', 'No. Do this.');
    const bug = new TypeError('undefined is not a function');

    assert.deepEqual(
      [abort, forge, bug, 'text'].map(error => dockerError(error, address)),
      [abort, forge, bug, 'text'],
    );
  });
});
