using System.Globalization;
using NanoGpt.Schema.Tests.Kit;

namespace NanoGpt.Schema.Tests.Loading;

/// <summary>Tests valid YAML files that are expensive to load: the work must not grow with the square of their size.</summary>
public sealed class HostileDirectoryTests
{
    private const string Price = "inputs: { num_frames: }\npricing: { currency: USD, as_of: \"2026-08-24\", ";

    [Fact]
    public void Load_ThousandsOfConditionValues_AreRefused() =>
        Only("NGPT045", "inputs: { prompt: , num_frames: { max: 100000 } }\nrules:\n  - { id: a, when: { num_frames: [" + Numbers(15_000) + "] }, require: { prompt: set }, because: Why. }");

    [Fact]
    public void Load_ThousandsOfPriceBranches_AreRefused() =>
        Only("NGPT045", Price + "per_video: { num_frames: {" + string.Concat(Enumerable.Range(0, 9_000).Select(i => Text($"\">{i}\": 1, "))) + "} } }");

    [Fact]
    public void Load_PriceMapsThatMultiply_AreRefused()
    {
        var branches = string.Concat(Enumerable.Range(1, 150).Select(i => Text($"{i}: 1, ")));
        Only("NGPT045", Price + "per_video: { num_frames: {" + branches + "} }, per_second: { num_frames: {" + branches + "} } }");
    }

    [Fact]
    public void Load_ThousandsOfRulesOnOneField_AreRead()
    {
        var rules = string.Concat(Enumerable.Range(0, 1_300).Select(i => Text($"  - {{ id: r{i}, when: {{ num_frames: {{ above: {i % 200} }} }}, require: {{ prompt: set }}, because: Why. }}\n")));
        Assert.Empty(Load.Model("inputs: { prompt: , num_frames: }\nrules:\n" + rules).Issues);
    }

    [Fact]
    public void Load_RulesOnManyFields_AreNotAnalysedBeyondTheCap()
    {
        var fields = string.Concat(Enumerable.Range(0, 40).Select(i => Text($"f{i}: {{ type: boolean }}\n")));
        var all = string.Join(", ", Enumerable.Range(0, 40).Select(i => Text($"f{i}")));
        var model = "inputs: { " + all.Replace(",", ": ,", StringComparison.Ordinal) + ": }\nrules:\n  - { id: a, at_most_one: [" + all + "], because: Why. }";
        Assert.Empty(Load.Files([Sample.ProviderFile(), Sample.FieldsFile(fields), Sample.ModelFile(Sample.CompleteModel(model))]).Issues);
    }

    [Fact]
    public void Load_ThousandsOfMisspelledKeys_AreReportedUpToTheCap() =>
        Assert.InRange(Load.Model(string.Concat(Enumerable.Range(0, 9_000).Select(i => Text($"inputz{i}: 1\n")))).Issues.Count, 1, 200);

    [Fact]
    public void Load_ThousandsOfCollidingFields_AreReportedUpToTheCap()
    {
        var fields = string.Concat(Enumerable.Range(0, 2_000).Select(i => Text($"f{i}: {{ type: string, name: Same, wire: same }}\n")));
        var inputs = string.Concat(Enumerable.Range(0, 2_000).Select(i => Text($"  f{i}:\n")));
        var catalog = Load.Files([Sample.ProviderFile(), Sample.FieldsFile(fields), Sample.ModelFile(Sample.CompleteModel("inputs:\n" + inputs))]);
        Assert.Equal(200, catalog.Issues.Count);
    }

    private static void Only(string id, string model) => Assert.Equal(id, Assert.Single(Load.Model(model).Issues).Rule.Id);

    private static string Numbers(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => Text($"{i}")));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
