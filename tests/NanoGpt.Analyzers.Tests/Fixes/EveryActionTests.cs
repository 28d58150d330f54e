using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Fixes;

/// <summary>
/// Applies every action that is offered in a corpus of programs. The result compiles, has the same comments and directives, and has
/// no more findings than before.
/// </summary>
public class EveryActionTests
{
    private const int GeneratedPrograms = 150;

    // A property that affects the price is left unset where a fix removes it.
    private const string Ignored = "NGPT160";

    public static TheoryData<string> Shapes =>
    [
        // Names of tokens
        "async Task M(VideoJob job, CancellationToken @event) => await job.WaitAsync();",
        "void M(VideoJob job) { Func<CancellationToken, Task> f = async _ => await job.WaitAsync(); f(default); }",
        "void M(VideoJob job) { Func<CancellationToken, int, Task> f = async (_, _) => await job.WaitAsync(); f(default, 0); }",
        "void M(VideoJob job) { Func<CancellationToken, Task> f = async delegate { await job.WaitAsync(); }; f(default); }",
        "void M(VideoJob job, CancellationToken token) { Func<string, Task> f = async token => await job.WaitAsync(); f(\"\"); }",
        "void M(VideoJob job, in CancellationToken token) { Func<Task> f = async () => await job.WaitAsync(); f(); }",

        // Successors whose type does not fit
        "void M() { var q = new Old1Request { Prompt = \"x\" }; var r = q with { Gone = true }; }",
        "Old1Request M() { var q = new Old1Request { Prompt = \"x\" }; return q; }",
        "Old1Request M(bool b) => b ? new Old1Request { Prompt = \"x\" } : new Old1Request { Prompt = \"y\" };",
        "VideoRequest M() { var q = new Old1Request { Prompt = \"x\" }; return q with { ProMode = true }; }",
        "Sora2Request? M() { VideoRequest q = new Old1Request { Prompt = \"x\", Gone = true /* gone */, ProMode = true }; return q as Sora2Request; }",

        // Comments and directives
        """
        object P => new Sora2Request
        {
            Prompt = "x",
            Resolution = Sora2Resolution.R1792x1024, // after resolution
        };
        object Q => new Sora2Request
        {
            Prompt = "x",   // first
            Resolution = Sora2Resolution.R1792x1024   // last
            // end
        };
        object R => new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1792x1024 /* wide */ };
        object S => new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1792x1024 // wide
        };
        object T => new Every2Request { /* nothing */ };
        """,
        """
        object P => new Every2Request
        {
            Prompt = "abc",
            Image = ImageInput.FromUrl("https://example.com/a.png"),
        #if LATER
            Loop = true,
        #endif
            // the video
            Video = VideoInput.FromUrl("https://example.com/a.mp4")
        };
        object Q => new Every2Request { Prompt = "abc", Image = ImageInput.FromUrl("https://example.com/a.png"), /* start */ Video = VideoInput.FromUrl("https://example.com/a.mp4") };
        object R => new Every2Request
        {
            Prompt = "abc",
        #if !LATER
            Image = ImageInput.FromUrl("https://example.com/a.png"),
        #endif
            Video = VideoInput.FromUrl( // a link
                "https://example.com/a.mp4"),
        };
        """,

        // Values with side effects
        "ImageInput Upload() => ImageInput.FromUrl(\"https://example.com\"); object P => new Every2Request { Prompt = \"abc\", Image = Upload(), Video = VideoInput.FromUrl(\"https://example.com\") };",
        "int n; object P => new Every2Request { Prompt = \"abc\", Fps = n = 60 };",

        // Conditional values
        "object M(bool wide) => new Sora2Request { Prompt = \"x\", Resolution = wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p };",
        "object M(bool wide) => new Sora2Request { Prompt = \"x\", Resolution = wide ? Sora2Resolution.R720p : Sora2Resolution.R1792x1024 };",
        "object M(int n) => new Sora2Request { Prompt = \"x\", ProMode = false, Resolution = n > 3 ? Sora2Resolution.R720p : Sora2Resolution.R1792x1024 };",
    ];

    public static TheoryData<string> Pages => [.. RuleExamples.Ids];

    [Theory]
    [MemberData(nameof(Shapes))]
    public Task Action_Shape_KeepsTheProgram(string members) => CheckAsync($"partial class C\n{{\n{members}\n}}");

    [Theory]
    [MemberData(nameof(Pages))]
    public Task Action_ViolationOfARulePage_KeepsTheProgram(string id) => CheckAsync(RuleExamples.Of(id).Violation + RuleExamples.Support);

    [Fact]
    public async Task Action_GeneratedProgram_KeepsTheProgram()
    {
        var actions = 0;
        for (var seed = 0; seed < TestDepth.Of(GeneratedPrograms); seed++)
        {
            actions += await CheckAsync(new RequestProgram(new Random(seed)).ToString());
        }

        Assert.True(actions > TestDepth.Of(GeneratedPrograms), $"only {actions} actions were offered");
    }

    [Theory]
    [InlineData("wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p", "", "wide")]
    [InlineData("wide ? Sora2Resolution.R720p : Sora2Resolution.R1792x1024", "", "!wide")]
    [InlineData("number > 3 ? Sora2Resolution.R720p : Sora2Resolution.R1792x1024", "ProMode = false, ", "!(number > 3)")]
    [InlineData("wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p", "ProMode = null, ", "wide")]
    public async Task CompanionFix_ConditionalValue_SetsTheCompanionOfThatBranch(string resolution, string proMode, string expected)
    {
        var document = CreateDocument($$"""
            class C { object M(bool wide, int number) => new Sora2Request { Prompt = "x", {{proMode}}Resolution = {{resolution}} }; }
            """);

        var (_, action) = Assert.Single(await GetActionsAsync(document, await FindAsync(document)), static offered => offered.Action.Title.StartsWith("Set ", StringComparison.Ordinal));
        var text = (await ApplyAsync(document, action)).ToString();

        Assert.Contains($"ProMode = {expected}{(proMode.Length == 0 ? " }" : ",")}", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task FixAll_GeneratedPrograms_KeepsThePrograms(FixAllScope scope)
    {
        var actions = 0;
        for (var seed = 1000; seed < 1000 + TestDepth.Of(10); seed++)
        {
            var document = CreateDocument(new RequestProgram(new Random(seed), requests: 6).ToString(), new RequestProgram(new Random(-seed)).ToString());
            var before = await FindAsync(document);
            foreach (var (provider, action) in (await GetActionsAsync(document, before)).DistinctBy(static offered => offered.Action.EquivalenceKey))
            {
                var all = new FixAllContext(
                    document, provider, scope, action.EquivalenceKey, provider.FixableDiagnosticIds, new Findings(), TestContext.Current.CancellationToken);
                if (await provider.GetFixAllProvider()!.GetFixAsync(all) is { } fix)
                {
                    await AssertKeptAsync(document, before, await ApplyAsync(document, fix), $"fix all {action.Title}");
                    actions++;
                }
            }
        }

        Assert.True(actions > TestDepth.Of(10), $"only {actions} actions were offered");
    }

    private static async Task<int> CheckAsync(string source)
    {
        var document = CreateDocument(source);
        var before = await FindAsync(document);
        var actions = await GetActionsAsync(document, before);
        foreach (var (_, action) in actions)
        {
            await AssertKeptAsync(document, before, await ApplyAsync(document, action), action.Title);
        }

        return actions.Count;
    }

    private static async Task AssertKeptAsync(Document document, ImmutableArray<Diagnostic> before, SourceText changed, string title)
    {
        var source = await document.GetTextAsync(TestContext.Current.CancellationToken);
        var fixedDocument = document.WithText(changed);
        var details = $"{title}:\n{source}\n=>\n{changed}";
        var compilation = (await fixedDocument.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), string.Join("\n", errors) + "\n" + details);
        Assert.True(Trivia(source).SequenceEqual(Trivia(changed)), "Comments differ after " + details);
        var after = await FindAsync(fixedDocument);
        Assert.True(after.Length < before.Length, $"{string.Join("\n", after)}\nafter {details}");
    }

    private static IEnumerable<string> Trivia(SourceText text) =>
        CSharpSyntaxTree.ParseText(text, Compilations.ParseOptions).GetRoot().DescendantTrivia()
            .Where(static trivia => trivia.IsDirective || trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
            .Select(static trivia => trivia.ToString().Trim()).Order(StringComparer.Ordinal);

    private static Document CreateDocument(string source, string? other = null)
    {
        var workspace = new AdhocWorkspace();
        var solution = workspace.CurrentSolution;
        DocumentId? first = null;
        foreach (var (name, code) in new[] { ("Consumer", source), ("Other", other) })
        {
            if (code is null)
            {
                continue;
            }

            var project = ProjectId.CreateNewId();
            solution = solution
                .AddProject(ProjectInfo.Create(
                    project, VersionStamp.Default, name, name, LanguageNames.CSharp, parseOptions: Compilations.ParseOptions,
                    compilationOptions: Compilations.Create("").Options, metadataReferences: Compilations.References))
                .AddDocument(DocumentId.CreateNewId(project), "Usings.cs", Compilations.Usings);
            var id = DocumentId.CreateNewId(project);
            solution = solution.AddDocument(id, name + ".cs", code);
            first ??= id;
        }

        return solution.GetDocument(first)!;
    }

    private static async Task<ImmutableArray<Diagnostic>> FindAsync(Document document)
    {
        var compilation = (await document.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        var ofCompiler = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(static d => d.Id.StartsWith("NGPT", StringComparison.Ordinal));
        return [.. Verify.Run(compilation).Concat(ofCompiler).Where(static d => d.Id != Ignored)];
    }

    private static async Task<List<(CodeFixProvider Provider, CodeAction Action)>> GetActionsAsync(Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var actions = new List<(CodeFixProvider, CodeAction)>();
        foreach (var diagnostic in diagnostics)
        {
            foreach (var provider in FixVerify.Providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                await provider.RegisterCodeFixesAsync(new CodeFixContext(
                    document, diagnostic, (action, _) => actions.Add((provider, action)), TestContext.Current.CancellationToken));
            }
        }

        return actions;
    }

    private static async Task<SourceText> ApplyAsync(Document document, CodeAction action)
    {
        var operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return await solution.GetDocument(document.Id)!.GetTextAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Findings : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await FindAsync(project.Documents.First(static document => document.Name != "Usings.cs"));

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            await document.GetSyntaxTreeAsync(cancellationToken) is { } tree
                ? (await FindAsync(document)).Where(diagnostic => diagnostic.Location.SourceTree == tree) : [];

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
