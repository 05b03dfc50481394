#!/bin/sh
# Run inside the finished image, in the sandbox's work folder: ends green when everything that CodeForge promises works.
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
if command -v tsc; then tsc --noEmit --strict --target es2022 --module nodenext add.ts; fi
if command -v tsx; then tsx add.test.ts; fi
echo 'node image works'
