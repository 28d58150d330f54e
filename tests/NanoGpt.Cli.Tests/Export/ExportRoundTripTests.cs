using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Cli.Tests.Kit;
using NanoGpt.Definitions;
using NanoGpt.Directories.Export;
using NanoGpt.Directories.Export.Reading;
using NanoGpt.Directories.Tests.Kit;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Cli.Tests.Export;

/// <summary>An exported directory can be loaded and exported again without any loss.</summary>
public sealed class ExportRoundTripTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("nanogpt-read-");

    private static readonly Gen<string> Text = Gen.Elements(
        "", "a", "set", "unset", "above", "5", "true", "null", "\"", "\\", "a\nb", "é𝄞", "</script>", "{", "x:y", "5s");

    private static readonly Gen<decimal?> Number = Gen.Elements<decimal?>(null, 0, 1, -4, 0.1m, 1.50m, 0.0000001m, 4503599627370497.5m, decimal.MaxValue);

    private static readonly Gen<bool> Truth = Gen.Elements(true, false);

    private static readonly Gen<Scalar> Value = Gen.OneOf(
        Text.Select(Scalar.Of), Truth.Select(Scalar.Of), Number.Where(number => number is not null).Select(number => Scalar.Of(number!.Value)));

    private static readonly Gen<ConditionInfo> OneCondition =
        from field in Gen.Elements("f0", "f1")
        from op in Gen.Elements(Enum.GetValues<ConditionOperator>())
        from values in Gen.NonEmptyListOf(Value)
        from number in Number
        select new ConditionInfo(field, op, op switch
        {
            ConditionOperator.IsOneOf => values.Distinct().ToEquatableArray(),
            ConditionOperator.IsSet or ConditionOperator.IsUnset => default,
            _ => new([Scalar.Of(number ?? 0)]),
        });

    private static readonly Gen<EquatableArray<ConditionInfo>> Conditions = Gen.ListOf(OneCondition).Select(list => list.Take(4).ToEquatableArray());

    private static readonly Gen<FieldInfo> Plain =
        from texts in Text.Three()
        from truths in Gen.ArrayOf(Truth, 6)
        from numbers in Gen.ArrayOf(Number, 6)
        from value in Value
        from type in Gen.Elements(FieldType.String, FieldType.Enum, FieldType.Integer, FieldType.Image, FieldType.Object, FieldType.Seconds)
        from list in Gen.Elements(null, new ListInfo(null, null), new ListInfo(1, 9))
        from values in Gen.SubListOf(type is FieldType.Seconds or FieldType.Integer ? ["5", "10", "-1"] : new[] { "set", "720p", "1 2", "\"" })
        select new FieldInfo
        {
            Name = "f", Property = truths[0] ? "Size" : "F", Type = type, Summary = texts.Item1,
            Wire = new WireInfo { Name = type == FieldType.Image ? "url" : "key" + texts.Item2, IsText = truths[1], Suffix = truths[2] ? "s" : "", Aliases = new([texts.Item3]) },
            IsRequired = truths[3], IsOpen = truths[4], IsSent = truths[5], IsMinExclusive = truths[1], IsMaxExclusive = truths[4], IsCostDriver = truths[2],
            List = list, Min = numbers[0], Max = numbers[1], Step = numbers[2], MinLength = truths[3] ? 3 : null, MaxLength = truths[0] ? 7 : null,
            Default = truths[1] ? value : null, Sources = truths[2] ? new(["a"]) : default, TypeName = truths[3] ? "MSize" : null,
            References = truths[5] ? new([new("@Image", "g"), new("@Element", "h")]) : default,
            Values = values.Select((wire, i) => new ValueInfo(wire, i == 0 ? "" : $"V{i}", i == 1)).ToEquatableArray(),
            Media = type == FieldType.Image ? new MediaInfo { UrlKey = "url", AttachmentKey = truths[5] ? "url" : null, MaxBytes = truths[4] ? long.MaxValue : null, MinSeconds = numbers[3], MaxSeconds = numbers[4] } : null,
        };

    private static readonly Gen<FieldInfo> Field =
        from outer in Plain
        from inner in Plain
        from only in Value
        from isFixed in Truth
        select outer with
        {
            Property = isFixed ? "F" : outer.Property,
            Fixed = isFixed ? only : null,
            Fields = outer.Type == FieldType.Object ? new([inner]) : default,
        };

    private static readonly Gen<RuleInfo> Rule =
        from kind in Gen.Elements(Enum.GetValues<RuleKind>())
        from when in Conditions
        from demanded in Conditions.Where(list => !list.IsEmpty)
        from text in Text
        from isWarning in Truth
        let isOfConditions = kind is RuleKind.Require or RuleKind.Forbid
        select new RuleInfo
        {
            Id = "r", Because = text, Kind = kind, When = when, IsWarning = isWarning, Sources = new(["b"]),
            Conditions = isOfConditions ? demanded : default, Fields = isOfConditions ? default : new(["f1", "f0"]),
        };

    private static readonly Gen<Catalog> Catalogs =
        from fields in Field.Two()
        from rules in Gen.ListOf(Rule)
        from texts in Text.Three()
        from numbers in Gen.ArrayOf(Number, 3)
        from when in Conditions
        from status in Gen.Elements(Enum.GetValues<ModelStatus>())
        let dispute = new DisputeSpec(texts.Item1, new([new ClaimSpec("a" + texts.Item2, texts.Item3)]), texts.Item1)
        let model = new ModelDefinition
        {
            Provider = "p", Id = "m/1", TypeName = "M", Title = texts.Item1, Summary = texts.Item2, Status = status, Since = texts.Item3,
            Successor = status == ModelStatus.Active ? null : "m/2", Modes = new([texts.Item1]), Outputs = 3,
            Fields = new([Named(fields.Item1, "f0"), Named(fields.Item2, "f1")]),
            Rules = rules.Select((rule, i) => rule with { Id = $"r{i}" }).ToEquatableArray(),
            Price = numbers[0] is null ? null : new PriceInfo
            {
                Currency = "USD", AsOf = "2026-01-01", Seconds = numbers[1], Note = texts.Item2, Sources = new(["b"]),
                Rates = new([new RateInfo { When = when, PerVideo = numbers[0]!.Value, PerSecond = numbers[2] ?? 0, FreeSeconds = 5 }]),
            },
            Confidence = texts.Item3, Sources = new(["a", "b"]), Disputes = new([dispute]), Notes = new([texts.Item3, texts.Item1]),
        }
        select Catalog.Create(
            [
                new ProviderSpec
                {
                    Id = "p", Title = texts.Item1, Summary = texts.Item2, BaseUrl = texts.Item3, Hosts = new([texts.Item1]), SubmissionId = texts.Item2,
                    Limits = new LimitsSpec
                    {
                        UploadBytes = long.MaxValue, SourceVideoSeconds = numbers[0], PromptCharacters = 1, SubmitsPerMinute = 2, ExtendsPerMinute = 3,
                        RecoversPerMinute = 4, RequestsPerSecond = 5,
                    },
                    Sources = new([new SourceSpec("a", texts.Item3, null), new SourceSpec("b", texts.Item1, "2026-01")]),
                    Disputes = new([new SharedDisputeSpec("d", dispute)]),
                },
            ],
            [model, model with { Id = "m/2", TypeName = "N", Status = ModelStatus.Active, Successor = null }]);

    [Fact]
    public async Task Export_BuiltInDirectory_ReadsBackEqualInEveryFormat()
    {
        var file = PathOf("kept.json");
        Assert.Equal(ExitCode.Ok, (await Run.Of("export", "-o", file)).Code);
        var (old, now) = (DirectoryFiles.BuiltInCatalog(), ExportedFile.Read(file));
        Assert.Equal(old.Providers, now.Providers);
        Assert.Equal(old.Models.Select(WithAllSources), now.Models);
        foreach (var format in new[] { "json", "json-schema", "openapi", "markdown" })
        {
            Assert.Equal((await Run.Of("export", "-f", format)).Output, (await Run.Of("export", "-f", format, "-d", file)).Output);
        }

        Assert.Equal((await Run.Of("models", "list")).Output, (await Run.Of("models", "list", "-d", file)).Output);
        var diff = await Run.Of("diff", file, Path.Combine(Repository.Root, "schema"));
        Assert.Equal((ExitCode.Ok, "", "0 breaking, 0 additive, 0 documentation; version: none\n"), (diff.Code, diff.Output, diff.Error));
    }

    [Fact]
    public void Export_EveryCondition_ReadsBackEqual()
    {
        var catalog = RuleDirectory.Load();
        Assert.Equal(catalog.Models.Select(WithAllSources), ReadBack(catalog).Models);
    }

    [Fact]
    public void Export_AnyDirectory_ReadsBackEqual()
    {
        Prop.ForAll(Catalogs.ToArbitrary(), catalog =>
        {
            var read = ReadBack(catalog);
            Assert.Equal(catalog.Providers, read.Providers);
            Assert.Equal(catalog.Models, read.Models);
            Assert.Equal(Export(catalog), Export(read));
        }).Check(200);
    }

    [Fact]
    public async Task Diff_EarlierExport_ClassifiesTheChanges()
    {
        using var directory = new SmallDirectory();
        var file = PathOf("kept.json");
        Assert.Equal(ExitCode.Ok, (await Run.Of("export", "-d", directory.Path, "-o", file)).Code);
        var model = Path.Combine(directory.Path, "test", "models", "moving.yaml");
        await File.WriteAllTextAsync(model, (await File.ReadAllTextAsync(model, TestContext.Current.CancellationToken)).Replace("values: [5, 10]", "values: [5]", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal("breaking: test/moving duration: 10 is not allowed [value-removed]\n", (await Run.Of("diff", file, directory.Path)).Output);
        Assert.Equal("additive: test/moving duration: 10 is allowed [value-added]\n", (await Run.Of("diff", directory.Path, file)).Output);
    }

    [Theory]
    [InlineData("\"type\": \"MovingRequest\"", "\"type\": \"M { } class XRequest\"", "models[0].type is not a C# name.")]
    [InlineData("\"type\": \"MovingRequest\"", "\"type\": \"Moving\"", "models[0].type does not end with 'Request'.")]
    [InlineData("\"id\": \"moving\"", "\"id\": \"../moving\"", "models[0].id is not a model id.")]
    [InlineData("\"id\": \"test\"", "\"id\": \"a/b\"", "providers[0].id is not a provider id.")]
    [InlineData("\"id\": \"still\"", "\"id\": \"moving\"", "models[1] occurs twice: 'test/moving'.")]
    [InlineData("\"provider\": \"test\"", "\"provider\": \"other\"", "models[0] refers to the provider 'other', which does not exist.")]
    [InlineData("\"property\": \"Prompt\"", "\"property\": \"P = 1;\"", "models[0].inputs[0].property is not a C# name.")]
    [InlineData("\"720p\": \"R720p\"", "\"720p\": \"720p\"", "models[0].inputs[3].members.720p is not a C# name.")]
    [InlineData("\"name\": \"image\"", "\"name\": \"prompt\"", "models[0].inputs[1] occurs twice: 'prompt'.")]
    [InlineData("\"type\": \"seconds\"", "\"type\": \"hours\"", "models[0].inputs[4].type is not one of ")]
    [InlineData("\"5s\",", "\"fives\",", "models[0].inputs[4].values[0] is not a number.")]
    [InlineData("\"5s\",", "\"5\",", "models[0].inputs[4].values[0] does not end with 's'.")]
    [InlineData("\"pro_mode\": true", "\"pro\": true", "models[0].rules[0].require.pro refers to 'pro', which is not a field of the model.")]
    [InlineData("\"because\":", "\"why\":", "models[0].rules[0] has no 'because'.")]
    [InlineData("\"perSecond\": 0.1", "\"perSecond\": \"much\"", "models[0].pricing.rates[0].perSecond is not a number with an exact decimal value.")]
    [InlineData("\"perSecond\": 0.1", "\"perSecond\": 1e99", "models[0].pricing.rates[0].perSecond is not a number with an exact decimal value.")]
    [InlineData("\"modes\": [", "\"modes\": 5, \"x\": [", "models[0].modes is not a list.")]
    [InlineData("\"models\": [", "\"list\": [", "The document requires 'providers' and 'models': create the file with 'nanogpt export'.")]
    [InlineData("\"models\": [", "\"models\": [[", "kept.json(")]
    [InlineData("\"title\":", "\"id\": 5, \"title\":", "The file is not the JSON that 'nanogpt export' writes")]
    public async Task Read_InvalidExport_IsReportedWithItsPath(string from, string to, string error)
    {
        using var directory = new SmallDirectory();
        var file = PathOf("kept.json");
        var text = (await Run.Of("export", "-d", directory.Path)).Output;
        var place = text.IndexOf(from, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, string.Concat(text.AsSpan(0, place), to, text.AsSpan(place + from.Length)), TestContext.Current.CancellationToken);
        foreach (var run in new[] { await Run.Of("export", "-d", file), await Run.Of("diff", directory.Path, file) })
        {
            Assert.Equal((ExitCode.Invalid, ""), (run.Code, run.Output));
            Assert.Contains(error, run.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => root.Delete(recursive: true);

    // The export says a part's sources even where they are the model's.
    private static ModelDefinition WithAllSources(ModelDefinition model) => model with
    {
        Rules = model.Rules.Select(rule => rule.Sources.IsEmpty ? rule with { Sources = model.Sources } : rule).ToEquatableArray(),
        Price = model.Price is { Sources.IsEmpty: true } pricing ? pricing with { Sources = model.Sources } : model.Price,
    };

    private static FieldInfo Named(FieldInfo field, string name) =>
        field with { Name = name, Property = field.Fixed is null ? field.Property : name.ToUpperInvariant() };

    private static string Export(Catalog catalog)
    {
        using var text = new StringWriter();
        new JsonFormat().Write(catalog, text);
        return text.ToString();
    }

    private Catalog ReadBack(Catalog catalog)
    {
        var file = PathOf("catalog.json");
        File.WriteAllText(file, Export(catalog));
        return ExportedFile.Read(file);
    }

    private string PathOf(string name) => Path.Combine(root.FullName, name);
}
