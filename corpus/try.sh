#!/bin/sh
# See it work: installs what is missing, builds, indexes the example corpus, shows a search.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source_dir=$(dirname "$here")
build=$source_dir/build/try

sh "$source_dir/tests/set-up.sh" build
cmake -S "$source_dir" -B "$build" -G Ninja >"$source_dir/build.log" 2>&1 ||
    { cat "$source_dir/build.log"; exit 1; }
rm -f "$source_dir/build.log"
cmake --build "$build" | tail -n 1

documents=$build/corpus
index=$build/index
rm -rf "$documents"
python3 "$here/make-documents.py" "$documents"
"$build/bin/foi-index" -i "$index" "$documents" || [ $? -eq 1 ]

set -- 'ruling:rejected:43 OR "public interest"'
echo
echo "\$ foi-query -i $index --limit=3 '$1'"
"$build/bin/foi-query" -i "$index" --limit=3 "$1"
