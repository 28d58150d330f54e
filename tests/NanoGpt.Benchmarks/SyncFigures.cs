using System.Text.Json.Nodes;
using NanoGpt.Cli;

namespace NanoGpt.Benchmarks;

/// <summary>What <c>nanogpt sync</c> takes over a list of 200 models, from reading the files to the plan, and with every file written.</summary>
internal static class SyncFigures
{
    private const int Count = 200;

    public static void Measure(Report report)
    {
        var root = Directory.CreateTempSubdirectory("nanogpt-sync-bench-");
        try
        {
            var list = Path.Combine(root.FullName, "list.json");
            var folder = Path.Combine(root.FullName, "schema");
            Directory.CreateDirectory(folder);
            File.WriteAllText(list, List(price: 0.1m));
            void Fresh()
            {
                Directory.Delete(folder, recursive: true);
                Directory.CreateDirectory(folder);
                Run(0, "sync", "--provider", "nanogpt", "--from", list, "--directory", folder, "--write");
            }

            void Compare(int expected) => Run(expected, "sync", "--provider", "nanogpt", "--from", list, "--directory", folder);

            // How long a disk takes to flush 200 files is the disk's business, so that only the work is bounded there.
            report.Figure($"nanogpt sync --write, {Count} new models, CPU", Sample.MedianCpuMilliseconds(warmups: 1, runs: 5, Fresh), "ms", atMost: 1000);
            report.Figure("  elapsed, with every file flushed to disk", Sample.MedianMilliseconds(warmups: 0, runs: 5, Fresh), "ms");
            report.Figure($"nanogpt sync, {Count} models, nothing changed", Sample.MedianMilliseconds(warmups: 2, runs: 10, () => Compare(0)), "ms", atMost: 1000);
            File.WriteAllText(list, List(price: 0.2m));
            report.Figure(
                $"nanogpt sync, {Count} models, every price and every enum changed", Sample.MedianMilliseconds(warmups: 2, runs: 10, () => Compare(3)), "ms", atMost: 1000);
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    private static void Run(int expected, params string[] args)
    {
        using var error = new StringWriter();
        var code = NanoGptCommand.RunAsync(args, TextWriter.Null, error).GetAwaiter().GetResult();
        if (code != expected)
        {
            throw new InvalidOperationException($"nanogpt {string.Join(' ', args)}: exit code {code}\n{error}");
        }
    }

    private static string List(decimal price)
    {
        var sizes = price > 0.1m ? new[] { "480p", "720p", "1080p", "4k" } : ["480p", "720p", "1080p"];
        var models = Enumerable.Range(0, Count).Select(i => new JsonObject
        {
            ["id"] = $"maker-{i % 20}/model-{i}",
            ["name"] = $"Model {i}",
            ["owned_by"] = $"maker-{i % 20}",
            ["capabilities"] = new JsonObject { ["text_to_video"] = true, ["image_to_video"] = i % 2 == 0 },
            ["pricing"] = new JsonObject { ["currency"] = "USD", ["per_second_by_resolution"] = new JsonObject([.. sizes.Select(size => KeyValuePair.Create(size, (JsonNode?)JsonValue.Create(price)))]) },
            ["supported_parameters"] = new JsonObject
            {
                ["parameters"] = new JsonObject
                {
                    ["resolution"] = Select("720p", sizes),
                    ["duration"] = Select("5", ["4", "5", "6", "7", "8", "9", "10"]),
                    ["aspect_ratio"] = Select("16:9", ["16:9", "9:16", "1:1", "4:3", "3:4"]),
                    ["generate_audio"] = new JsonObject { ["type"] = "switch", ["default"] = true },
                    ["seed"] = new JsonObject { ["type"] = "integer" },
                    ["cfg_scale"] = new JsonObject { ["type"] = "number", ["min"] = 0, ["max"] = 1, ["default"] = 0.5 },
                },
            },
        });
        return new JsonObject { ["object"] = "list", ["data"] = new JsonArray([.. models]) }.ToJsonString();
    }

    private static JsonObject Select(string assumed, string[] values) => new()
    {
        ["type"] = "select",
        ["default"] = assumed,
        ["options"] = new JsonArray([.. values.Select(value => new JsonObject { ["value"] = value, ["label"] = value })]),
    };
}
