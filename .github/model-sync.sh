#!/usr/bin/env bash
# What the model-sync workflow does, as one script: compare a directory with the vendor's list, edit it, prove that it still validates
# and builds, and write the pull request's text. It needs no network when --from names a file.
#
#   .github/model-sync.sh --provider ID [--from FILE|URL] [--directory DIR] [--build PROJECT] [--test PROJECT] [--out DIR]
#
# Run it in a clean working tree. In --out: pull-request.md, sync.txt, and the file "changed" if anything did.
# NANOGPT is the command that runs the tool; by default it is built from this repository.
set -euo pipefail

provider='' from='' directory='schema' build='' test='' out=''
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || { echo "model-sync: $1 needs a value" >&2; exit 2; }
  case "$1" in
    --provider) provider=$2 ;;
    --from) from=$2 ;;
    --directory) directory=$2 ;;
    --build) build=$2 ;;
    --test) test=$2 ;;
    --out) out=$2 ;;
    *) echo "model-sync: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
[ -n "$provider" ] || { echo 'model-sync: --provider is missing' >&2; exit 2; }

# Revisions name folders from the root of the repository, so everything else does, too.
cd "$(git rev-parse --show-toplevel)"
out=${out:-artifacts/model-sync}
mkdir -p "$out"
rm -f "$out/changed" "$out/pull-request.md" "$out/sync.txt"

# A command with its arguments, as a list.
read -r -a tool <<<"${NANOGPT:-dotnet run --project generator/NanoGpt.Cli --}"
step() { printf '== %s\n' "$1" >&2; }

if [ -n "$(git status --porcelain -- "$directory")" ]; then
  echo "model-sync: $directory has changes that are not committed: commit or drop them first" >&2
  exit 2
fi

step 'sync'
"${tool[@]}" sync --provider "$provider" --directory "$directory" --write ${from:+--from "$from"} >"$out/sync.txt"
cat "$out/sync.txt" >&2
if [ -z "$(git status --porcelain -- "$directory")" ]; then
  step 'nothing changed'
  exit 0
fi

step 'validate'
"${tool[@]}" validate "$directory" >&2

if [ -n "$build" ]; then
  step 'build'
  dotnet build "$build" >&2
fi

if [ -n "$test" ]; then
  step 'test'
  dotnet test "$test" >&2
fi

step 'diff'
{
  printf 'The list of `%s` and the directory differ. These edits bring the directory up to date; please look at each before you merge.\n\n' "$provider"
  "${tool[@]}" diff "git:HEAD:$directory" "$directory" --markdown
  printf '\n### What was compared\n\n'

  # Four spaces make a block of code that no text in it can end.
  sed 's/^/    /' "$out/sync.txt"
} >"$out/pull-request.md"
touch "$out/changed"
cat "$out/pull-request.md"
