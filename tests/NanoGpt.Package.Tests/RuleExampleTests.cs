using System.Text.Json;
using NanoGpt.Package.Tests.Kit;

namespace NanoGpt.Package.Tests;

/// <summary>Builds the examples of all rule pages with the compiler of the SDK and the packed analyzers.</summary>
public sealed class RuleExampleTests(PackedFeed feed)
{
    [Fact]
    public async Task Build_RuleExamples_ReportsTheFindingsOfThePages()
    {
        using var consumer = new Consumer(feed)
            .Project(
                properties: $"""
                    <OutputType>Library</OutputType>
                    <NanoGptModels>*</NanoGptModels>
                    <NanoGptSchemaDirectory>{Repository.PathOf(RuleExamples.Models)}</NanoGptSchemaDirectory>
                    <ErrorLog>findings.sarif,version=2.1</ErrorLog>
                    """,
                items: """<Using Include="NanoGpt;NanoGpt.Models" />""")
            .Write("App/Support.cs", RuleExamples.Support);
        var programs = RuleExamples.All.SelectMany(static example => example.Programs.Select(program => (Example: example, program.Name, program.Source))).ToList();
        foreach (var (_, name, source) in programs)
        {
            consumer.Write($"App/{FileName(name)}", source);
        }

        // The examples contain errors, but only of the analyzers, and one that a rule adds to.
        var result = (await consumer.BuildAsync()).Failed();

        Assert.DoesNotMatch("error (?!NGPT1|CS0029)", result.Output);
        using var log = JsonDocument.Parse(await File.ReadAllTextAsync(consumer.PathOf("App/findings.sarif"), TestContext.Current.CancellationToken));
        var found = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(Finding.Read)
            .Where(static finding => finding.Id.StartsWith("NGPT1", StringComparison.Ordinal)).ToLookup(static finding => finding.File);
        Assert.Equal(
            RuleExamples.Reports,
            programs.SelectMany(program => found[FileName(program.Name)].Where(finding => !program.Example.Ignores(finding.Id))
                .Select(finding => $"{program.Name}: {finding.Id} '{finding.FindText(program.Source)}'")));
    }

    private static string FileName(string name) => name.Replace(' ', '_') + ".cs";

    private sealed record Finding(string Id, string File, (int Line, int Column) Start, (int Line, int Column) End)
    {
        public static Finding Read(JsonElement result)
        {
            var place = result.TryGetProperty("locations", out var locations) ? locations[0].GetProperty("physicalLocation") : default;
            if (place.ValueKind != JsonValueKind.Object)
            {
                return new(result.GetProperty("ruleId").GetString()!, "", default, default);
            }

            var region = place.GetProperty("region");
            return new(
                result.GetProperty("ruleId").GetString()!,
                Path.GetFileName(new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!, UriKind.RelativeOrAbsolute).OriginalString),
                (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32()),
                (region.GetProperty("endLine").GetInt32(), region.GetProperty("endColumn").GetInt32()));
        }

        public string FindText(string source) => source[Position(source, Start)..Position(source, End)];

        private static int Position(string source, (int Line, int Column) place) =>
            source.Split('\n').Take(place.Line - 1).Sum(static line => line.Length + 1) + place.Column - 1;
    }
}
