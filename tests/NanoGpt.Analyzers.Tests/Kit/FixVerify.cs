using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.CodeFixes;

namespace NanoGpt.Analyzers.Tests.Kit;

/// <summary>
/// Applies fixes. Every result must compile, have lost the diagnostic and gained none, and be left alone by a second application;
/// all of it with both line endings.
/// </summary>
internal static class FixVerify
{
    public static ImmutableArray<CodeFixProvider> Providers { get; } =
        [.. typeof(TextFix).Assembly.GetTypes().Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    /// <summary>Applies the fix with a key to the first diagnostic with an id.</summary>
    public static void Single(string id, string key, string before, string after)
    {
        foreach (var endOfLine in (string[])["\n", "\r\n"])
        {
            var document = Document(before.ReplaceLineEndings(endOfLine));
            var diagnostics = Diagnostics(document);
            var diagnostic = diagnostics.First(d => d.Id == id);
            var action = Assert.Single(Actions(document, diagnostic), action => action.EquivalenceKey == key);
            var result = Apply(document, action);
            Assert.Equal(after.ReplaceLineEndings(endOfLine), Text(result));
            Check(diagnostics, result, diagnostics.Count(d => d.Id == id) - 1, id);
            if (!Diagnostics(result).Any(d => d.Id == id))
            {
                continue;
            }

            Assert.NotEqual(diagnostic.Location.SourceSpan, Diagnostics(result).First(d => d.Id == id).Location.SourceSpan);
        }
    }

    /// <summary>Applies the fix with a key to all diagnostics with an id.</summary>
    public static void All(string id, string key, string before, string after)
    {
        foreach (var endOfLine in (string[])["\n", "\r\n"])
        {
            var document = Document(before.ReplaceLineEndings(endOfLine));
            var diagnostics = Diagnostics(document);
            var provider = Providers.Single(p => p.FixableDiagnosticIds.Contains(id)
                && Actions(document, diagnostics.First(d => d.Id == id), p).Any(action => action.EquivalenceKey == key));
            var action = FixAll(document, provider, key, id, diagnostics);
            var result = Apply(document, action!);
            Assert.Equal(after.ReplaceLineEndings(endOfLine), Text(result));
            Check(diagnostics, result, 0, id);

            var again = FixAll(result, provider, key, id, Diagnostics(result));
            Assert.True(again is null || Text(Apply(result, again)) == Text(result), "The fix changes what it has fixed.");
        }
    }

    /// <summary>The keys of the fixes that are offered for the first diagnostic with an id.</summary>
    public static string[] Offered(string id, string source)
    {
        var document = Document(source);
        return [.. Actions(document, Diagnostics(document).First(d => d.Id == id)).Select(static action => action.EquivalenceKey!)];
    }

    private static CodeAction? FixAll(Document document, CodeFixProvider provider, string key, string id, IReadOnlyList<Diagnostic> diagnostics) =>
        provider.GetFixAllProvider()!.GetFixAsync(new FixAllContext(
            document, provider, FixAllScope.Document, key, [id], new Given([.. diagnostics.Where(d => d.Id == id)]), TestContext.Current.CancellationToken)).GetAwaiter().GetResult();

    private static void Check(IReadOnlyList<Diagnostic> before, Document result, int left, string id)
    {
        var after = Diagnostics(result);
        Assert.DoesNotContain(after, static d => d.Id.StartsWith("CS", StringComparison.Ordinal) && d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(left, after.Count(d => d.Id == id));
        foreach (var other in after.Where(d => d.Id != id).GroupBy(static d => d.Id))
        {
            Assert.True(other.Count() <= before.Count(d => d.Id == other.Key), $"The fix brings {other.Key}: {other.First()}\n{Text(result)}");
        }
    }

    private static Document Document(string source)
    {
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Consumer", "Consumer", LanguageNames.CSharp,
            compilationOptions: new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: Compilations.ParseOptions,
            metadataReferences: Compilations.References));
        workspace.AddDocument(project.Id, "Usings.cs", SourceText.From(Compilations.Usings));
        return workspace.AddDocument(project.Id, "Test.cs", SourceText.From(source));
    }

    private static IReadOnlyList<Diagnostic> Diagnostics(Document document)
    {
        var compilation = document.Project.GetCompilationAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult()!;
        var tree = document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return [.. compilation.GetDiagnostics(TestContext.Current.CancellationToken).Concat(Verify.Run(compilation))
            .Where(d => d.Location.SourceTree == tree && d.Severity != DiagnosticSeverity.Hidden && d.Id != "NGPT160")
            .OrderBy(static d => d.Location.SourceSpan.Start)];
    }

    private static List<CodeAction> Actions(Document document, Diagnostic diagnostic, CodeFixProvider? only = null)
    {
        var actions = new List<CodeAction>();
        foreach (var provider in Providers.Where(p => p.FixableDiagnosticIds.Contains(diagnostic.Id) && (only is null || p == only)))
        {
            provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken))
                .GetAwaiter().GetResult();
        }

        return actions;
    }

    private static Document Apply(Document document, CodeAction action)
    {
        var operation = action.GetOperationsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single();
        return operation.ChangedSolution.GetDocument(document.Id)!;
    }

    private static string Text(Document document) => document.GetTextAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult().ToString();

    private sealed class Given(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
