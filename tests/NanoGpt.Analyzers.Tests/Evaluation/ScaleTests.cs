using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Evaluation;

/// <summary>The number of steps grows with the size of the code, and no faster.</summary>
public class ScaleTests
{
    private static readonly Dictionary<string, (int Count, Func<int, string> Write)> Shapes = new(StringComparer.Ordinal)
    {
        ["copies in a row"] = (500, static n => Repeat(n, static i => $"q = q with {{ Prompt = \"p{i}\" }};\n") + "Use(q);"),
        ["copies on conditions"] = (400, static n => Repeat(n, static i => $"if (o[{i}]) q = q with {{ ProMode = {(i % 2 == 0 ? "true" : "false")} }};\n") + "Use(q);"),
        ["locals"] = (300, static n => Repeat(n, static i => $"var v{i} = o[{i}] ? {i} : {i + 1};\n") + Repeat(n, static i => $"Use(v{i});\n")),
        ["nested conditions"] = (100, static n => $"var r = {Repeat(n, static i => $"o[{i}] ? R720p : ")} R1792x1024; Use(q with {{ Resolution = r }});"),
        ["conditions on parameters"] = (100, static n => Repeat(n, static i => $"if (number == {i * 3}) q = q with {{ ProMode = true }};\n") + "Use(q);"),
        ["arms of a switch"] = (400, static n => $"switch (number) {{ {Repeat(n, static i => $"case {i * 2}: q = q with {{ Prompt = \"{i}\" }}; break;\n")} }} Use(q);"),
        ["arms of a switch expression"] = (400, static n => $"Use(q with {{ Prompt = number switch {{ {Repeat(n, static i => $"{i * 2} => \"{i}\",\n")} _ => \"\" }} }});"),
        ["alternatives of a pattern"] = (250, static n => $"if (number is 0 {Repeat(n, static i => $" or {i}")}) q = q with {{ ProMode = true }}; Use(q);"),
        ["pairs of conditions"] = (18, static n => $"if ({string.Join(" & ", Enumerable.Range(0, n).Select(static i => $"(o[{2 * i}] | o[{(2 * i) + 1}])"))}) q = q with {{ ProMode = true }}; Use(q);"),
        ["alternatives of a value"] = (30, static n => "string? s = null;" + Repeat(n, static i => $"s = s ?? names[{i}];\n") + "Use(q with { Prompt = s });"),
        ["requests in an array"] = (1_000, static n => $"Use(new[] {{ {Repeat(n, static i => $"new Sora2Request {{ Prompt = \"{i}\" }},\n")} }});"),
        ["conditional requests in an array"] = (200, static n => $"Use(new[] {{ {Repeat(n, static i => $"new Sora2Request {{ Prompt = \"{i}\", ProMode = o[{i}] ? true : null }},\n")} }});"),
        ["loops"] = (200, static n => Repeat(n, static i => $"foreach (var x{i} in names) {{ if (o[{i}]) q = q with {{ Prompt = x{i} }}; }}\n") + "Use(q);"),
        ["nested loops"] = (20, static n => Repeat(n, static i => $"while (o[{i}]) {{\n") + "q = q with { Prompt = text };" + new string('}', n) + "Use(q);"),
        ["local functions"] = (200, static n => Repeat(n, static i => $"void L{i}() => Use(q with {{ Prompt = text }});\n")),
        ["guarded blocks"] = (200, static n => Repeat(n, static i => $"try {{ q = q with {{ Prompt = names[{i}] }}; }} catch (Exception) {{ Use(q); }} finally {{ Use(); }}\n")),
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Walk_TwiceTheCode_TakesTwiceTheSteps(string name)
    {
        var (count, write) = Shapes[name];
        var (once, twice) = (Walk(write(count)), Walk(write(2 * count)));
        Assert.False(twice.IsSpent);

        // The maps of states are trees, which may get one level more. Quadratic growth would be four times the steps.
        Assert.InRange(twice.Steps, once.Steps, (once.Steps * 2.7) + 100);
    }

    [Theory]
    [InlineData("copies in a row", 2_000)]
    [InlineData("copies on conditions", 3_000)]
    [InlineData("locals", 2_000)]
    [InlineData("nested conditions", 200)]
    [InlineData("arms of a switch", 2_000)]
    [InlineData("arms of a switch expression", 2_000)]
    public void Walk_LargeBody_IsWithinTheBudget(string name, int count) => Assert.False(Walk(Shapes[name].Write(count)).IsSpent);

    // Roslyn takes quadratic time to create the graph of a list of requests.
    [Theory]
    [InlineData(1_000, 1)]
    [InlineData(1_001, 0)]
    public void Analyzers_LongListWithVariables_FindNothing(int count, int expected)
    {
        var found = Verify.Run(Source($"Use(new Sora2Request {{ Prompt = text, Resolution = R1792x1024, ProMode = false }}{Repeat(count - 1, static _ => ", null")});"));
        Assert.Equal(expected, found.Count(static d => d.Id == "NGPT120"));
    }

    [Fact]
    public void Walk_SpentBudget_FindsNothing()
    {
        const string Body = "Use(new Sora2Request { Prompt = text, Resolution = R1792x1024, ProMode = false });";
        Assert.NotEmpty(Arrivals(Body, ReadContext.MaxSteps));
        Assert.Empty(Arrivals(Body, 5));
    }

    private static string Repeat(int count, Func<int, string> write) => string.Concat(Enumerable.Range(0, count).Select(write));

    private static ReadContext Walk(string body) => Walk(body, ReadContext.MaxSteps).Flow.Context;

    private static IReadOnlyList<Arrival> Arrivals(string body, int maxSteps)
    {
        var (flow, method) = Walk(body, maxSteps);
        return flow.GetArrivals(method.DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Single());
    }

    private static (BodyFlow Flow, SyntaxNode Method) Walk(string body, int maxSteps)
    {
        var compilation = Source(body);
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), static d => d.Severity == DiagnosticSeverity.Error);
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        var method = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>().Last();
        var operation = (IMethodBodyOperation)model.GetOperation(method, TestContext.Current.CancellationToken)!;
        var flow = new BodyFlow(new ReadContext(KnownTypes.Find(compilation)!, model, maxSteps), VariableUses.Create(operation));
        flow.Walk(ControlFlowGraph.Create(operation, TestContext.Current.CancellationToken), model.GetDeclaredSymbol(method, TestContext.Current.CancellationToken)!, TestContext.Current.CancellationToken);
        return (flow, method);
    }

    private static CSharpCompilation Source(string body) => Compilations.Create($$"""
            class C
            {
                const Sora2Resolution R720p = Sora2Resolution.R720p, R1792x1024 = Sora2Resolution.R1792x1024;
                static void Use(params object?[] o) { }
                void M(Sora2Request q, List<bool> o, List<string> names, int number, string text)
                {
                    {{body}}
                }
            }
            """);
}
