#!/bin/sh
# Packs the committed sources in two folders, with all builds from scratch, and compares the packages byte by byte.
# NuGet stamps the package's entries with the time, so a time is given: that of the last commit.
set -eu
cd "$(dirname "$0")/../.."
export DOTNET_NOLOGO=1 SOURCE_DATE_EPOCH="$(git log -1 --format=%ct)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for copy in one "another folder"; do
  mkdir -p "$work/$copy"
  git archive HEAD | tar -x -C "$work/$copy"
  if ! (cd "$work/$copy" && dotnet pack runtime/EmbeddedRnn -c Release -o package) > "$work/log" 2>&1; then
    cat "$work/log"
    exit 1
  fi
done
cmp "$work/one/package/"*.nupkg "$work/another folder/package/"*.nupkg
sha256sum < "$(ls "$work/one/package/"*.nupkg)"
echo "the same bytes from two folders"
