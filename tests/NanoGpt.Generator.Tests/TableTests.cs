using NanoGpt.Generator.Emission;
using NanoGpt.Generator.Tests.Kit;
using NanoGpt.Schema.Files;
using NanoGpt.Schema.Issues;
using NanoGpt.Schema.Loading;

namespace NanoGpt.Generator.Tests;

/// <summary>
/// A table is read when its type is first used, so the loader must refuse what the table reader cannot read: every pair of keys
/// on every type of field is refused by the loader or read by the runtime.
/// </summary>
public sealed class TableTests
{
    private const string Media = "image audio video";

    // A key, something to say under it, and the types on which that makes sense; on the others it is tried all the same.
    private static readonly (string Key, string Value, string Types)[] Keys =
    [
        ("wire", "other_key", ""), ("wire", "{ url: u, data: d }", Media), ("aliases", "[\"a b\", c|d]", ""), ("required", "true", ""),
        ("list", "{ max: 3 }", "string integer enum object " + Media), ("values", "[a, b]", "string enum"), ("values", "[5, 10]", "integer seconds"),
        ("open", "true", "enum"), ("disputed", "[a]", "string enum"), ("disputed", "[5]", "integer seconds"), ("members", "{ a: Alpha }", "enum"),
        ("members", "{ 5: Five }", "seconds"), ("min", "1", "integer number seconds"), ("max", "20", "integer number seconds"),
        ("step", "0.5", "number"), ("step", "1", "integer seconds"), ("above", "0.5", "number"), ("below", "20.5", "number"),
        ("min_length", "1", "string"), ("max_length", "9", "string"), ("default", "a", "string enum"), ("default", "5", "integer number seconds seed"),
        ("default", "true", "boolean"), ("fixed", "a", "string enum"), ("fixed", "5", "integer number seconds seed"), ("fixed", "true", "boolean"),
        ("send", "true", ""), ("cost", "true", ""), ("form", "string", "integer number seconds"), ("form", "number", "integer number seconds"),
        ("suffix", "s", "seconds"), ("accepts", "[url]", Media), ("max_bytes", "9", Media), ("min_seconds", "1", "audio video"),
        ("max_seconds", "2.5", "audio video"), ("fields", "{ inner: { type: string, required: true } }", "object"),
        ("references", "{ \"@Clip\": clip }", "string"), ("name", "Renamed", ""),
    ];

    [Theory]
    [InlineData("string")]
    [InlineData("boolean")]
    [InlineData("integer")]
    [InlineData("number")]
    [InlineData("seconds")]
    [InlineData("enum")]
    [InlineData("seed")]
    [InlineData("image")]
    [InlineData("audio")]
    [InlineData("video")]
    [InlineData("object")]
    public void Table_EveryPairOfKeys_IsRefusedOrReadBack(string type)
    {
        var read = 0;
        foreach (var (one, first) in Keys.Index())
        {
            foreach (var other in Keys[one..])
            {
                var keys = first == other ? $"{first.Key}: {first.Value}" : $"{first.Key}: {first.Value}, {other.Key}: {other.Value}";
                read += IsRead($"{{ type: {type}, {keys} }}") ? 1 : 0;
            }
        }

        // Else the loader refused nearly everything, and nothing was shown.
        Assert.InRange(read, Keys.Count(key => key.Types.Split(' ').Contains(type)), int.MaxValue);
    }

    // Whether the loader takes a field that is declared so; what it takes, the runtime must read.
    private static bool IsRead(string declaration)
    {
        var catalog = ModelDirectory.Load(
            [
                new("nanogpt", FileKind.Provider, "nanogpt/provider.yaml", SmallDirectory.Provider),
                new("nanogpt", FileKind.Fields, "nanogpt/fields.yaml", $"clip: {{ type: video, wire: clip }}\nit: {declaration}\n"),
                new("nanogpt", FileKind.Model, "nanogpt/models/minimal.yaml", SmallDirectory.Minimal.Replace("prompt: { required: true }", "{ clip: , it: }", StringComparison.Ordinal)),
            ],
            TestContext.Current.CancellationToken);
        if (catalog.Issues.Any(issue => issue.Severity == IssueSeverity.Error))
        {
            return false;
        }

        var info = EmittedTables.Read(ModelEmitter.Emit(catalog.Models[0], new EmitOptions()));
        Assert.Equal(["clip", "it"], info.Fields.Select(field => field.Name));
        return true;
    }

    [Fact]
    public void Emit_NumbersWithTrailingZeros_EqualsTheCodeWithoutThem()
    {
        static GeneratorRun Emit(string zero) => GeneratorHarness.Run(TestProject.Small.WithModel("numbers", $$"""
            id: numbers
            title: Numbers
            summary: A number in each place that takes one.
            modes: [text-to-video]
            inputs:
              prompt:
              duration: { values: [5{{zero}}, 10{{zero}}], default: 5{{zero}}, cost: true }
              start_at: { min: 0{{zero}}, max: 60{{zero}}, step: 5{{zero}} }
              frames:   { values: [81{{zero}}, 100{{zero}}], default: 81{{zero}} }
              guidance: { above: 0{{zero}}, max: 20{{zero}}, default: 7.5 }
            rules:
              - id: long
                when:    { duration: 10{{zero}}, guidance: { above: 3{{zero}} } }
                require: { frames: [81{{zero}}] }
                because: Long videos have few frames.
            pricing:
              currency: USD
              as_of: "2026-02-01"
              per_video: { duration: { "5": 1{{zero}}, "10": 2{{zero}} } }
              sources: [prices-2026-02]
            sources: [docs-2026-01]
            """));
        var (with, without) = (Emit(".0"), Emit(""));

        Assert.Empty(without.Log);
        Assert.Empty(with.Log);
        Assert.Equal(without.Sources, with.Sources);
        Assert.Empty(CSharpCompiler.Complaints(with));
    }
}
