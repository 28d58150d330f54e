using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Evaluation;

/// <summary>Tests code after which possibly no execution takes a path, so that nothing about the path is reported.</summary>
public class WitnessTests
{
    private const string Head = "const Sora2Resolution W = Sora2Resolution.R1792x1024, N = Sora2Resolution.R720p; ";
    private const string Request = " F(new Sora2Request { Prompt = text, Resolution = wide ? W : N, ProMode = pro ? true : false });";

    [Theory]
    [InlineData("if (wide && !pro) Environment.Exit(1);")]
    [InlineData("if (wide) Throw(); [System.Diagnostics.CodeAnalysis.DoesNotReturn] void Throw() => throw new Exception();")]
    [InlineData("if (wide) Throw(); void Throw() => throw new Exception();")]
    [InlineData("var ok = Guard.Against(wide, pro);")]
    [InlineData("Guard.For(wide).And(pro).Check();")]
    [InlineData("Guard.AgainstAsync(wide).GetAwaiter().GetResult();")]
    [InlineData("new Guard(wide);")]
    [InlineData("_ = wide ? throw new Exception() : 1;")]
    [InlineData("_ = new[] { 1 }[wide ? 1 : 0];")]
    [InlineData("var index = wide ? 0 : 1; Use(1 / index);")]
    [InlineData("var x = wide ? 1 : 0; Guard.Positive(x);")]
    [InlineData("if (wide) Guard.Positive(0);")]
    [InlineData("if (Guard.IsBad(wide)) return;")]
    [InlineData("if (new Guard(true) == new Guard(wide)) return;")]
    [InlineData("try { F(null); } finally { if (wide) throw new Exception(); }")]
    [InlineData("try { F(null); } finally { throw new Exception(); }")]
    [InlineData("for (var i = 0; i < 2; i++) { try { F(null); } finally { if (wide) throw new Exception(); } }")]
    [InlineData("do { try { F(null); } finally { if (wide) throw new Exception(); } } while (text.Length > 3);")]
    [InlineData("foreach (var c in text) { try { if (c == 'a') continue; try { F(null); } finally { F(null); } } finally { if (wide) throw new Exception(); } }")]
    [InlineData("using (new Guard(wide)) { }")]
    [InlineData("Action check = () => { if (wide) throw new Exception(); }; check();")]
    [InlineData("while (wide) { }")]
    [InlineData("foreach (var c in text) { if (wide) return; }")]
    [InlineData("for (var i = 0; i < 2; i++) { if (i == 1) { F(new Sora2Request { Prompt = text, Resolution = wide ? W : N }); } if (wide) return; }")]
    [InlineData("if (wide & !pro) throw new Exception();")]
    [InlineData("if ((wide, pro) is (true, false)) throw new Exception();")]
    public void NGPT120_PathThatMayEnd_IsNotReported(string guard) => Verify.Source(Program(Head + guard + Request));

    [Theory]
    [InlineData("if (wide) return; Action a = () => F(new Sora2Request { Prompt = text, Resolution = wide ? W : N }); a();")]
    [InlineData("if (wide) return; L(); void L() => F(new Sora2Request { Prompt = text, Resolution = wide ? W : N });")]
    [InlineData("if (wide) return; Func<bool, object?> f = z => F(new Sora2Request { Prompt = text, Resolution = z ? W : N }); f(wide);")]
    [InlineData("if (false) { F(new Sora2Request { Prompt = text, Resolution = W }); }")]
    [InlineData("return; F(new Sora2Request { Prompt = text, Resolution = W });")]
    [InlineData("if (wide) { if (!wide) F(new Sora2Request { Prompt = text, Resolution = W }); }")]
    [InlineData("switch (quality) { case Every2Quality.Low: case Every2Quality.High: case Every2Quality.Best: break; default: F(new Sora2Request { Prompt = text, Resolution = quality == Every2Quality.Best ? N : W, ProMode = quality == Every2Quality.Low ? null : pro }); break; }")]
    [InlineData("if (number >= 5 && number <= 5 && number != 5) F(new Sora2Request { Prompt = text, Resolution = W });")]
    public void NGPT120_UnreachableOrGuardedCreation_IsNotReported(string body) => Verify.Source(Program(Head + body));

    [Theory]
    [InlineData("bool Wide => false; object? M() => F(new Sora2Request { Prompt = \"x\", Resolution = Wide ? W : N });")]
    [InlineData("readonly bool wide; readonly bool pro; C(bool p) { wide = p; pro = p; } object? M() => F(new Sora2Request { Prompt = \"x\", Resolution = wide ? W : N, ProMode = pro });")]
    [InlineData("bool wide; void Check() { if (wide) throw new Exception(); } object? M() { Check(); return F(new Sora2Request { Prompt = \"x\", Resolution = wide ? W : N }); }")]
    [InlineData("bool IsWide() => false; object? M() => F(new Sora2Request { Prompt = \"x\", Resolution = IsWide() ? W : N });")]
    [InlineData("object? M(bool wide) { this.wide = wide; Check(); return F(new Sora2Request { Prompt = \"x\", Resolution = wide ? W : N }); } bool wide; void Check() { if (wide) throw new Exception(); }")]
    [InlineData("async Task<object?> M(bool wide) { await CheckAsync(wide); return F(new Sora2Request { Prompt = \"x\", Resolution = wide ? W : N }); } Task CheckAsync(bool b) => Task.CompletedTask;")]
    [InlineData("class O { public bool Wide { get; init; } public O Validate() => this; } object? M(O o) { o.Validate(); return F(new Sora2Request { Prompt = \"x\", Resolution = o.Wide ? W : N }); }")]
    [InlineData("record struct S(Sora2Resolution R) { public object? M() { this = this with { R = Sora2Resolution.R720p }; return F(new Sora2Request { Prompt = \"x\", Resolution = R }); } }")]
    [InlineData("struct S { readonly Sora2Resolution r; object? M(S other) { if (r != W) return null; this = other; return F(new Sora2Request { Prompt = \"x\", Resolution = r }); } }")]
    [InlineData("ref struct H { ref Sora2Resolution r; public H(ref Sora2Resolution x) { r = ref x; } public void Set() => r = N; } void M() { var r = W; var h = new H(ref r); h.Set(); F(new Sora2Request { Prompt = \"x\", Resolution = r }); }")]
    [InlineData("static readonly Sora2Resolution[] All = [W, W]; object? M() { All[0] = N; return F(new Sora2Request { Prompt = \"x\", Resolution = All[0] }); }")]
    public void NGPT120_MemberThatMayExcludeAPath_IsNotReported(string members) => Verify.Members(
        "const Sora2Resolution W = Sora2Resolution.R1792x1024, N = Sora2Resolution.R720p; " + members);

    [Theory]
    [InlineData("static readonly ImageInput[] All = [ImageInput.FromUrl(\"http://example.com/a\")]; object M() => new Every2Request { Prompt = \"abc\", References = All };")]
    [InlineData("class L { public static implicit operator ValueList<string>(L l) => [\"a\"]; public static implicit operator L(string[] s) => new(); } object M() => new Every2Request { Prompt = \"abc\", Words = (L)new[] { \"a\", \"b\", \"c\", \"d\" } };")]
    [InlineData("object M() { List<string> l = [\"a\", \"b\", \"c\", \"d\"]; l.Clear(); return new Every2Request { Prompt = \"abc\", Words = [.. l] }; }")]
    [InlineData("object M() { var d = 10.9; return new Every2Request { Prompt = \"abc\", Duration = (int)d }; }")]
    [InlineData("object M(int d) { if (d > 12) return d; return new Every2Request { Prompt = \"abc\", Duration = d }; }")]
    [InlineData("object M() { var d = int.MaxValue; d += 1; return new Every2Request { Prompt = \"abc\", Seed = unchecked(d + 5) }; }")]
    [InlineData("object M(string[] rest) => new Every2Request { Prompt = \"abc\", Words = [\"a\", \"b\", \"c\", .. rest] };")]
    public void ValueRules_ValueThatMayBeValid_IsNotReported(string members) => Verify.Members(members);

    [Theory]
    [InlineData("object M(int d) { if (d <= 12) return d; return new Every2Request { Prompt = \"abc\", {|NGPT101:Duration = d|} }; }", "Duration = 13 or more is out of range: allowed are 2 to 10 seconds.")]
    [InlineData("object M(int d) { if (d is > 60 and < 90) return new Every2Request { Prompt = \"abc\", {|NGPT104:Fps = d|} }; return d; }", "Fps = 61 to 89 is not allowed: use one of 24, 30, 60.")]
    [InlineData("object M() { var d = 4; d += 4; d++; return new Every2Request { Prompt = \"abc\", {|NGPT101:Duration = d * 2|} }; }", "Duration = 18 is out of range: allowed are 2 to 10 seconds.")]
    [InlineData("object M() { var d = 12.6; return new Every2Request { Prompt = \"abc\", {|NGPT101:Duration = (int)d|} }; }", "Duration = 12 is out of range: allowed are 2 to 10 seconds.")]
    [InlineData("object M(string s) => new Every2Request { {|NGPT102:Prompt = $\"more than twenty letters: {s}\"|} };", "Prompt has 26 characters or more: allowed are 3 to 20.")]
    [InlineData("object M() { string[] rest = [\"a\", \"b\"]; return new Every2Request { Prompt = \"abc\", {|NGPT103:Words = [\"c\", \"d\", .. rest]|} }; }", "Words has 4 items: allowed are up to 3.")]
    [InlineData("object M() => new Every2Request { Prompt = \"abc\", {|NGPT103:References = Array.Empty<ImageInput>()|} };", "References has 0 items: allowed are 1 to 2.")]
    [InlineData("object M() => new Every2Request { Prompt = \"abc\", {|NGPT108:Words = [null!]|} };", "Words[0] is required.")]
    [InlineData("object M() => new Every2Request { Prompt = \"abc\", Fps = 24, AdditionalFields = new() { [{|NGPT150:\"fps\"|}] = 30 } };", "fps is already sent: remove it from the additional fields.")]
    public void ValueRules_ValueThatIsAlwaysInvalid_IsReported(string members, string message) => Verify.Message(message, Verify.Members(members));

    [Fact]
    public void AdditionalFields_KeyOfANestedObject_IsNotReported() => Verify.Members("""
        object M() => new Sora2Request
        {
            Prompt = "x",
            AdditionalFields = new() { [{|NGPT150:"camera"|}] = System.Text.Json.JsonSerializer.SerializeToElement(new Dictionary<string, int> { ["pro_mode"] = 1 }) },
        };
        """);

    private static string Program(string body) => $$"""
        public sealed class Guard(bool x) : IDisposable
        {
            public static bool Against(bool x, bool y) => true;
            public static bool IsBad(bool x) => x;
            public static void Positive(int x) { }
            public static Guard For(bool x) => new(x);
            public static Task AgainstAsync(bool x) => Task.CompletedTask;
            public static bool operator ==(Guard x, Guard y) => true;
            public static bool operator !=(Guard x, Guard y) => false;
            public override bool Equals(object? o) => true;
            public override int GetHashCode() => x ? 1 : 0;
            public Guard And(bool y) => this;
            public void Check() { }
            public void Dispose() { }
        }
        public class C
        {
            public static object? F(Sora2Request? r) => r;
            public static void Use(params object?[] o) { }
            public void M(bool wide, bool pro, int number, string text, Every2Quality quality)
            {
                {{body}}
            }
        }
        """;
}
