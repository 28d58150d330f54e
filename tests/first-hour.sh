#!/usr/bin/env bash
# What a newcomer does in the first hour, from the packages alone: the lines of the README, typical mistakes, an own model, the
# templates and the tool on terminals of several widths. Ends with the first step that does not do what it says.
#
#   tests/first-hour.sh FEED VERSION     FEED: a folder with the packages; VERSION: their version
set -euo pipefail
feed=$(cd "$1" && pwd)
version=$2
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

# A home of its own, so that no tool, template or source of this machine is used or left behind. Packages of the machine are read
# where they are; new ones go into the home, or a build beside this one would find ours and then miss them.
work=$(mktemp -d)
machine=${NUGET_PACKAGES:-$HOME/.nuget/packages}
export NUGET_PACKAGES=$work/packages
[ ! -d "$machine" ] || export NUGET_FALLBACK_PACKAGES=$machine
export HOME=$work/home DOTNET_CLI_HOME=$work/home DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export PATH=$work/home/.dotnet/tools:$PATH NO_COLOR=1
mkdir -p "$HOME"
echo '-maxCpuCount:1' > "$work/Directory.Build.rsp"   # projects this small build in less time without a second process
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

step() { printf '== %s (%ds)\n' "$1" "$SECONDS"; }
fail() { printf 'FAILED: %s\n' "$1"; exit 1; }
# expect TEXT FILE: the file contains the text.
expect() { grep -qF -- "$1" "$2" || { cat "$2"; fail "the output lacks: $1"; }; }
# block MARKER: the code block of the README that follows a marker.
block() { awk -v marker="<!-- $1 -->" '$0 == marker { found = 1; next } found && /^```/ { if (inside) exit; inside = 1; next } inside' "$repository/README.md"; }

step 'install, as the README says'
mkdir "$work/app" && cd "$work/app"
dotnet new console --no-restore >/dev/null
dotnet nuget add source "$feed" --name nanogpt >/dev/null
block install | sed 's/ *#.*//' | while read -r line; do
  case $line in
    'dotnet new install '*) $line::"$version" >/dev/null ;;
    *) $line --version "$version" >/dev/null ;;
  esac
done
expect "NanoGpt.Codegen" app.csproj

step 'ten lines, offline'
block example > Program.cs
nanogpt serve --port 0 > "$work/serve.txt" 2> "$work/serve.log" & server=$!
until grep -q '^http' "$work/serve.txt"; do kill -0 "$server" || fail 'serve ended'; read -rt 0.1 <> <(:) || true; done
address=$(head -1 "$work/serve.txt"); address=${address%/}
offline=$(block offline | sed "s|http://127.0.0.1:5080|$address|")
eval "$offline" > "$work/run.txt" 2>&1 || { cat "$work/run.txt"; fail 'the ten lines did not run'; }
[ -s lighthouse.mp4 ] || fail 'no video'

step 'twelve mistakes'
cat > Program.cs <<'CS'
using NanoGpt;
using NanoGpt.Models;

object[] requests =
[
    new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1792x1024 },
    new Sora2Request { Resolution = Sora2Resolution.R720p },
    new Sora2Request { Prompt = "x", Duration = (Sora2Duration)5 },
    new Sora2Request { Prompt = "x", Resolution = "720p" },
    new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1080p },
    new Sora2Request { Prompt = "" },
    new Sora2Request { Prompt = "x", Image = "waves.png" },
    new Sora2Request { Prompt = "x", Image = ImageInput.FromUrl("http://localhost/waves.png") },
    new Sora2Request { Prompt = "x", Seconds = 8 },
    new Sora2Request { Prompt = "x", ProMode = true, Resolution = Sora2Resolution.R1792x1024 } with { ProMode = false },
    new RawVideoRequest("sora2"),
    new NanoGptClient("0123456789abcdef0123456789abcdef0123"),
];
Console.WriteLine(requests.Length);
CS
dotnet build -v q -nologo > "$work/mistakes.txt" 2>&1 && fail 'the mistakes compile'
for message in \
  'Program.cs(6,38): error NGPT120: Resolution = R1792x1024 requires ProMode = true' \
  "Program.cs(7,9): error CS9035: Required member 'Sora2Request.Prompt' must be set" \
  'Program.cs(8,38): error NGPT104: Duration = 5 is not allowed: use one of 4, 8, 12.' \
  "Program.cs(9,51): error CS0029: Cannot implicitly convert type 'string' to 'NanoGpt.Models.Sora2Resolution?'" \
  'Program.cs(9,51): warning NGPT109: Resolution takes R720p or R1792x1024, not "720p"' \
  "Program.cs(10,67): error CS0117: 'Sora2Resolution' does not contain a definition for 'R1080p'" \
  'Program.cs(10,51): warning NGPT109: Resolution takes R720p or R1792x1024, not Sora2Resolution.R1080p' \
  'Program.cs(11,24): error NGPT108: Prompt is required.' \
  "Program.cs(12,46): error CS0029: Cannot implicitly convert type 'string' to 'NanoGpt.ImageInput'" \
  'Program.cs(12,46): warning NGPT109: Image takes ImageInput.FromFile' \
  'Program.cs(13,38): error NGPT132: Image = http://localhost/waves.png cannot be fetched by the provider' \
  "Program.cs(14,38): error CS0117: 'Sora2Request' does not contain a definition for 'Seconds'" \
  "Program.cs(14,38): warning NGPT109: Sora2Request has no property Seconds: did you mean 'Duration'?" \
  'Program.cs(15,54): error NGPT120: Resolution = R1792x1024 requires ProMode = true' \
  'Program.cs(16,25): warning NGPT142: The directory has no model sora2: did you mean sora-2?' \
  'Program.cs(17,23): warning NGPT170: The API key is in the source'
do expect "$message" "$work/mistakes.txt"; done

step 'an own model, with a mistake and without'
mkdir models
cat > models/mine.yaml <<'YAML'
id: mine
title: Mine
summary: My own model.
modes: [text-to-video]
inputs:
  prompt: { required: true }
  resolutoin: { values: [720p] }
sources: [own]
YAML
cat > Program.cs <<'CS'
using NanoGpt.Models;

Console.WriteLine(new MineRequest { Prompt = "x", Resolution = MineResolution.R720p }.ToJson());
CS
sed -i 's|</Project>|  <ItemGroup><NanoGptModel Include="models/*.yaml" /></ItemGroup>\n</Project>|' app.csproj
dotnet build -v q -nologo > "$work/own.txt" 2>&1 && fail 'the misspelt field compiles'
expect 'mine.yaml(7,3): error NGPT' "$work/own.txt"
sed -i 's/resolutoin/resolution/; /^sources/d' models/mine.yaml
dotnet run > "$work/own.txt" 2>&1 || { cat "$work/own.txt"; fail 'the own model does not compile'; }
expect '{"model":"mine","prompt":"x","resolution":"720p"}' "$work/own.txt"

step 'init, and a directory of its own'
mkdir "$work/fresh" && cd "$work/fresh"
dotnet new console --no-restore >/dev/null
dotnet add package NanoGpt.Codegen --version "$version" >/dev/null
nanogpt init --models 'nanogpt/sora-*' > "$work/init.txt" 2>&1 || { cat "$work/init.txt"; fail 'init'; }
nanogpt validate models > "$work/init.txt" 2>&1 || { cat "$work/init.txt"; fail 'the first model is not valid'; }
dotnet build -v q -nologo -warnaserror > "$work/init.txt" 2>&1 || { cat "$work/init.txt"; fail 'the first model does not compile'; }
nanogpt init --directory --out "$work/own" > "$work/init.txt" 2>&1 || { cat "$work/init.txt"; fail 'init --directory'; }
cd "$work/own"
nanogpt validate schema/nanogpt > "$work/init.txt" 2>&1 || { cat "$work/init.txt"; fail 'the own directory is not valid'; }
nanogpt sync --provider nanogpt --directory schema --from "$address/api/v1/video-models" > "$work/sync.txt" 2>&1 \
  || { cat "$work/sync.txt"; fail 'the list of the emulator differs from the directory'; }
cp -r schema before && sed -i 's/^summary: .*/summary: Another text./' schema/nanogpt/models/sora-2.yaml
nanogpt diff before/nanogpt schema/nanogpt --fail-on breaking > "$work/diff.txt" || { cat "$work/diff.txt"; fail 'a changed text is breaking'; }
sed -i 's/values: \[4, 8, 12\]/values: [4, 8]/' schema/nanogpt/models/sora-2.yaml
nanogpt diff before/nanogpt schema/nanogpt --fail-on breaking > "$work/diff.txt" && fail 'a removed value is not breaking'

step 'templates'
cd "$work"
for template in console worker web; do
  dotnet new "nanogpt-$template" -o "$work/$template" >/dev/null
  dotnet build "$work/$template" -v q -nologo -warnaserror > "$work/$template.txt" 2>&1 || { cat "$work/$template.txt"; fail "nanogpt-$template"; }
done
(cd "$work/console" && dotnet run --no-build > "$work/console.txt" 2>&1) || { cat "$work/console.txt"; fail 'nanogpt-console does not run'; }

step 'the tool on 40 and 100 columns'
for columns in 40 100; do
  COLUMNS=$columns nanogpt models list > "$work/list-$columns.txt"
  expect sora-2 "$work/list-$columns.txt"
done
NANOGPT_BASE_URL=$address NANOGPT_API_KEY=local nanogpt run sora-2 prompt=A duration=4 --out "$work/tool.mp4" > "$work/tool.txt" 2>&1 || { cat "$work/tool.txt"; fail 'nanogpt run'; }
[ -s "$work/tool.mp4" ] || fail 'nanogpt run saved no video'

step 'done'
