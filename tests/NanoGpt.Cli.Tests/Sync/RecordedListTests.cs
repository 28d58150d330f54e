using System.Text;
using System.Text.Json.Nodes;
using NanoGpt.Definitions;
using NanoGpt.Directories.Sync;
using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;
using NanoGpt.Testing.NanoGpt;

namespace NanoGpt.Cli.Tests.Sync;

/// <summary>Compares the directory of NanoGPT with what was recorded of the model list of the service.</summary>
public class RecordedListTests
{
    // The price depends on sound or on a resolution, and no source names the request key.
    private static readonly string[] Incomparable = ["bytedance-seedance-v1.5-pro-extend", "pixverse-v45", "pixverse-v5"];

    private static readonly Vendor NanoGpt = Vendor.All.Single(vendor => vendor.Id == "nanogpt");
    private static readonly IReadOnlyList<DirectoryFile> Files = DirectoryFiles.Read(Repository.PathOf("schema/nanogpt"));

    [Fact]
    public void Plan_RecordedModels_MatchTheDirectory()
    {
        var known = Models.Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
        var result = Plan(RecordedPrices.Models().Where(entry => known.Contains((string)entry!["id"]!)), "2026-09-16");
        Assert.All(result.Changes, change => Assert.Equal(SyncKind.Vanished, change.Kind));
        Assert.Empty(result.Uncompared);
    }

    [Fact]
    public void Plan_RecordedPrices_MatchTheDirectory()
    {
        var prices = RecordedPrices.Read();
        var entries = Models.Where(model => prices.ContainsKey(model.Id))
            .Select(model => DerivedList.Entry(model, prices[model.Id].DeepClone())).ToList();
        Assert.Equal(61, entries.Count);
        var result = Plan(entries, "2026-08-24");
        Assert.Equal([], result.Changes.Where(change => change.Subject == "pricing").Select(change => $"{change.Model}: {change.Message}"));
        Assert.Equal(Incomparable, result.Uncompared.Select(fact => fact.Model));
        Assert.All(result.Uncompared, fact => Assert.Equal("pricing", fact.Key));
    }

    private static IEnumerable<ModelDefinition> Models => ModelDirectory.Load(Files, TestContext.Current.CancellationToken).Models;

    private static SyncResult Plan(IEnumerable<JsonNode?> entries, string date)
    {
        var json = new JsonObject { ["data"] = new JsonArray([.. entries.Select(entry => entry!.DeepClone())]) }.ToJsonString();
        return DirectorySync.Plan(
            NanoGpt, NanoGpt.Read(Encoding.UTF8.GetBytes(json)), new ProviderDirectory(NanoGpt, "schema/nanogpt", Files, names: null), date,
            allowedRemovals: int.MaxValue);
    }
}
