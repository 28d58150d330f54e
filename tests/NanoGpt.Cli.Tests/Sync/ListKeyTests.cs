using System.Text.Json.Nodes;
using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Testing.NanoGpt;
using NanoGpt.Testing.Venice;

namespace NanoGpt.Cli.Tests.Sync;

/// <summary>The tables of keys in <c>schema/README.md</c> say what becomes of each key of the lists, and have a row for each.</summary>
public class ListKeyTests
{
    [Theory]
    [InlineData("nanogpt")]
    [InlineData("venice")]
    public void Keys_TableInTheReadme_HasTheseRows(string provider)
    {
        var expected = Vendor.All.Single(vendor => vendor.Id == provider).Keys.Select(key => $"| `{key.Path}` | {key.Use} |").ToList();
        var lines = File.ReadAllLines(Repository.PathOf("schema/README.md"));
        var start = Array.IndexOf(lines, $"<!-- keys of {provider} -->");
        Assert.True(start >= 0, string.Join('\n', expected));
        var actual = lines.Skip(start + 1).SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => line.StartsWith('|')).ToList();
        Assert.True(expected.SequenceEqual(actual), string.Join('\n', expected));
    }

    [Fact]
    public void Keys_RecordedLists_HaveARowForEachKey()
    {
        AssertRows("venice", RecordedList.Read()["data"]!.AsArray());
        AssertRows("nanogpt", RecordedPrices.Models());
    }

    private static void AssertRows(string provider, JsonArray entries)
    {
        var known = Vendor.All.Single(vendor => vendor.Id == provider).Keys.Select(key => key.Path).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(entries.SelectMany(entry => Paths(entry, "")).Distinct().Except(known));
    }

    // The keys of prices are those of the layouts.
    private static IEnumerable<string> Paths(JsonNode? node, string path) => node switch
    {
        JsonObject map when path is not ("pricing" or "supported_parameters.defaults") => map.SelectMany(member =>
        {
            var inner = path.Length == 0 ? member.Key : path == "supported_parameters.parameters" ? path + ".*" : $"{path}.{member.Key}";
            return path == "supported_parameters.parameters" ? Paths(member.Value, inner) : Paths(member.Value, inner).Prepend(inner);
        }),
        JsonArray list => list.SelectMany(item => Paths(item, path)),
        _ => [],
    };
}
