using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NanoGpt.Analyzers.Tests.Kit;

/// <summary>Runs the analyzers over marked source and compares.</summary>
internal static class Verify
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. typeof(NanoGptAnalyzer).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .OrderBy(static type => type.Name, StringComparer.Ordinal)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>
    /// The rules that most examples would also break, because they leave out what has nothing to do with their point. They are
    /// looked at only where a test marks them.
    /// </summary>
    private static readonly string[] Chatty = ["NGPT160"];

    /// <summary>Statements of a method with parameters to play with.</summary>
    public static Diagnostic[] Statements(string markup) => Source($$"""
        public class C
        {
            public static object? F(Sora2Request? r) => r;
            public static void Use(params object?[] o) { }
            public void M(
                bool wide, bool pro, bool other, bool? maybe, int number, string text, Sora2Resolution resolution, Sora2Request request,
                ImageInput image, Every2Quality quality)
            {
                {{markup}}
            }
        }
        """);

    /// <summary>Members of a class.</summary>
    public static Diagnostic[] Members(string markup) => Source(Class(markup));

    /// <summary>Members of a class in which the compiler reports errors.</summary>
    public static Diagnostic[] MembersWithErrors(string markup, params string[] errors) =>
        Source(Class(markup), OutputKind.DynamicallyLinkedLibrary, [], errors);

    /// <summary>A whole file.</summary>
    public static Diagnostic[] Source(string markup, OutputKind kind = OutputKind.DynamicallyLinkedLibrary, params MetadataReference[] more) =>
        Source(markup, kind, more, []);

    private static string Class(string members) => $$"""
        public partial class C
        {
            public static object? F(Sora2Request? r) => r;
            {{members}}
        }
        """;

    private static Diagnostic[] Source(string markup, OutputKind kind, MetadataReference[] more, string[] expectedErrors)
    {
        var (source, marks) = Markup.Parse(markup);
        var expected = marks.OrderBy(static mark => mark.Start).ThenBy(static mark => mark.Id, StringComparer.Ordinal).ToList();
        var compilation = Compilations.Create(source, kind, more);
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(d => d.Severity == DiagnosticSeverity.Error && !expectedErrors.Contains(d.Id)).ToList();
        Assert.True(errors.Count == 0, "The test does not compile: " + string.Join("\n", errors) + "\n" + source);
        Assert.All(expectedErrors, error => Assert.Contains(error, compilation.GetDiagnostics(TestContext.Current.CancellationToken).Select(static d => d.Id)));

        var actual = Run(compilation).Where(d => !Chatty.Contains(d.Id) || expected.Any(e => e.Id == d.Id)).ToArray();
        var tree = compilation.SyntaxTrees[0].GetText(TestContext.Current.CancellationToken);
        Assert.Equal(
            expected.Select(mark => $"{mark.Id} at '{source.Substring(mark.Start, mark.Length)}'"),
            actual.Select(d => $"{d.Id} at '{tree.ToString(d.Location.SourceSpan)}'"));
        return actual;
    }

    /// <summary>Returns the diagnostics of some or all analyzers in source order. An analyzer that throws fails the test.</summary>
    public static IReadOnlyList<Diagnostic> Run(Compilation compilation, params DiagnosticAnalyzer[] some)
    {
        var all = compilation
            .WithAnalyzers(some.Length > 0 ? [.. some] : Analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        var crashes = all.Where(static d => d.Id.StartsWith("AD", StringComparison.Ordinal)).ToList();
        Assert.True(crashes.Count == 0, string.Join("\n", crashes));
        return [.. all.OrderBy(static d => d.Location.SourceSpan.Start).ThenBy(static d => d.Id, StringComparer.Ordinal)];
    }

    public static void Message(string expected, IEnumerable<Diagnostic> diagnostics) =>
        Assert.Contains(expected, diagnostics.Select(static d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
}
