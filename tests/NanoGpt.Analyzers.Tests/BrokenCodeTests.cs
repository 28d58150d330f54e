using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests;

/// <summary>Analyzers run on incomplete code. They may report nothing, but they must not throw.</summary>
public class BrokenCodeTests
{
    private const int Programs = 900;
    private const int ProgramsInACompilation = 50;

    private const string Program = """
        class C0
        {
            static readonly Sora2Request Template = new() { Prompt = "x", Resolution = Sora2Resolution.R1792x1024 };
            readonly bool pro;
            public async Task<object?> M(bool wide, int n, Sora2Request r, INanoGptClient client, VideoJob job, CancellationToken cancellationToken)
            {
                var a = wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p;
                bool? p = null;
                if (n > 3 && !wide) { p = true; } else if (a is Sora2Resolution.R720p or (Sora2Resolution)7) { p ??= pro; }
                for (var i = 0; i < n; i++)
                {
                    try { var j = await client.SubmitAsync(r with { Resolution = a, ProMode = p }, cancellationToken); break; }
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
    public void Analyzers_CodeWithDeletedTokens_DoNotThrow()
    {
        var random = new Random(20261120);
        for (var start = 0; start < TestDepth.Of(Programs); start += ProgramsInACompilation)
        {
            var trees = Enumerable.Range(start, ProgramsInACompilation).Select(i => Compilations.Parse(Mutate(i, random), $"P{i}.cs")).ToList();
            Verify.Run(Compilations.Create("").AddSyntaxTrees(trees));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("public const string Table = Missing;")]
    [InlineData("public const string Table = null;")]
    [InlineData("public const int Table = 3;")]
    [InlineData("public static readonly string Table = \"model p m M \\\"\\\"\";")]
    [InlineData("public const string Table = \"\";")]
    [InlineData("public const string Table = \"integer a A\";")]
    [InlineData("public const string Table = \"model p m M\";")]
    [InlineData("public const string Table = \"model p m M \\\"\\\"\\ninteger a A newKey=3\";")]
    [InlineData("public const string Table = \"model p m M \\\"\\\"\\ninteger a A minLength=99999999999\";")]
    [InlineData("public const string Table = \"model p m M \\\"\\\"\\ninteger a A values=x|y cost\\nprice USD 2026-01-02\\nrate perSecond=1\";")]
    [InlineData("public const string Table = \"model p m M \\\"\\\"\\ninteger a A max=1\\nrequire r b=1 because=why\";")]
    [InlineData("public const string Table = \"model p m M \\\"\\\"\\ninteger a A max=1\\nfuture line\";")]
    public void Table_MissingOrMalformed_IsSkipped(string table) => Assert.Empty(Run(table));

    [Theory]
    [InlineData("integer a Missing max=1", "")]
    [InlineData("string a A maxLength=1", "")]
    [InlineData("enum a A values=One=1", "NGPT104")]
    [InlineData("integer a A max=1", "NGPT101")]
    public void Table_ThatDoesNotFitTheType_IsReadAsFarAsItFits(string field, string id) => Assert.Equal(
        id, string.Join(" ", Run($"public const string Table = \"model p m M \\\"\\\"\\n{field}\";").Select(static d => d.Id)));

    private static IEnumerable<Diagnostic> Run(string members) => Verify.Run(Compilations.Create($$"""
        [VideoModel("p", "i")] public record R : NanoGptRequest { public int? A { get; init; } {{members}} }
        class C { object P => new R { A = 3 }; object Q(R r) => r with { A = null }; }
        """));

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
