#!/bin/sh
# Run inside the finished image, in the sandbox's work folder, with the name of its set of packages (core or full):
# ends green when everything that CodeForge promises works.
set -eu

test "$(id -u)" = 1000
node --version
python --version

mkdir smoke && cd smoke
echo '{ "type": "module", "scripts": { "test": "node --test" } }' > package.json
echo 'export const add = (a: number, b: number): number => a + b;' > add.ts
cat > add.test.ts <<'END'
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add } from './add.ts';

test('adds', () => assert.equal(add(2, 3), 5));
END
npm test

full=$([ "${1-core}" = full ] && echo yes || echo no)
# Core has these only where npm was in reach; full promises them.
if [ $full = yes ] || command -v tsc; then
  tsc --noEmit --strict --target es2022 --module nodenext --allowImportingTsExtensions --types node add.test.ts
  tsx add.test.ts
fi

if [ $full = yes ]; then
  mkdir vitest
  cat > vitest/add.spec.ts <<'END'
import { expect, test } from 'vitest';
import { add } from '../add.ts';

test('adds', () => expect(add(2, 3)).toBe(5));
END
  vitest run --root vitest
fi
echo 'node image works'
