#!/bin/sh
# Style and static checks: clang-format over every C and C++ file, clang-tidy over the C sources.
# Wants the build of tests/run.sh for its compile commands.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source_dir=$(dirname "$here")
cd "$source_dir"

sh "$here/set-up.sh" build test
git ls-files '*.c' '*.h' '*.cc' | xargs clang-format --dry-run --Werror
[ -f build/test/compile_commands.json ] || sh "$here/run.sh"
git ls-files 'indexer/*.c' 'query/*.c' 'xapian-c/*.c' ':!xapian-c/tests' |
    xargs -P "$(nproc)" -n 8 clang-tidy --quiet -p build/test 2>/dev/null
echo "style: clean"
