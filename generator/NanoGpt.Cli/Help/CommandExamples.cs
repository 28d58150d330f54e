namespace NanoGpt.Cli.Help;

/// <summary>Contains the examples of each command, which help and the documentation show.</summary>
internal static class CommandExamples
{
    private const string Tram = "sora-2 prompt=\"A tram\" resolution=720p duration=8";

    private static readonly Dictionary<string, string[]> All = new(StringComparer.Ordinal)
    {
        [""] =
        [
            "nanogpt models list --has image --max-price 0.5 --sort price",
            $"nanogpt estimate {Tram}",
            "nanogpt serve",
        ],
        ["init"] = ["nanogpt init --models 'nanogpt/sora-*'", "nanogpt init --directory --provider venice --out my-models"],
        ["validate"] = ["nanogpt validate models/mine.yaml", "nanogpt validate schema --fix"],
        ["models list"] =
        [
            "nanogpt models list --mode lipsync",
            "nanogpt models list --provider venice --has image --audio --resolution 1080p",
            "nanogpt models list --max-price 0.5 --sort price",
        ],
        ["models show"] = ["nanogpt models show sora-2", "nanogpt models show sora-2 veo3-1-video"],
        ["models compare"] = ["nanogpt models compare sora-2 veo3-1-video"],
        ["export"] =
        [
            "nanogpt export --format json-schema --out schemas",
            "nanogpt export --format openapi --provider venice --out venice.json",
        ],
        ["emit"] = ["nanogpt emit --models 'nanogpt/sora-*' --out generated", "nanogpt emit --out generated --check"],
        ["schema"] = ["nanogpt schema model", "nanogpt schema --write --out models/schema"],
        ["diff"] =
        [
            "nanogpt diff git:v1.0:schema/nanogpt schema/nanogpt",
            "nanogpt diff --git HEAD~1 HEAD --directory schema --fail-on breaking",
        ],
        ["sync"] = ["nanogpt sync --provider nanogpt --directory schema --write"],
        ["serve"] = ["nanogpt serve --chaos 42", "nanogpt serve --port 0 --balance 5"],
        ["catalog"] = ["nanogpt catalog", "nanogpt catalog --directory models --port 0"],
        ["catalog build"] = ["nanogpt catalog build --out site", "nanogpt catalog build --out site --base-path /models/"],
        ["mcp"] =
        [
            "nanogpt mcp --out videos --budget 5 --max-cost-per-job 1 --require-approval",
            "nanogpt mcp --models 'sora-2;veo3-*' --out videos --budget-per-day 20 --media-root pictures",
            "nanogpt mcp --http 5082 --out videos --budget 5",
        ],
        ["estimate"] = [$"nanogpt estimate {Tram}"],
        ["run"] =
        [
            $"nanogpt run {Tram} --max-cost 1 --out tram.mp4",
            "nanogpt run sora-2 prompt=\"It starts to rain\" image@street.png",
            "nanogpt run sora-2 prompt=\"It starts to rain\" image=https://example.com/street.png",
            "nanogpt run wan-2.6-text-to-video prompt=\"A tram\" duration=5 --out tram.mp4",
        ],
        ["batch"] =
        [
            "nanogpt batch jobs.jsonl --budget 50 --out videos",
            "nanogpt batch jobs.csv --out videos --store 'Host=db;Database=videos' --resume --yes",
        ],
        ["store migrate"] = ["nanogpt store migrate --store 'Host=db;Database=videos'"],
        ["submit"] = [$"nanogpt submit {Tram} > job.json", "nanogpt submit sora-2 --request request.json --dry-run"],
        ["wait"] = ["nanogpt wait job.json", "nanogpt wait vid_123 --model sora-2 --timeout 600"],
        ["status"] = ["nanogpt status job.json"],
        ["download"] = ["nanogpt download job.json --wait --out tram.mp4"],
        ["recover"] = ["nanogpt recover --journal journal.jsonl", "nanogpt recover --limit 5"],
        ["balance"] = ["nanogpt balance"],
        ["doctor"] = ["nanogpt doctor"],
        ["explain"] = ["nanogpt explain NGPT120"],
        ["completion"] = ["eval \"$(nanogpt completion bash)\""],
    };

    /// <summary>Returns the examples of a command; empty for a group of commands.</summary>
    /// <param name="path">The names of the command, such as <c>models list</c>; empty for the tool.</param>
    public static IReadOnlyList<string> Of(string path) => All.GetValueOrDefault(path) ?? [];
}
