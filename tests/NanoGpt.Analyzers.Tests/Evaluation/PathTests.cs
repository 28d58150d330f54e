using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Evaluation;

/// <summary>Locals, branches, loops, correlations: what the control-flow graph proves, and what it does not.</summary>
public class PathTests
{
    // W: the flagged resolution in the shapes below.
    private const string Head = """const Sora2Resolution W = Sora2Resolution.R1792x1024, N = Sora2Resolution.R720p;""";

    [Theory]
    [InlineData("var r = W; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} });")]
    [InlineData("Sora2Resolution r; r = N; r = W; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} });")]
    [InlineData("Sora2Resolution? r = null; if (other) r = W; else r = W; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} });")]
    [InlineData("var a = W; var b = a; var c = b; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = c|} });")]
    [InlineData("var p = false; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|}, ProMode = p });")]
    [InlineData("bool? p = null; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|}, ProMode = p });")]
    [InlineData("if (pro) return; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|}, ProMode = pro });")]
    [InlineData("if (!pro) F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|}, ProMode = pro });")]
    [InlineData("if (pro == false) F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|}, ProMode = pro });")]
    [InlineData("if (resolution == W) F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = resolution|} });")]
    [InlineData("if (resolution is W) F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = resolution|}, ProMode = false });")]
    [InlineData("if (resolution != W) return; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = resolution|} });")]
    [InlineData("switch (resolution) { case W: F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = resolution|} }); break; }")]
    [InlineData("var r = W; while (other) { F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} }); }")]
    [InlineData("foreach (var s in text) { var r = W; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} }); }")]
    [InlineData("for (var i = 0; i < 3; i++) { F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|} }); }")]
    [InlineData("try { var r = W; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} }); } catch { } finally { }")]
    [InlineData("var r = W; try { F(null); } catch (Exception) { F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|} }); }")]
    [InlineData("using var s = new System.IO.MemoryStream(); var r = W; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} });")]
    [InlineData("lock (text) { var r = W; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} }); }")]
    [InlineData("Sora2Resolution r = wide ? W : W; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} });")]
    [InlineData("var r = wide switch { true => W, false => W }; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} });")]
    [InlineData("Sora2Resolution? n = null; var r = n ?? W; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} });")]
    [InlineData("var request2 = new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|} };")]
    [InlineData("Sora2Request r = new() { Prompt = text, {|NGPT120:Resolution = W|} };")]
    [InlineData("Use(1, new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|} }, other ? 1 : 2);")]
    [InlineData("Use(new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|} }.ToString());")]
    public void OnEveryPath_IsAnError(string body)
    {
        var diagnostics = Verify.Statements(Head + body);
        Assert.All(diagnostics, static d => Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Error, d.Severity));
    }

    [Theory]
    [InlineData("wide is true", "F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = wide ? W : N|} });")]
    [InlineData("wide is false", "F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = wide ? N : W|} });")]
    [InlineData("wide is true", "var r = N; if (wide) r = W; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} });")]
    [InlineData("wide is true", "var r = N; if (wide) { r = W; } F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|}, ProMode = false });")]
    [InlineData("wide is true and pro is false", "F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = wide ? W : N|}, ProMode = pro ? true : false });")]
    [InlineData("wide is false", "F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = wide ? N : W|}, ProMode = wide });")]
    [InlineData("wide is true", "F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = wide ? W : N|}, ProMode = !wide });")]
    [InlineData("number is greater than 5", "F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = number > 5 ? W : N|} });")]
    [InlineData("number is 5", "F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = number == 5 ? W : N|} });")]
    [InlineData("quality is High", "F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = quality switch { Every2Quality.High => W, _ => N }|} });")]
    [InlineData("text is \"w\"", "F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = text == \"w\" ? W : N|} });")]
    [InlineData("maybe is null", "F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = W|}, ProMode = maybe ?? false });")]
    [InlineData("Environment.ProcessorCount is greater than 4", "var big = Environment.ProcessorCount > 4; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = big ? W : N|}, ProMode = !big });")]
    public void OnSomePath_IsAWarning(string when, string body)
    {
        var diagnostics = Verify.Statements(Head + body);
        Assert.All(diagnostics, static d => Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning, d.Severity));
        Verify.Message($"When {when}: Resolution = R1792x1024 needs ProMode = true: 1792x1024 is rendered only in pro mode.", diagnostics);
    }

    [Theory]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = wide ? W : N, ProMode = wide });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = !wide ? N : W, ProMode = wide });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = wide ? W : N, ProMode = wide ? true : null });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = wide ? N : W, ProMode = !wide });")]
    [InlineData("var narrow = !wide; F(new Sora2Request { Prompt = text, Resolution = narrow ? N : W, ProMode = wide });")]
    [InlineData("var r = N; var p = false; if (wide) { r = W; p = true; } F(new Sora2Request { Prompt = text, Resolution = r, ProMode = p });")]
    [InlineData("var r = N; if (wide) { r = W; } var p = false; if (wide) { p = true; } F(new Sora2Request { Prompt = text, Resolution = r, ProMode = p });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = number > 5 ? W : N, ProMode = number > 5 });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = number > 5 ? W : N, ProMode = number >= 4 });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = number == 5 ? W : N, ProMode = number is 5 or 6 });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = quality is Every2Quality.Best ? W : N, ProMode = quality != Every2Quality.Low });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = resolution, ProMode = resolution == W });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = resolution, ProMode = resolution switch { W => true, _ => false } });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = resolution });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = W, ProMode = pro });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = W, ProMode = maybe });")]
    [InlineData("if (!pro) return; F(new Sora2Request { Prompt = text, Resolution = W, ProMode = pro });")]
    [InlineData("if (wide && !pro) throw new ArgumentException(); F(new Sora2Request { Prompt = text, Resolution = wide ? W : N, ProMode = pro });")]
    [InlineData("if (wide && !pro) throw new ArgumentException(); F(new Sora2Request { Prompt = text, Resolution = wide ? W : N, ProMode = pro ? true : false });")]
    [InlineData("if (Check(wide, pro)) return; F(new Sora2Request { Prompt = text, Resolution = wide ? W : N, ProMode = pro ? true : false }); bool Check(bool a, bool b) => a && !b;")]
    [InlineData("Guard(wide, pro); F(new Sora2Request { Prompt = text, Resolution = wide ? W : N, ProMode = pro ? true : false }); void Guard(bool a, bool b) { if (a && !b) throw new Exception(); }")]
    [InlineData("var r = W; if (text.Length > 3) r = N; F(new Sora2Request { Prompt = text, Resolution = r, ProMode = text.Length < 4 ? true : false });")]
    [InlineData("var r = W; Change(); F(new Sora2Request { Prompt = text, Resolution = r }); void Change() => r = N;")]
    [InlineData("var r = W; Action a = () => r = N; a(); F(new Sora2Request { Prompt = text, Resolution = r });")]
    [InlineData("var r = W; ref var q = ref r; q = N; F(new Sora2Request { Prompt = text, Resolution = r });")]
    [InlineData("var r = W; Out(out r); F(new Sora2Request { Prompt = text, Resolution = r }); static void Out(out Sora2Resolution x) => x = N;")]
    [InlineData("var r = W; Ref(ref r); F(new Sora2Request { Prompt = text, Resolution = r }); static void Ref(ref Sora2Resolution x) => x = N;")]
    [InlineData("var r = W; (r, _) = (N, 1); F(new Sora2Request { Prompt = text, Resolution = r });")]
    [InlineData("var r = W; r++; F(new Sora2Request { Prompt = text, Resolution = r });")]
    [InlineData("var r = W; r &= N; F(new Sora2Request { Prompt = text, Resolution = r });")]
    [InlineData("var r = N; while (other) { F(new Sora2Request { Prompt = text, Resolution = r, ProMode = true }); r = W; }")]
    [InlineData("var p = false; for (var i = 0; i < 3; i++) { F(new Sora2Request { Prompt = text, Resolution = W, ProMode = p || i > 0 || true }); p = true; }")]
    [InlineData("var r = W; try { r = N; F(null); } finally { r = N; } F(new Sora2Request { Prompt = text, Resolution = r });")]
    [InlineData("var r = W; try { F(null); r = N; F(null); } catch { F(new Sora2Request { Prompt = text, Resolution = r, ProMode = r == W }); }")]
    [InlineData("pro = true; F(new Sora2Request { Prompt = text, Resolution = W, ProMode = pro });")]
    [InlineData("var w = wide; wide = false; F(new Sora2Request { Prompt = text, Resolution = w ? W : N, ProMode = w });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = wide ? W : throw new Exception(), ProMode = true });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = Toss() ? W : N, ProMode = Toss() ? true : false }); bool Toss() => Random.Shared.Next(2) == 0;")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = text.Length > 3 ? W : N, ProMode = text.Length > 2 ? true : false });")]
    [InlineData("var t = (W, true); F(new Sora2Request { Prompt = text, Resolution = t.Item1, ProMode = t.Item2 });")]
    [InlineData("var r = new[] { W }; F(new Sora2Request { Prompt = text, Resolution = r[0] });")]
    public void CorrelatedOrUnknown_IsSilent(string body) => Verify.Statements(Head + body);
}
