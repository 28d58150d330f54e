using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoGpt.Generator.Tests.Kit;

/// <summary>Properties and file metadata, as MSBuild hands them to the compiler.</summary>
internal sealed class TestOptions(TestProject project) : AnalyzerConfigOptionsProvider
{
    private readonly Dictionary<string, Values> files = project.Files.ToDictionary(
        f => f.Path,
        f => new Values(f.Origin.Length == 0
            ? new Dictionary<string, string>()
            : new Dictionary<string, string>
            {
                ["build_metadata.AdditionalFiles.NanoGptModel"] = f.Origin,
                ["build_metadata.AdditionalFiles.NanoGptProvider"] = f.Provider,
            }));

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(project.Properties);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => files[textFile.Path];

    private sealed class Values(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
