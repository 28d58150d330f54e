using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using NanoGpt.Analyzers.Evaluation;
using NanoGpt.Analyzers.Rules;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Evaluation;

/// <summary>Values that are made of values grow exponentially when they are written out. No build may wait for that.</summary>
public class ReadBudgetTests
{
    private const int Links = 40;

    [Fact]
    public void Read_LocalsMadeOfLocals_TakesFewSteps() => Assert.InRange(
        Read(Chain(i => $"var v{i} = {Choice($"v{i - 1}")};"), "Resolution = v40").Steps, 50, 1_000);

    [Fact]
    public void Read_CopiesMadeOfCopies_TakesFewSteps() => Assert.InRange(
        Read("var c0 = request; " + Chain(i => $"var c{i} = {Choice($"(c{i - 1} with {{ ProMode = wide }})")};"), "Prompt = c40.Prompt").Steps, 2, 1_000);

    [Fact]
    public void Read_FieldsMadeOfFields_TakesFewSteps() => Assert.InRange(
        Read("", "Resolution = F40", "static readonly Sora2Resolution F0 = default; "
            + Chain(i => $"static readonly Sora2Resolution F{i} = {Choice($"F{i - 1}", "true")};")).Steps, 2, 1_000);

    [Fact]
    public void Read_LongExpression_TakesOneStepForEachPart() => Assert.InRange(
        Read("", $"Resolution = {Choice("v0", parts: 500)}").Steps, 500, 2_000);

    [Fact]
    public void Read_SpentBudget_LeavesTheRestUnknown()
    {
        const string Bad = "Resolution = Sora2Resolution.R1792x1024, ProMode = false";
        Assert.Equal("NGPT120", Assert.Single(Findings(ReadRequest(new ReadBudget(), "", Bad))).Descriptor.Id);
        for (var steps = 1; steps < 4; steps++)
        {
            Assert.Empty(Findings(ReadRequest(new ReadBudget(steps), "", Bad)));
        }
    }

    // 2 to the power of 40 comparisons, and 3 to the power of 30 ways in which one comes out.
    [Theory]
    [InlineData("&")]
    [InlineData("|")]
    public void Walk_ConditionsMadeOfConditions_Ends(string op) => Verify.Statements(
        "bool b0 = wide; " + Chain(i => $"bool b{i} = b{i - 1} {op} b{i - 1};")
        + "var r = Sora2Resolution.R720p; if (b40) { r = Sora2Resolution.R1792x1024; }"
        + "F(new Sora2Request { Prompt = text, Resolution = r, ProMode = b40 });");

    [Fact]
    public void Walk_ConditionWithManyWays_Ends() => Verify.Statements(
        $"bool all = {string.Join(" & ", Enumerable.Range(0, 30).Select(static i => $"(text[{i}] == 'a' | text[{i}] == 'b')"))};"
        + "var r = Sora2Resolution.R720p; var p = false; if (all) { r = Sora2Resolution.R1792x1024; p = true; }"
        + "F(new Sora2Request { Prompt = text, Resolution = r, ProMode = p });");

    [Fact]
    public void Walk_ArraysOfArrays_Ends() => Verify.Statements(
        "object a0 = 1; " + Chain(i => $"object a{i} = new object[] {{ a{i - 1}, a{i - 1} }};")
        + "var r = Sora2Resolution.R720p; if (wide) { r = Sora2Resolution.R1792x1024; } Use(a40);"
        + "F(new Sora2Request { Prompt = text, Resolution = r, ProMode = wide });");

    private static string Chain(Func<int, string> link) => string.Join(" ", Enumerable.Range(1, Links).Select(link));

    // wide ? v : wide ? v : v
    private static string Choice(string value, string condition = "wide", int parts = 10) =>
        string.Concat(Enumerable.Repeat($"{condition} ? {value} : ", parts - 1)) + value;

    private static ReadBudget Read(string statements, string assignment, string members = "")
    {
        var budget = new ReadBudget();
        Assert.NotNull(ReadRequest(budget, statements, assignment, members));
        Assert.False(budget.IsSpent);
        return budget;
    }

    private static RequestObject ReadRequest(ReadBudget budget, string statements, string assignments, string members = "")
    {
        var compilation = Compilations.Create($$"""
            class C
            {
                {{members}}
                object M(bool wide, Sora2Resolution v0, Sora2Request request)
                {
                    {{statements}}
                    return new Sora2Request { {{assignments}} };
                }
            }
            """);
        var tree = compilation.SyntaxTrees[0];
        var creation = tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<ObjectCreationExpressionSyntax>().Single();
        var operation = compilation.GetSemanticModel(tree).GetOperation(creation, TestContext.Current.CancellationToken)!;
        return new ExpressionReader(KnownTypes.Find(compilation)!, budget, static read => Variables.Create(Root(read))).ReadRequest(operation)!;
    }

    private static List<RequestDiagnostic> Findings(RequestObject? request) => request is null
        ? []
        : [.. RequestRules.Check(new RequestView(request, ImmutableArray<Literal>.Empty)).Where(static found => found.Descriptor.Id != "NGPT160")];

    private static IOperation Root(IOperation operation) => operation.Parent is { } parent ? Root(parent) : operation;
}
