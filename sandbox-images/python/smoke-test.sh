#!/bin/sh
# Run inside the finished image, in the sandbox's work folder: ends green when everything that CodeForge promises works.
set -eu

test "$(id -u)" = 1000
python --version
python3 -c 'import ctypes, json, sqlite3, ssl, zlib'

mkdir smoke && cd smoke
echo 'def test_adds(): assert 2 + 3 == 5' > test_smoke.py
python3 -m pytest -q -p no:cacheprovider
echo 'python image works'
