#!/bin/sh
# Fuzz each parser for SECONDS (default 600): sh tests/fuzz.sh [SECONDS] [NAME...]
# New inputs go to build/fuzz/corpus; what crashes to build/fuzz.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source_dir=$(dirname "$here")
build=$source_dir/build/fuzz
seconds=${1:-600}
[ $# -eq 0 ] || shift

sh "$here/set-up.sh" build test
cmake -S "$source_dir" -B "$build" -G Ninja -DFOI_BUILD_TESTS=ON -DFOI_BUILD_FUZZERS=ON \
    -DFOI_SANITIZE=address,undefined,fuzzer-no-link -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ >/dev/null
cmake --build "$build" >/dev/null
for fuzzer in "$build"/tests/fuzz_*; do
    name=$(basename "$fuzzer")
    case " ${*:-$name} " in *" $name "*) ;; *) continue ;; esac
    mkdir -p "$build/corpus/$name"
    more=
    if [ "$name" = fuzz_tag ]; then
        python3 "$here/fuzz/seeds.py" "$build/tag"
        more="-dict=$build/tag/dictionary $build/tag/seeds"
    fi
    echo "== $name, $seconds s"
    # shellcheck disable=SC2086 # the seeds are a word of their own
    (cd "$build" && "$fuzzer" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 \
        "$build/corpus/$name" "$here/fuzz/corpus/$name" $more)
done
