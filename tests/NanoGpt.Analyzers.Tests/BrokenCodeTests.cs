using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests;

/// <summary>Analyzers see half-typed code all day. They may say nothing, but they must not throw.</summary>
public class BrokenCodeTests
{
    private const int Programs = 2_000;
    private const int ProgramsInACompilation = 50;

    private const string Program = """
        class C0
        {
            static readonly Sora2Request Template = new() { Prompt = "x", Resolution = Sora2Resolution.R1792x1024 };
            readonly bool pro;
            public async Task<object?> M(bool wide, int n, Sora2Request r, INanoGptClient client, VideoJob job, CancellationToken ct)
            {
                var a = wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p;
                bool? p = null;
                if (n > 3 && !wide) { p = true; } else if (a is Sora2Resolution.R720p or (Sora2Resolution)7) { p ??= pro; }
                for (var i = 0; i < n; i++)
                {
                    try { var j = await client.SubmitAsync(r with { Resolution = a, ProMode = p }, ct); break; }
                    catch (Exception e) when (i < 2) { Console.WriteLine(e); a++; }
                    finally { n--; }
                }
                Func<bool, Sora2Request> f = w => new() { Prompt = "", Duration = (Sora2Duration)(w ? 4 : 5), ProMode = p };
                object L(int k = 11) => new Every2Request { Prompt = "abc", Duration = k, Strength = double.NaN, References = [ImageInput.FromUrl("http://x"), .. new ImageInput[2]] };
                switch (a) { case Sora2Resolution.R720p: return L(); default: break; }
                var s = n switch { 1 => Template with { ProMode = true }, > 4 => f(wide), _ => null };
                var (q, t) = (new Every2Request { Options = new() { Name = null!, Level = -1 }, AdditionalFields = new() { ["pro_mode"] = true } }, 1);
                await foreach (var u in job.WatchAsync()) { _ = new RawVideoRequest($"sora{2}"); }
                _ = new NanoGptClient("sk-" + nameof(M));
                return s?.Image is { } m && m.Url is not null ? q : await job.WaitAsync();
            }
        }
        """;

    [Fact]
    public void DeletingTokens_NeverMakesAnAnalyzerThrow()
    {
        var random = new Random(20261120);
        for (var start = 0; start < Programs; start += ProgramsInACompilation)
        {
            var trees = Enumerable.Range(start, ProgramsInACompilation).Select(i => Compilations.Parse(Mutate(i, random), $"P{i}.cs")).ToList();
            Verify.Run(Compilations.Create("").AddSyntaxTrees(trees));
        }
    }

    [Theory]
    [InlineData("[VideoModel] public record R : NanoGptRequest { protected override RequestTypeInfo TypeInfo => null!; [Range(1)] public int? A { get; init; } }")]
    [InlineData("[VideoModel(null, null), ModelRule(null, When = \"A=&\", Require = \"=\")] public record R : NanoGptRequest { public int? A { get; init; } }")]
    [InlineData("[VideoModel(\"p\", \"i\"), ModelRule(\"r\", When = \"Missing=1\", Forbid = \"Nope\")] public record R : NanoGptRequest { public int? A { get; init; } }")]
    [InlineData("[VideoModel(\"p\", \"i\"), ModelRule(\"r\", RequireAny = \"|x|\", AtMostOne = \"\")] public record R : NanoGptRequest { [Step(0), Accepts(1+)] public Missing? A { get; init; } }")]
    public void BrokenModels_NeverMakeAnAnalyzerThrow(string model) =>
        Verify.Run(Compilations.Create($"using System.ComponentModel.DataAnnotations; {model} class C {{ object P => new R {{ A = 3 }}; object Q(R r) => r with {{ A = null }}; }}"));

    // One to six tokens less, and now and then one twice.
    private static string Mutate(int number, Random random)
    {
        var source = Program.Replace("C0", "C" + number, StringComparison.Ordinal);
        var tokens = CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).DescendantTokens().ToList();
        var text = SourceText.From(source);
        var changes = Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(tokens.Count)).Distinct().Order()
            .Select(i => new TextChange(tokens[i].Span, random.Next(10) == 0 ? $"{tokens[i]} {tokens[i]}" : ""));
        return text.WithChanges(changes).ToString();
    }
}
