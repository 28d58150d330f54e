using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoGpt.Analyzers.Tests.Hosts;

/// <summary>Runs the analyzers in the compiler of the load context of this class. Only types of the framework cross the context.</summary>
public static class HostedAnalysis
{
    /// <summary>Gets the version of the compiler.</summary>
    public static string Version => typeof(CSharpCompilation).Assembly.GetName().Version!.ToString();

    /// <summary>Returns the findings in programs: <c>NGPT101 'Duration = 11'</c>.</summary>
    public static string[][] Run(string[] sources, string usings, string[] references, byte[] models)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var metadata = references.Select(static path => MetadataReference.CreateFromFile(path)).Append(MetadataReference.CreateFromImage(models)).ToList();
        return [.. sources.Select(source => Run(CSharpCompilation.Create(
            "Consumer",
            [CSharpSyntaxTree.ParseText(source, options), CSharpSyntaxTree.ParseText(usings, options)],
            metadata,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))))];
    }

    private static string[] Run(CSharpCompilation compilation)
    {
        var errors = compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var analyzers = typeof(NanoGptAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!);
        var found = compilation.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return
        [
            .. errors.Concat(found).OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(static diagnostic => $"{diagnostic.Id} '{Text(diagnostic.Location)}'").Order(StringComparer.Ordinal),
        ];
    }

    // The compiler reports itself that it cannot load an analyzer, without a location.
    private static string Text(Location location) => location.SourceTree?.GetText().ToString(location.SourceSpan) ?? "";
}
