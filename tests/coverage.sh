#!/bin/sh
# Line coverage of the C code by the unit and end-to-end tests: sh tests/coverage.sh
# Prints gcovr's table and fails below 85 % of lines.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source_dir=$(dirname "$here")
build=$source_dir/build/coverage

sh "$here/set-up.sh" build test
cmake -S "$source_dir" -B "$build" -G Ninja -DFOI_BUILD_TESTS=ON -DFOI_COVERAGE=ON \
    -DCMAKE_BUILD_TYPE=Debug >/dev/null
cmake --build "$build" >/dev/null
find "$build" -name '*.gcda' -delete

export FOI_BIN="$build/bin"
timeout 1200 "$build/tests/unit-tests" >/dev/null 2>&1 || echo "unit tests failed" >&2
timeout 1800 python3 "$here/end-to-end/run.py" "$build" | tail -n 1
gcovr --root "$source_dir" --filter "$source_dir/(indexer|query)/" --gcov-ignore-parse-errors \
    --fail-under-line 85 "$build"
