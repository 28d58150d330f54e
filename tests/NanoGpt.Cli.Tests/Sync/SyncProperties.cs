using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Directories.Sync;
using NanoGpt.Directories.Sync.Vendors;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Cli.Tests.Sync;

/// <summary>Syncs random directories with lists that differ in one edit: that edit is applied and nothing else changes.</summary>
public class SyncProperties
{
    private static readonly Vendor NanoGpt = Vendor.All.Single(vendor => vendor.Id == "nanogpt");

    private static readonly Gen<Entry> Models =
        from resolutions in Gen.NonEmptyListOf(Gen.Elements("480p", "720p", "1080p", "4k"))
        from ratios in Gen.ListOf(Gen.Elements("16:9", "9:16", "1:1"))
        from lengths in Gen.NonEmptyListOf(Gen.Elements(4, 5, 8, 10, 12))
        from audio in Gen.Elements<bool?>(true, false, null)
        from frames in Gen.Elements(0, 81, 129)
        from price in Gen.Choose(1, 90)
        from byResolution in Gen.Elements(true, false)
        from style in Gen.Choose(0, 3)
        from hasDefaults in Gen.Elements(true, false)
        select new Entry(
            [.. resolutions.Distinct()], [.. ratios.Distinct()], [.. lengths.Distinct().Order()], audio, frames, price, byResolution, style, hasDefaults);

    private static readonly Gen<Entry[]> Directories = Gen.Choose(2, 4).SelectMany(count => Gen.ArrayOf(Models, count));

    private static readonly Gen<(Entry[] Before, int Index, Entry After)> Edits =
        from before in Directories
        from index in Gen.Choose(0, before.Length - 1)
        from kind in Gen.Choose(0, 5)
        from number in Gen.Choose(91, 180)
        let entry = before[index]
        select (before, index, kind switch
        {
            0 => entry with { Resolutions = [.. entry.Resolutions, "2k"] },
            1 => entry with { Lengths = [.. entry.Lengths, 20] },
            2 => entry with { Price = number },
            3 => entry with { Ratios = entry.Ratios.Length == 0 ? [] : [.. entry.Ratios, "21:9"] },
            4 => entry with { Frames = entry.Frames == 0 ? 0 : entry.Frames + 10 },
            _ => entry with { Resolutions = ["2k", .. entry.Resolutions], Price = number },
        });

    [Fact]
    public void Plan_ListOfTheSameDirectory_HasNoChanges() =>
        Prop.ForAll(Directories.ToArbitrary(), entries => Plan(Files(entries), entries, "2026-11-20") is { Changes.Count: 0, Files.Count: 0 })
            .Check(150);

    [Fact]
    public void Plan_ListWithOneEdit_ChangesThatOnly() =>
        Prop.ForAll(Edits.ToArbitrary(), edit =>
        {
            var (before, index, after) = edit;
            Entry[] now = [.. before.Select((entry, i) => i == index ? after : entry)];
            var files = Files(before);
            var result = Plan(files, now, "2026-11-20");
            var synced = Apply(files, result);

            // Only the one model's file, and the provider's list of sources.
            Assert.All(result.Files, file => Assert.Contains(file.Path, new[] { $"schema/nanogpt/models/m{index}.yaml", "schema/nanogpt/provider.yaml" }));
            AssertSame(Load(Files(now)), Load(synced));
            Assert.Equal(Comments(files), Comments(synced));
            AssertLinesStay(files, synced);

            // The same list on another day has nothing new to say.
            return Plan(synced, now, "2027-01-01") is { Changes.Count: 0, Files.Count: 0 };
        }).Check(150);

    [Fact]
    public void Plan_ModelAddedOrRemoved_LeavesTheOthers() =>
        Prop.ForAll(Directories.ToArbitrary(), entries =>
        {
            var files = Files(entries);
            var fewer = Apply(files, Plan(files, entries[..^1], "2026-11-20"));
            var gone = Load(fewer).Models.Single(model => model.Id == Id(entries.Length - 1));
            Assert.Equal((ModelStatus.Removed, "2026-11-20"), (gone.Status, gone.Since));

            var none = Files(entries[..^1]);
            var more = Apply(none, Plan(none, entries, "2026-11-20"));
            Assert.Equal(entries.Length, Load(more).Models.Count);

            // Every file but the one and the provider's is as it was.
            foreach (var (was, now) in new[] { (files, fewer), (none, more) })
            {
                Assert.All(was.Where(file => file.Kind == FileKind.Model && !file.Path.EndsWith($"/{Id(entries.Length - 1)}.yaml", StringComparison.Ordinal)), file => Assert.Contains(file, now));
            }

            return Plan(more, entries, "2027-01-01").Changes.Count == 0 && Plan(fewer, entries[..^1], "2027-01-01").Changes.Count == 0;
        }).Check(80);

    private static SyncResult Plan(IReadOnlyList<DirectoryFile> files, Entry[] entries, string date)
    {
        var list = NanoGpt.Read(Encoding.UTF8.GetBytes(DerivedList.Of(Load(Files(entries)).Models)));
        return DirectorySync.Plan(NanoGpt, list, new ProviderDirectory(NanoGpt, "schema/nanogpt", files, names: null), date, allowedRemovals: 1);
    }

    private static List<DirectoryFile> Apply(IReadOnlyList<DirectoryFile> files, SyncResult result)
    {
        var texts = files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        foreach (var file in result.Files)
        {
            Assert.Equal(file.Before, texts.GetValueOrDefault(file.Path));
            texts[file.Path] = file.After;
        }

        return [.. texts.Select(pair => new DirectoryFile("nanogpt", DirectoryFile.KindOf(pair.Key), pair.Key, pair.Value))];
    }

    private static Catalog Load(IReadOnlyList<DirectoryFile> files)
    {
        var catalog = ModelDirectory.Load(files);
        Assert.DoesNotContain(catalog.Issues, issue => issue.Severity == IssueSeverity.Error);
        return catalog;
    }

    // By meaning, but for the day and the source, and for the order of values: a new one comes last.
    private static void AssertSame(Catalog expected, Catalog actual)
    {
        foreach (var (one, other) in expected.Models.Zip(actual.Models))
        {
            Assert.Equal(one.Id, other.Id);
            Assert.Empty(other.Disputes);
            Assert.Equal(one.Rules, other.Rules);
            Assert.Equal(one.Notes, other.Notes);
            Assert.Equal(one.Price!.Rates.ToHashSet(), other.Price!.Rates.ToHashSet());
            Assert.Equal(one.Fields.Select(Comparable), other.Fields.Select(Comparable));
        }

        static FieldInfo Comparable(FieldInfo field) => field with { Values = field.Values.OrderBy(value => value.Wire, StringComparer.Ordinal).ToEquatableArray() };
    }

    private static List<string> Comments(IEnumerable<DirectoryFile> files) => [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)
        .SelectMany(file => file.Text.Split('\n')).Where(line => line.Contains('#', StringComparison.Ordinal)).Select(line => line[line.IndexOf('#', StringComparison.Ordinal)..])];

    // A line changed only if it names what changed.
    private static void AssertLinesStay(IReadOnlyList<DirectoryFile> before, IReadOnlyList<DirectoryFile> after)
    {
        foreach (var file in before)
        {
            var lines = after.Single(other => other.Path == file.Path).Text.Split('\n').ToHashSet(StringComparer.Ordinal);
            Assert.All(file.Text.Split('\n').Where(line => !lines.Contains(line)), line => Assert.Matches("resolution|duration|aspect_ratio|num_frames|values|per_second|as_of|sources|default|pricing|\"[0-9a-z]+\": [0-9]|max:", line));
        }
    }

    private static string Id(int index) => $"m{index}";

    private static List<DirectoryFile> Files(Entry[] entries) =>
    [
        new("nanogpt", FileKind.Provider, "schema/nanogpt/provider.yaml", TextDirectory.Provider + "\n"),
        new("nanogpt", FileKind.Fields, "schema/nanogpt/fields.yaml", TextDirectory.Fields + "\n"),
        .. entries.Select((entry, i) => new DirectoryFile("nanogpt", FileKind.Model, $"schema/nanogpt/models/{Id(i)}.yaml", entry.Text(Id(i)))),
    ];

    /// <summary>Represents the facts and the layout of a model file.</summary>
    private sealed record Entry(
        string[] Resolutions, string[] Ratios, int[] Lengths, bool? Audio, int Frames, int Price, bool ByResolution, int Style, bool HasDefaults)
    {
        // One that no edit moves.
        private string Assumed => Resolutions.Where(value => value != "2k").Min(StringComparer.Ordinal)!;

        public string Text(string id)
        {
            var (open, close) = (Style & 1) == 0 ? (" ", " ") : ("", "");
            string Quote(string text) => (Style & 2) == 0 ? $"\"{text}\"" : $"'{text}'";
            var lines = new List<string>
            {
                $"# The file of {id}.", $"id: {id}", $"title: {id.ToUpperInvariant()}", "summary: For tests.   # short", "modes: [text-to-video]", "inputs:",
                $"  prompt: {{{open}required: true{close}}}",
            };
            if (Style == 1)
            {
                lines.Add("  resolution:");
                lines.Add("    # by height");
                lines.Add("    values:");
                lines.AddRange(Resolutions.Select((value, i) => $"      - {Quote(value)}{(i == 0 ? "   # first" : "")}"));
                lines.Add("    cost: true");
                lines.AddRange(HasDefaults ? [$"    default: {Quote(Assumed)}"] : []);
            }
            else
            {
                var assumed = HasDefaults ? $", default: {Quote(Assumed)}" : "";
                lines.Add($"  resolution: {{{open}values: [{string.Join(", ", Resolutions.Select(Quote))}], cost: true{assumed}{close}}} # by height");
            }

            lines.AddRange(Ratios.Length == 0 ? ["  aspect_ratio: { open: true }"] : [$"  aspect_ratio:   {{ values: [{string.Join(",", Ratios.Select(Quote))}] }}"]);
            lines.Add($"  duration: {{{open}values: [{string.Join(", ", Lengths)}]{(HasDefaults ? $", default: {Lengths.Min()}" : "")}, cost: true{close}}}");
            lines.AddRange(Audio is null ? ["  seed:"] : [$"  generate_audio: {{ default: {(Audio.Value ? "true" : "false")} }}   # loud", "  seed:"]);
            lines.AddRange(Frames == 0 ? [] : [$"  num_frames: {{ min: 1, max: {Frames} }}"]);
            lines.AddRange(["rules:", "  - id: by-hand   # ours", "    when: { seed: set }", $"    forbid: {{ resolution: {Quote(Assumed)} }}", "    because: Somebody found out.", "    severity: warning"]);
            lines.AddRange(["pricing:", "  currency: USD", "  as_of: \"2026-01-01\"   # a quiet day"]);
            var price = (Price / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
            lines.Add(ByResolution
                ? $"  per_second: {{ resolution: {{ {string.Join(", ", Resolutions.Select(value => $"{Quote(value)}: {price}"))} }} }}"
                : $"  per_second: {price}  # flat");
            lines.AddRange(["  sources: [models-2026-01-01]", "sources: [a, models-2026-01-01]   # both", "notes:", "  - Kept by hand."]);
            return string.Join('\n', lines) + "\n";
        }
    }
}
