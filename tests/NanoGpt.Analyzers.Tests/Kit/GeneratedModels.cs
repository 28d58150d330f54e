using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Generator;

namespace NanoGpt.Analyzers.Tests.Kit;

/// <summary>A YAML file of a provider.</summary>
internal sealed class YamlText(string provider, string path, string text, bool isUser = false) : AdditionalText
{
    public string Provider => provider;

    public bool IsUser => isUser;

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}

/// <summary>Runs the generator.</summary>
internal static class GeneratedModels
{
    /// <summary>Adds the request types of all models in some files to a compilation. The files must have no errors.</summary>
    public static Compilation AddTo(CSharpCompilation compilation, IEnumerable<YamlText> files)
    {
        CSharpGeneratorDriver
            .Create([new NanoGptGenerator().AsSourceGenerator()], files.ToImmutableArray<AdditionalText>(), Compilations.ParseOptions, new Options())
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);
        Assert.DoesNotContain(diagnostics, static d => d.Severity == DiagnosticSeverity.Error);
        return generated;
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new() { ["build_property.NanoGptModels"] = "*" });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(new()
        {
            ["build_metadata.AdditionalFiles.NanoGptModel"] = ((YamlText)textFile).IsUser ? "user" : "builtin",
            ["build_metadata.AdditionalFiles.NanoGptProvider"] = ((YamlText)textFile).Provider,
        });
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
