using System.Globalization;

namespace NanoGpt.Analyzers.Tests.Oracle;

/// <summary>
/// For each Venice model, a request is accepted by all or refused by all of: the analyzers, <see cref="VideoRequest.Validate"/>,
/// the exported JSON Schema and the emulator over HTTP.
/// </summary>
public class VerdictAgreementTests
{
    private const int ModelsACompilation = 16;

    [Fact]
    public async Task Analyzers_AnyVeniceRequest_AgreeWithValidateAndTheEmulator()
    {
        var models = ShippedModels.Instance.Models.Where(static model => model.Info.Provider == "venice").ToList();
        Assert.Equal(124 + 1, models.Count);   // with the one of small limits
        await using var judges = await WireJudges.StartAsync();
        var random = new Random(6);
        var printer = new RequestPrinter(random);
        var differences = new List<string>();
        var (taken, refused) = (0, 0);
        foreach (var chunk in TestDepth.Of(models).Chunk(ModelsACompilation))
        {
            var lines = new List<(string Model, string Method)>();
            foreach (var (type, info) in chunk)
            {
                var fields = RequestMutations.SeenByAll(printer.Fields(type, info.Fields));
                lines.AddRange(RequestMutations.Of(fields, random).Select((values, i) => (info.Id, Method(type, fields, values, lines.Count + i))).ToList());
            }

            var compiled = new CompiledRequests("Verdicts-" + lines[0].Model, [.. lines.Select(static line => line.Method)]);
            foreach (var requests in Enumerable.Range(0, lines.Count).GroupBy(number => lines[number].Model))
            {
                var schema = await judges.SchemaAsync(requests.Key);
                foreach (var number in requests)
                {
                    var verdicts = await JudgeAsync(compiled, number, judges, schema);
                    if (verdicts.DistinctBy(static verdict => verdict.Refusal is null).Count() > 1)
                    {
                        differences.Add(string.Join("\n  ", verdicts.Select(static verdict => $"{verdict.Judge}: {verdict.Refusal ?? "taken"}").Prepend(lines[number].Method)));
                    }

                    _ = verdicts[0].Refusal is null ? taken++ : refused++;
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{taken} taken, {refused} refused");
        Assert.True(differences.Count == 0, $"{differences.Count} of {taken + refused} requests differ:\n{string.Join("\n", differences.Take(15))}");
        Assert.True(taken >= TestDepth.Of(2_500) && refused >= TestDepth.Of(1_000), $"{taken} taken, {refused} refused");
    }

    private static async Task<List<(string Judge, string? Refusal)>> JudgeAsync(CompiledRequests compiled, int number, WireJudges judges, NJsonSchema.JsonSchema schema)
    {
        var verdicts = new List<(string Judge, string? Refusal)>
        {
            ("analyzers", compiled.Said(number).FirstOrDefault(static text => text.StartsWith("Error ", StringComparison.Ordinal))),
            ("Validate()", compiled.Validate(number).Find(static finding => finding.Severity == FindingSeverity.Error)?.Message),
        };

        // What has no spelling on the wire has no body that the others could refuse.
        if (Body(compiled.Request(number)) is not { } body)
        {
            verdicts.Add(("ToJson()", "refused"));
            return verdicts;
        }

        verdicts.Add(("emulator", await judges.RefusalAsync(body)));
        verdicts.Add(("schema", schema.Validate(body) is { Count: > 0 } errors ? string.Join("; ", errors) : null));
        return verdicts;
    }

    private static string? Body(VideoRequest request)
    {
        try
        {
            return request.ToJson();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Method(Type type, IReadOnlyList<PrintedField> fields, string?[] values, int number)
    {
        var members = fields.Zip(values).Where(static set => set.Second is not null).Select(static set => $"{set.First.Info.Property} = {set.Second}");
        return string.Create(CultureInfo.InvariantCulture, $"static VideoRequest R{number}() => new global::{type.FullName} {{ {string.Join(", ", members)} }};");
    }
}
