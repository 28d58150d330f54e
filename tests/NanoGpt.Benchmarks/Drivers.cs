using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NanoGpt.Generator;

namespace NanoGpt.Benchmarks;

/// <summary>Generator drivers that see the files as a consumer's build marks them.</summary>
internal static class Drivers
{
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12);

    /// <summary>As the compiler and the editor make it.</summary>
    public static GeneratorDriver Create(IEnumerable<YamlText> models) => Create(new NanoGptGenerator(), models, track: false);

    /// <summary>One that keeps a record of its steps, which costs more time than the steps.</summary>
    public static GeneratorDriver CreateTracking(IEnumerable<YamlText> models) => Create(new NanoGptGenerator(), models, track: true);

    public static GeneratorDriver Create(IIncrementalGenerator generator, IEnumerable<YamlText> models, bool track) =>
        CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()], models, ParseOptions, new Options(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, track));

    public static CSharpCompilation Compilation(string code) =>
        CSharpCompilation.Create(
            "Consumer", [CSharpSyntaxTree.ParseText(code, ParseOptions)],
            [.. new[] { typeof(object), typeof(VideoRequest) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(ImmutableDictionary<string, string>.Empty);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => BuiltIn;

        private static Values BuiltIn { get; } = new(ImmutableDictionary<string, string>.Empty
            .Add("build_metadata.AdditionalFiles.NanoGptModel", "builtin")
            .Add("build_metadata.AdditionalFiles.NanoGptProvider", "nanogpt"));
    }

    private sealed class Values(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
