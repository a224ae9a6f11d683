#!/bin/sh
# Install the Debian packages that are missing: sh tests/set-up.sh build [test] [peer]
# Asks for nothing that is there already; needs root or sudo only where something is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

missing=
for group in "$@"; do
    for package in $(sed -n "s/^$group \([a-z0-9.+-]*\)$/\1/p" "$here/packages.txt"); do
        state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
        [ "$state" = "install ok installed" ] || missing="$missing $package"
    done
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1; then
    as_root=sudo
else
    echo "These packages are missing, and installing them needs root:$missing" >&2
    exit 1
fi
echo "Installing:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
