#!/bin/sh
# Run inside the finished image, in the sandbox's work folder, with the name of its set of packages (core or full):
# ends green when everything that CodeForge promises works.
set -eu

test "$(id -u)" = 1000
python --version
test "$(python -c 'import sys; print(sys.prefix)')" = "$(python3 -c 'import sys; print(sys.prefix)')"
python3 -c 'import ctypes, json, sqlite3, ssl, zlib'

mkdir smoke && cd smoke
echo 'def test_adds(): assert 2 + 3 == 5' > test_smoke.py
python3 -m pytest -q -p no:cacheprovider
if [ "${1-core}" = full ]; then python ../smoke_test_full.py; fi
echo 'python image works'
