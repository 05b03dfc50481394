import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { defaultDataDirectory } from './default-data-directory.ts';

describe('defaultDataDirectory', () => {
  it('is CODEFORGE_HOME when that is set, on every system', () => {
    assert.equal(defaultDataDirectory({ CODEFORGE_HOME: '/data', HOME: '/home/me' }, 'linux'), '/data');
    assert.equal(defaultDataDirectory({ CODEFORGE_HOME: '/data' }, 'darwin'), '/data');
    assert.equal(defaultDataDirectory({ CODEFORGE_HOME: 'D:\\data' }, 'win32'), 'D:\\data');
  });

  it('makes a relative CODEFORGE_HOME absolute', function () {
    if (process.platform === 'win32') this.skip(); // this asks for the POSIX rule
    assert.equal(defaultDataDirectory({ CODEFORGE_HOME: 'data' }, 'linux'), resolve('data'));
  });

  it('is the data folder of the system otherwise', () => {
    const windows = { LOCALAPPDATA: 'C:\\Users\\me\\AppData\\Local' };

    assert.equal(defaultDataDirectory({ HOME: '/home/me' }, 'linux'), '/home/me/.local/share/codeforge');
    assert.equal(
      defaultDataDirectory({ HOME: '/Users/me' }, 'darwin'),
      '/Users/me/Library/Application Support/CodeForge',
    );
    assert.equal(defaultDataDirectory(windows, 'win32'), 'C:\\Users\\me\\AppData\\Local\\CodeForge');
    assert.equal(
      defaultDataDirectory({ USERPROFILE: 'C:\\Users\\me' }, 'win32'),
      'C:\\Users\\me\\AppData\\Local\\CodeForge',
    );
  });

  it('follows XDG_DATA_HOME on Linux, if that is absolute as its specification demands', () => {
    const home = { HOME: '/home/me' };

    assert.equal(defaultDataDirectory({ ...home, XDG_DATA_HOME: '/xdg' }, 'linux'), '/xdg/codeforge');
    assert.equal(
      defaultDataDirectory({ ...home, XDG_DATA_HOME: 'xdg' }, 'linux'),
      '/home/me/.local/share/codeforge',
    );
  });

  it('asks the system for the home folder when the environment does not name it, and takes empty for unset', () => {
    const expected = join(homedir(), '.local', 'share', 'codeforge');

    assert.equal(
      defaultDataDirectory({ CODEFORGE_HOME: '', HOME: '', XDG_DATA_HOME: '' }, 'linux'),
      expected,
    );
  });
});
