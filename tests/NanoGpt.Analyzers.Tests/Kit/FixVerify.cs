using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using NanoGpt.CodeFixes;

namespace NanoGpt.Analyzers.Tests.Kit;

/// <summary>
/// Applies fixes one by one, and to all diagnostics of a document, a project and a solution, with both line endings. The result
/// must compile, have lost the diagnostic and gained none.
/// </summary>
/// <remarks>The expected diagnostics come from the analyzers: the tests of the rules check where they are reported.</remarks>
internal static class FixVerify
{
    public static ImmutableArray<CodeFixProvider> Providers { get; } =
        [.. typeof(TextFix).Assembly.GetTypes()
            .Where(static type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    /// <summary>Verifies a fix of every diagnostic with an id in a file.</summary>
    /// <param name="id">The id of the diagnostics.</param>
    /// <param name="key">The key of the fix.</param>
    /// <param name="before">The file.</param>
    /// <param name="after">The file after the fix.</param>
    public static Task FixAsync(string id, string key, string before, string after) => FixAsync(id, key, [[(before, after)]]);

    /// <summary>Verifies a fix of every diagnostic with an id in several projects, which do not reference each other.</summary>
    /// <param name="id">The id of the diagnostics.</param>
    /// <param name="key">The key of the fix.</param>
    /// <param name="projects">The files of each project, before and after the fix; each file has a diagnostic.</param>
    public static async Task FixAsync(string id, string key, (string Before, string After)[][] projects)
    {
        foreach (var endOfLine in (string[])["\n", "\r\n"])
        {
            var test = new Test(id, key)
            {
                NumberOfFixAllInDocumentIterations = projects.Sum(static files => files.Length),
                NumberOfFixAllInProjectIterations = projects.Length,
            };
            var before = test.Fill(test.TestState, projects, file => file.Before.ReplaceLineEndings(endOfLine));
            var after = test.Fill(test.FixedState, projects, file => file.After.ReplaceLineEndings(endOfLine));
            Assert.Contains(before, diagnostic => diagnostic.Id == id);
            Assert.DoesNotContain(after, diagnostic => diagnostic.Id == id);
            foreach (var other in after.GroupBy(static diagnostic => diagnostic.Id))
            {
                var had = before.Count(diagnostic => diagnostic.Id == other.Key);
                Assert.True(other.Count() <= had, $"The fix brings {other.First()}");
            }

            await test.RunAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Verifies that a fix is not offered for any diagnostic with an id in a file.</summary>
    public static async Task NotOfferedAsync(string id, string key, string source)
    {
        var test = new Test(id, key);
        var diagnostics = test.Fill(test.TestState, [[(source, source)]], static file => file.Before);
        test.Fill(test.FixedState, [[(source, source)]], static file => file.After);
        Assert.Contains(diagnostics, diagnostic => diagnostic.Id == id);
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Test : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, EmptyCodeFixProvider, DefaultVerifier>
    {
        // Most examples leave out what this rule asks for.
        private const string Ignored = "NGPT160";

        private readonly string id;

        public Test(string id, string key)
        {
            this.id = id;
            CodeActionEquivalenceKey = key;
            FixedState.InheritanceMode = StateInheritanceMode.Explicit;   // a fix also removes errors of the compiler
            if (id != Ignored)
            {
                DisabledDiagnostics.Add(Ignored);
            }

            if (id == RuleIds.ModelRemoved)
            {
                // The compiler reports it as an error that no directive suppresses.
                TestBehaviors |= TestBehaviors.SkipSuppressionCheck;
            }

            ReferenceAssemblies = new ReferenceAssemblies("net10.0");   // none: those of the running framework are added below
        }

        /// <summary>Fills a state, and returns the diagnostics that are expected in it.</summary>
        public List<Diagnostic> Fill(
            SolutionState state, (string, string)[][] projects, Func<(string Before, string After), string> source)
        {
            var all = new List<Diagnostic>();
            for (var i = 0; i < projects.Length; i++)
            {
                var name = i == 0 ? "" : $"Project{i}";
                ProjectState project = i == 0 ? state : state.AdditionalProjects[name];
                project.AdditionalReferences.AddRange(Compilations.References);
                var trees = new List<SyntaxTree>();
                foreach (var file in projects[i])
                {
                    var path = $"/{name}/Test{project.Sources.Count}.cs";
                    project.Sources.Add((path, source(file)));
                    trees.Add(Compilations.Parse(source(file), path));
                }

                project.Sources.Add(($"/{name}/Usings.cs", Compilations.Usings));
                var compilation = Compilations.Create("").RemoveAllSyntaxTrees()
                    .AddSyntaxTrees([.. trees, Compilations.Parse(Compilations.Usings, "Usings.cs")]);
                all.AddRange(Kit.Verify.Run(compilation).Concat(compilation.GetDiagnostics().Where(IsIncluded))
                    .Where(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)
                    .Where(diagnostic => diagnostic.Id != Ignored || id == Ignored));
            }

            state.ExpectedDiagnostics.AddRange(all.Select(static diagnostic => new DiagnosticResult(diagnostic.Descriptor)
                .WithSeverity(diagnostic.Severity)
                .WithMessage(diagnostic.GetMessage(CultureInfo.InvariantCulture))
                .WithSpan(diagnostic.Location.GetLineSpan())
                .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations)));
            return all;
        }

        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Kit.Verify.Analyzers;

        protected override IEnumerable<CodeFixProvider> GetCodeFixProviders() => Providers;

        protected override ParseOptions CreateParseOptions() => Compilations.ParseOptions;

        protected override CompilationOptions CreateCompilationOptions() =>
            ((CSharpCompilationOptions)base.CreateCompilationOptions()).WithNullableContextOptions(NullableContextOptions.Enable);

        protected override bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics) =>
            IsIncluded(diagnostic);

        // The compiler reports NGPT140 itself, for [Obsolete].
        private static bool IsIncluded(Diagnostic diagnostic) =>
            diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id.StartsWith("NGPT", StringComparison.Ordinal);

        protected override Diagnostic? TrySelectDiagnosticToFix(ImmutableArray<Diagnostic> fixableDiagnostics) =>
            fixableDiagnostics.FirstOrDefault(diagnostic => diagnostic.Id == id);
    }
}
