#!/usr/bin/env bash
# Compares a model directory with the model list of the service, edits the directory, validates and builds it, and writes the text of the
# pull request. Requires no network if --from is a file.
#
#   .github/model-sync.sh --provider ID [--from FILE|URL] [--as-of DATE] [--allow-removals N] [--directory DIR]
#                         [--build PROJECT] [--test PROJECT] [--out DIR]
#
# Requires a clean working tree. Writes pull-request.md and sync.txt to --out, and the file "changed" if the directory changed.
# Facts that the tool could not compare (exit code 11) do not fail the script; sync.txt and the pull request list them.
# The environment variable NANOGPT is the command that runs the tool; the default builds it from this repository.
set -euo pipefail

provider='' from='' as_of='' removals='' directory='schema' build='' test='' out=''
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || { echo "model-sync: $1 needs a value" >&2; exit 2; }
  case "$1" in
    --provider) provider=$2 ;;
    --from) from=$2 ;;
    --as-of) as_of=$2 ;;
    --allow-removals) removals=$2 ;;
    --directory) directory=$2 ;;
    --build) build=$2 ;;
    --test) test=$2 ;;
    --out) out=$2 ;;
    *) echo "model-sync: unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
[ -n "$provider" ] || { echo 'model-sync: --provider is missing' >&2; exit 2; }

# Paths in git revisions are relative to the root of the repository.
cd "$(git rev-parse --show-toplevel)"
out=${out:-artifacts/model-sync}
mkdir -p "$out"
rm -f "$out/changed" "$out/pull-request.md" "$out/sync.txt"

# The command and its arguments as an array.
read -r -a tool <<<"${NANOGPT:-dotnet run --project generator/NanoGpt.Cli --}"
step() { printf '== %s\n' "$1" >&2; }

if [ -n "$(git status --porcelain -- "$directory")" ]; then
  echo "model-sync: $directory has changes that are not committed: commit or revert them first" >&2
  exit 2
fi

step 'sync'
code=0
"${tool[@]}" sync --provider "$provider" --directory "$directory" --write ${from:+--from "$from"} ${as_of:+--as-of "$as_of"} \
  ${removals:+--allow-removals "$removals"} >"$out/sync.txt" || code=$?
[ "$code" -eq 0 ] || [ "$code" -eq 11 ] || exit "$code"
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
  printf 'The model list of `%s` differs from the model directory. Review each change before you merge.\n\n' "$provider"
  "${tool[@]}" diff "git:HEAD:$directory" "$directory" --markdown
  printf '\n### Output of the comparison\n\n'

  # An indented code block cannot be ended by its content.
  sed 's/^/    /' "$out/sync.txt"
} >"$out/pull-request.md"
touch "$out/changed"
cat "$out/pull-request.md"
