using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NanoGpt.Definitions;
using NanoGpt.Directories.Sync;
using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Loading;
using NanoGpt.Testing.NanoGpt;
using NanoGpt.Testing.Venice;

namespace NanoGpt.Cli.Tests.Sync;

/// <summary>
/// Changes each fact of the recorded lists once: each change is reported for its model, or its key is documented as not compared.
/// </summary>
public partial class MutationTests
{
    // Matches no date of a source in the directories.
    private const string Day = "2026-12-01";

    // The identity of the model: another id is another model, which other tests cover.
    private static readonly string[] Identity = ["id"];

    [Fact]
    public void Plan_EachFactOfTheVeniceListChanged_IsReported() =>
        AssertNoneIsSilent("venice", RecordedList.Read()["data"]!.AsArray(), minimum: 3200);

    [Fact]
    public void Plan_EachFactOfTheNanoGptListChanged_IsReported()
    {
        var prices = RecordedPrices.Read();
        var models = RecordedPrices.Models();
        var recorded = models.Select(entry => (string)entry!["id"]!).ToHashSet(StringComparer.Ordinal);
        var known = ModelDirectory.Load(Files("nanogpt"), TestContext.Current.CancellationToken).Models.ToDictionary(model => model.Id, StringComparer.Ordinal);
        foreach (var (id, price) in prices.Where(pair => !recorded.Contains(pair.Key)))
        {
            models.Add(known.TryGetValue(id, out var model) ? DerivedList.Entry(model, price.DeepClone()) : Minimal(id, price));
        }

        AssertNoneIsSilent("nanogpt", models, minimum: 2500);
    }

    // Of these models only the price was recorded.
    private static JsonObject Minimal(string id, JsonObject price) => new()
    {
        ["id"] = id,
        ["name"] = id,
        ["capabilities"] = new JsonObject { ["text_to_video"] = true, ["image_to_video"] = true },
        ["supported_parameters"] = JsonNode.Parse(
            """
            { "parameters": {
                "resolution": { "type": "select", "options": [ { "value": "480p" }, { "value": "720p" }, { "value": "1080p" } ] },
                "duration": { "type": "integer", "min": 1, "max": 30 },
                "generate_audio": { "type": "switch" }
            } }
            """),
        ["pricing"] = price.DeepClone(),
    };

    private static void AssertNoneIsSilent(string provider, JsonArray list, int minimum)
    {
        var vendor = Vendor.All.Single(vendor => vendor.Id == provider);
        var files = Apply(Files(provider), Plan(vendor, Files(provider), list));
        Assert.Empty(Plan(vendor, files, list).Changes);
        var notCompared = vendor.Keys.Where(key => !key.IsCompared).Select(key => key.Path).ToHashSet(StringComparer.Ordinal);
        var mutations = list.ToDictionary(
            entry => (string)entry!["id"]!, entry => Mutations(entry!.AsObject()).ToList(), StringComparer.Ordinal);
        var entries = list.ToDictionary(entry => (string)entry!["id"]!, entry => entry!.AsObject(), StringComparer.Ordinal);
        var silent = new List<string>();
        foreach (var round in TestDepth.Of([.. Enumerable.Range(0, mutations.Values.Max(all => all.Count))]))
        {
            // One fact of each model is changed at a time.
            var ids = mutations.Where(pair => pair.Value.Count > round).Select(pair => pair.Key).ToList();
            var part = Files(files, ids);
            var before = Plan(vendor, part, new JsonArray([.. ids.Select(id => entries[id].DeepClone())]));
            var after = Plan(vendor, part, new JsonArray([.. ids.Select(id => mutations[id][round].Entry.DeepClone())]));
            silent.AddRange(ids.Where(id => Reports(before, id).SequenceEqual(Reports(after, id)))
                .Where(id => !notCompared.Contains(mutations[id][round].Path))
                .Select(id => $"{id}: {mutations[id][round].Path}: {mutations[id][round].Change}"));
        }

        Assert.True(silent.Count == 0, $"{silent.Count} changes are silent:\n{string.Join('\n', silent)}");
        Assert.True(mutations.Values.Sum(all => all.Count) >= minimum, $"{mutations.Values.Sum(all => all.Count)} facts");
    }

    private static List<string> Reports(SyncResult result, string id) =>
    [
        .. result.Changes.Where(change => change.Model == id).Select(change => $"{change.Subject}: {change.Message}")
            .Concat(result.Uncompared.Where(fact => fact.Model == id).Select(fact => $"{fact.Key}: {fact.Reason}"))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<(string Path, string Change, JsonObject Entry)> Mutations(JsonObject entry)
    {
        foreach (var (path, pointer, value) in Facts(entry, "", []))
        {
            if (Identity.Contains(path))
            {
                continue;
            }

            foreach (var changed in value is JsonArray list ? Changed(list) : [Changed(value)])
            {
                var copy = entry.DeepClone().AsObject();
                var parent = pointer[..^1].Aggregate((JsonNode)copy, (node, key) => key is int index ? node[index]! : node[(string)key]!);
                if (pointer[^1] is int last)
                {
                    parent[last] = changed;
                }
                else
                {
                    parent[(string)pointer[^1]] = changed;
                }

                yield return (path, $"{value.ToJsonString()} became {changed.ToJsonString()}", copy);
            }
        }
    }

    private static IEnumerable<(string Path, object[] Pointer, JsonNode Value)> Facts(JsonNode? node, string path, object[] pointer)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    foreach (var fact in Facts(value, Join(path, name), [.. pointer, name]))
                    {
                        yield return fact;
                    }
                }

                break;
            case JsonArray items:
                if (items.Count > 0)
                {
                    yield return (path, pointer, items);
                }

                for (var i = 0; i < items.Count; i++)
                {
                    foreach (var fact in Facts(items[i], path, [.. pointer, i]))
                    {
                        yield return fact;
                    }
                }

                break;
            case not null:
                yield return (path, pointer, node);
                break;
        }
    }

    // As the table of keys writes paths.
    private static string Join(string path, string name) => path switch
    {
        "" => name,
        "supported_parameters.parameters" => path + ".*",
        "supported_parameters.defaults" => path,
        "pricing.raw" => "pricing." + name,
        _ => $"{path}.{name}",
    };

    private static IEnumerable<JsonNode> Changed(JsonArray list)
    {
        if (list.Count > 1)
        {
            yield return new JsonArray([.. list.Skip(1).Select(item => item?.DeepClone())]);
        }

        var last = list[^1]!.DeepClone();
        var added = last is JsonObject option && option["value"] is { } value ? new JsonObject { ["value"] = Longer(value) } : Longer(last);
        yield return new JsonArray([.. list.Select(item => item?.DeepClone()), added]);
    }

    private static JsonNode Changed(JsonNode value) => value.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.True => false,
        System.Text.Json.JsonValueKind.False => true,
        System.Text.Json.JsonValueKind.Number => Number(value) + 1,
        _ when Digits().Match((string)value!) is { Success: true } digits => Incremented((string)value!, digits, 1),
        _ => (string)value! + "x",
    };

    private static JsonNode Longer(JsonNode value) => value.GetValueKind() == System.Text.Json.JsonValueKind.Number
        ? Number(value) + 977
        : Digits().Match((string)value!) is { Success: true } digits ? Incremented((string)value!, digits, 977) : (string)value! + "x";

    private static decimal Number(JsonNode value) => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static JsonNode Incremented(string text, Match digits, int by) => string.Concat(
        text.AsSpan(0, digits.Index), (int.Parse(digits.Value, CultureInfo.InvariantCulture) + by).ToString(CultureInfo.InvariantCulture),
        text.AsSpan(digits.Index + digits.Length));

    private static SyncResult Plan(Vendor vendor, IReadOnlyList<DirectoryFile> files, JsonArray list)
    {
        var json = new JsonObject { ["data"] = list.DeepClone() }.ToJsonString();
        return DirectorySync.Plan(
            vendor, vendor.Read(Encoding.UTF8.GetBytes(json)), new ProviderDirectory(vendor, $"schema/{vendor.Id}", files, names: null), Day,
            allowedRemovals: int.MaxValue);
    }

    private static IReadOnlyList<DirectoryFile> Files(string provider) => DirectoryFiles.Read(Repository.PathOf($"schema/{provider}"));

    // A file needs the files of its successors.
    private static List<DirectoryFile> Files(IReadOnlyList<DirectoryFile> files, IEnumerable<string> ids)
    {
        var models = files.Where(file => file.Kind == FileKind.Model)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file.Path).Replace("__", "/", StringComparison.Ordinal), StringComparer.Ordinal);
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(ids);
        while (open.TryPop(out var id))
        {
            if (needed.Add(id) && Successor().Match(models[id].Text) is { Success: true } next)
            {
                open.Push(next.Groups[1].Value);
            }
        }

        return [.. files.Where(file => file.Kind != FileKind.Model), .. needed.Select(id => models[id])];
    }

    private static List<DirectoryFile> Apply(IReadOnlyList<DirectoryFile> files, SyncResult result)
    {
        var provider = files[0].Provider;
        var texts = files.ToDictionary(file => Path.GetFileName(file.Path), file => file, StringComparer.Ordinal);
        foreach (var file in result.Files)
        {
            var name = Path.GetFileName(file.Path);
            var path = texts.TryGetValue(name, out var old) ? old.Path : file.Path;
            texts[name] = new DirectoryFile(provider, DirectoryFile.KindOf(file.Path), path, file.After);
        }

        return [.. texts.Values];
    }

    [GeneratedRegex("[0-9]{1,6}", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex("^successor: \"?([^\"\n]+)\"?$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Successor();
}
