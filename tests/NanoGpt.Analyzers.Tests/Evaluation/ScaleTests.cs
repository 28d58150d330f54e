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
    private const string Bad = "new Sora2Request { Prompt = text, Resolution = R1792x1024, ProMode = false }";

    // Roslyn takes quadratic time to create the graph of a list of requests, which the analyzers need for few lists.
    private const int MaxSize = 3_000;

    private static readonly int LongList = TestDepth.IsAll ? 10_000 : 2_000;

    public static TheoryData<string> Names => [.. LargeBodies.Shapes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Walk_TwiceTheCode_TakesTwiceTheSteps(string name)
    {
        TestDepth.SkipUnlessAll();
        var (size, write) = LargeBodies.Shapes[name];
        size = Math.Min(size, MaxSize);
        var (half, whole) = (Walk(write(size / 2)), Walk(write(size)));
        Assert.False(whole.IsSpent);
        Assert.InRange(whole.Steps, half.Steps, half.Steps * 2.3);
    }

    [Fact]
    public void Analyzers_LongListOfConstants_FindAll() => Assert.Equal(1, CountErrors($"Use({Bad}{Repeat(2_000, static _ => ", null")});"));

    [Theory]
    [InlineData("", 1_001, 1_001)]
    [InlineData("if (number > 3) { text = names[0]; }", 1_000, 1_000)]
    [InlineData("if (number > 3) { text = names[0]; }", 1_001, 0)]
    public void Analyzers_LongListOfRequestsWithVariables_FindNothingIfTheyDependOnAPath(string before, int count, int expected) =>
        Assert.Equal(expected, CountErrors($"{before} Use({string.Join(", ", Enumerable.Repeat(Bad, count))});"));

    [Fact]
    public void Analyzers_LongListOfConstantRequests_FindAll() => Assert.Equal(LongList, CountErrors(
        $"Use({string.Join(",\n", Enumerable.Repeat(Bad.Replace("text", "\"text\"", StringComparison.Ordinal), LongList))});"));

    [Fact]
    public void Analyzers_LongListBesideAnotherRequest_FindItIfItIsConstant()
    {
        var list = $"if (number > 3) {{ text = names[0]; }} Use({string.Join(", ", Enumerable.Repeat("text", 1_001))});";
        Assert.Equal(0, CountErrors(list + $"Use({Bad});"));
        Assert.Equal(1, CountErrors(list + $"Use({Bad.Replace("text", "\"text\"", StringComparison.Ordinal)});"));
    }

    [Fact]
    public void Walk_SpentBudget_FindsNothing()
    {
        const string Body = $"Use({Bad});";
        Assert.NotEmpty(Arrivals(Body, ReadContext.MaxSteps));
        Assert.Empty(Arrivals(Body, 5));
    }

    private static int CountErrors(string statements) =>
        Verify.Run(Source(statements), new InvalidRequestAnalyzer()).Count(static d => d is { Id: "NGPT120", Severity: DiagnosticSeverity.Error });

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

    private static CSharpCompilation Source(string statements) => Compilations.Create(LargeBodies.File(statements));
}
