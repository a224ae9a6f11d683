#!/bin/sh
# See it work: installs what is missing, builds, indexes the example corpus, shows a search.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source_dir=$(dirname "$here")
build=$source_dir/build/try

sh "$source_dir/tests/set-up.sh" build
log=$(mktemp)
if ! cmake -S "$source_dir" -B "$build" -G Ninja >"$log" 2>&1 ||
    ! cmake --build "$build" >>"$log" 2>&1; then
    cat "$log"
    exit 1
fi
rm -f "$log"

documents=$build/corpus
index=$build/index
rm -rf "$documents"
python3 "$here/make-documents.py" "$documents"
"$build/bin/foi-index" -i "$index" "$documents" || [ $? -eq 1 ]

echo
echo "\$ foi-query 'ruling:rejected:43(2)'"
"$build/bin/foi-query" -i "$index" 'ruling:rejected:43(2)'
echo
echo "Ask more: $build/bin/foi-query -i $index 'exemption:40 \"public interest\"'"
