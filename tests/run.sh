#!/bin/sh
# Install what is missing, build, and run all tests: sh tests/run.sh [--sanitize]
# --sanitize builds with clang, AddressSanitizer (leaks included) and UndefinedBehaviorSanitizer.
# Ends with Criterion's closing lines and a line "N passed, N failed"; exits 0 when nothing failed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source_dir=$(dirname "$here")

sh "$here/set-up.sh" build test

build=$source_dir/build/test
configure="-DFOI_BUILD_TESTS=ON -DFOI_WERROR=ON"
if [ "${1:-}" = --sanitize ]; then
    build=$source_dir/build/sanitize
    configure="$configure -DFOI_SANITIZE=address,undefined -DFOI_BUILD_FUZZERS=ON
        -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++"
fi
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
mkdir "$logs/sanitizer"

# shellcheck disable=SC2086 # the options are meant to be split
if ! cmake -S "$source_dir" -B "$build" -G Ninja $configure >"$logs/build" 2>&1 ||
    ! cmake --build "$build" >>"$logs/build" 2>&1; then
    grep -E -A 12 'error|Error|FAILED' "$logs/build" || cat "$logs/build"
    echo "The build failed."
    exit 1
fi
# Criterion ends with 0 although a test leaks, so what a sanitizer says goes to files that are looked for.
# libxapian deletes an object of its own by another size: not ours to mend (new_delete_type_mismatch).
export ASAN_OPTIONS="log_path=$logs/sanitizer/report:detect_leaks=1:allocator_may_return_null=1:new_delete_type_mismatch=0"
export LSAN_OPTIONS="suppressions=$here/leaks-of-libraries.txt:print_suppressions=0"
export UBSAN_OPTIONS="print_stacktrace=1:log_path=$logs/sanitizer/report"
export FOI_BIN="$build/bin"

passed=0
failed=0

count_criterion() { # the log of one Criterion program that ended with status $2
    line=$(grep -a 'Synthesis:' "$1" | tail -n 1 | sed 's/\x1b\[[0-9;]*m//g')
    good=$(printf '%s' "$line" | sed -n 's/.*Passing: *\([0-9]*\).*/\1/p')
    tested=$(printf '%s' "$line" | sed -n 's/.*Tested: *\([0-9]*\).*/\1/p')
    if [ -z "$tested" ]; then
        cat "$1"
        echo "A test program ended with status $2 before its tests did."
        failed=$((failed + 1))
        return
    fi
    passed=$((passed + good))
    failed=$((failed + tested - good))
    [ "$2" -eq 0 ] && [ "$good" -eq "$tested" ] || cat "$1"
    printf '%s\n' "$line" >>"$logs/closing"
}

for program in "$build"/tests/*; do
    case $program in */unit-tests | */xapian-c-*) ;; *) continue ;; esac
    status=0
    timeout 900 "$program" >"$logs/criterion" 2>&1 || status=$?
    count_criterion "$logs/criterion" "$status"
done

status=0
timeout 1500 python3 "$here/end-to-end/run.py" "$build" >"$logs/end-to-end" 2>&1 || status=$?
line=$(grep -E '^end-to-end: [0-9]+ passed, [0-9]+ failed, [0-9]+ skipped$' "$logs/end-to-end" |
    tail -n 1)
good=$(printf '%s' "$line" | sed -n 's/^end-to-end: \([0-9]*\) passed.*/\1/p')
bad=$(printf '%s' "$line" | sed -n 's/.* \([0-9]*\) failed.*/\1/p')
grep -E '^skipped' "$logs/end-to-end" || true
passed=$((passed + ${good:-0}))
failed=$((failed + ${bad:-1}))
if [ "$status" -ne 0 ] || [ "${bad:-1}" -ne 0 ]; then
    cat "$logs/end-to-end"
fi

for fuzzer in "$build"/tests/fuzz_*; do
    [ -x "$fuzzer" ] || continue
    corpus=$here/fuzz/corpus/$(basename "$fuzzer")
    if timeout 300 "$fuzzer" -runs=0 "$corpus" >"$logs/fuzz" 2>&1; then
        passed=$((passed + 1))
    else
        cat "$logs/fuzz"
        failed=$((failed + 1))
    fi
done

# A leak is ours when a line of ours stands in its stack; every other error counts. What is neither is
# the last word of a process that a test killed.
is_ours() {
    grep -qE 'ERROR: |runtime error' "$1" || return 1
    if grep -q 'LeakSanitizer: detected' "$1" && ! grep -qE 'AddressSanitizer: [a-z]|runtime error' "$1"; then
        awk -v tree="$source_dir/" 'BEGIN { RS = "" }
            /leak of/ && (index($0, tree "indexer/") || index($0, tree "query/") ||
                index($0, tree "xapian-c/") || index($0, tree "tests/")) { ours = 1 }
            END { exit !ours }' "$1"
    fi
}
for report in "$logs"/sanitizer/*; do
    [ -s "$report" ] || continue
    is_ours "$report" || continue
    echo "A sanitizer reports:"
    head -n 60 "$report"
    failed=$((failed + 1))
done

cat "$logs/closing" 2>/dev/null || true
[ -z "$line" ] || echo "$line"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
