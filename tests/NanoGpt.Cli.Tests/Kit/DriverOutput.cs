using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Generator;
using NanoGpt.Schema.Files;

namespace NanoGpt.Cli.Tests.Kit;

/// <summary>Returns the generated files for a directory and properties, by file name.</summary>
internal static class DriverOutput
{
    public static SortedDictionary<string, string> Of(IEnumerable<DirectoryFile> files, params (string Name, string Value)[] properties)
    {
        var texts = files.Select(file => new Text(file)).ToList();
        var driver = CSharpGeneratorDriver.Create([new NanoGptGenerator().AsSourceGenerator()], texts, optionsProvider: new Options(properties));
        var runtime = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "NanoGpt.Runtime.dll"));
        var compilation = CSharpCompilation.Create("Consumer", references: [runtime]);
        var result = driver.RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult();
        return new SortedDictionary<string, string>(
            result.Results.Single().GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()), StringComparer.Ordinal);
    }

    private sealed class Text(DirectoryFile file) : AdditionalText
    {
        public string Provider => file.Provider;

        public override string Path => file.Path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(file.Text, Encoding.UTF8);
    }

    private sealed class Options((string Name, string Value)[] properties) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } =
            new Values(properties.ToImmutableDictionary(property => "build_property." + property.Name, property => property.Value));

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(ImmutableDictionary<string, string>.Empty
            .Add("build_metadata.AdditionalFiles.NanoGptModel", "builtin")
            .Add("build_metadata.AdditionalFiles.NanoGptProvider", ((Text)textFile).Provider));
    }

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
