using System.Text.Json.Nodes;

namespace NanoGpt.Testing.NanoGpt;

/// <summary>Reads what was recorded of NanoGPT's model list.</summary>
public static class RecordedPrices
{
    /// <summary>Returns the recorded prices by model.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Read() =>
        File.ReadLines(Repository.PathOf("tests/NanoGpt.Testing/NanoGpt/prices-2026-08-24.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" | ", 2))
            .ToDictionary(cells => cells[0], cells => JsonNode.Parse(cells[1])!.AsObject(), StringComparer.Ordinal);

    /// <summary>Returns the entries of models that were recorded with all their parameters.</summary>
    public static JsonArray Models() =>
        JsonNode.Parse(File.ReadAllText(Repository.PathOf("tests/NanoGpt.Testing/NanoGpt/models-2026-09-16.json")))!["data"]!.AsArray();
}
