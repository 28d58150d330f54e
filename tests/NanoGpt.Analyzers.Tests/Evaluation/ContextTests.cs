using Microsoft.CodeAnalysis;
using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Evaluation;

/// <summary>Every kind of member and statement that can contain a request.</summary>
public class ContextTests
{
    [Theory]
    [InlineData("object P => new Sora2Request { Prompt = \"x\", {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} };")]
    [InlineData("Sora2Request P { get; } = new() { Prompt = \"x\", {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} };")]
    [InlineData("Func<object> f = () => new Sora2Request { Prompt = \"x\", {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} };")]
    [InlineData("async Task M() { await Task.Yield(); var r = Sora2Resolution.R1792x1024; await Task.Yield(); F(new() { Prompt = \"x\", {|NGPT120:Resolution = r|} }); }")]
    [InlineData("IEnumerable<object> M() { var r = Sora2Resolution.R1792x1024; yield return new Sora2Request { Prompt = \"x\", {|NGPT120:Resolution = r|} }; }")]
    [InlineData("void M() { var r = Sora2Resolution.R1792x1024; Action a = () => F(new() { Prompt = \"x\", {|NGPT120:Resolution = r|} }); a(); }")]
    [InlineData("void M() { var r = Sora2Resolution.R1792x1024; L(); void L() => F(new() { Prompt = \"x\", {|NGPT120:Resolution = r|} }); }")]
    [InlineData("void M() { Action<bool> a = w => { var r = Sora2Resolution.R1792x1024; if (w) r = Sora2Resolution.R1792x1024; F(new() { Prompt = \"x\", {|NGPT120:Resolution = r|} }); }; a(true); }")]
    [InlineData("void M<T>(T t) where T : class { F(new() { Prompt = t.ToString()!, {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} }); }")]
    [InlineData("C() { var r = Sora2Resolution.R1792x1024; F(new() { Prompt = \"x\", {|NGPT120:Resolution = r|} }); }")]
    [InlineData("C(int i) : this(F(new() { Prompt = \"x\", {|NGPT120:Resolution = i > 0 ? Sora2Resolution.R1792x1024 : Sora2Resolution.R1792x1024|} })) { } C(object? o) { }")]
    [InlineData("~C() { F(new() { Prompt = \"x\", {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} }); }")]
    [InlineData("object this[int i] { get { var r = Sora2Resolution.R1792x1024; return new Sora2Request { Prompt = \"x\", {|NGPT120:Resolution = r|} }; } }")]
    [InlineData("List<Sora2Request> l = [new() { Prompt = \"x\", {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} }];")]
    [InlineData("Dictionary<int, Sora2Request> d = new() { [1] = new() { Prompt = \"x\", {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} } };")]
    [InlineData("readonly Sora2Resolution field = Sora2Resolution.R1792x1024; object M() => new Sora2Request { Prompt = \"x\", {|NGPT120:Resolution = field|} };")]
    [InlineData("object M(Sora2Resolution r = Sora2Resolution.R1792x1024) => new Sora2Request { Prompt = \"x\", {|NGPT120:Resolution = r|} };")]
    [InlineData("object M(bool p = false) => new Sora2Request { Prompt = \"x\", {|NGPT120:Resolution = Sora2Resolution.R1792x1024|}, ProMode = p };")]
    public void NGPT120_RequestInAnyMember_IsReported(string member) => Verify.Members(member);

    [Theory]
    [InlineData("void M() { var r = Sora2Resolution.R1792x1024; Action a = () => F(new() { Prompt = \"x\", Resolution = r }); r = Sora2Resolution.R720p; a(); }")]
    [InlineData("void M() { var r = Sora2Resolution.R1792x1024; L(); r = Sora2Resolution.R720p; L(); void L() => F(new() { Prompt = \"x\", Resolution = r }); }")]
    [InlineData("readonly Sora2Resolution field = Sora2Resolution.R1792x1024; C(Sora2Resolution r) { field = r; } object M() => new Sora2Request { Prompt = \"x\", Resolution = field };")]
    [InlineData("Sora2Resolution field = Sora2Resolution.R1792x1024; object M() => new Sora2Request { Prompt = \"x\", Resolution = field };")]
    [InlineData("object M(Sora2Resolution r = Sora2Resolution.R1792x1024) { if (r == Sora2Resolution.R1792x1024) throw new Exception(); return new Sora2Request { Prompt = \"x\", Resolution = r }; }")]
    [InlineData("object M(Sora2Resolution r = Sora2Resolution.R1792x1024, bool p = true) => new Sora2Request { Prompt = \"x\", Resolution = r, ProMode = p };")]
    [InlineData("object M(Sora2Resolution? r = null, bool? p = null) => new Sora2Request { Prompt = \"x\", Resolution = r, ProMode = p };")]
    [InlineData("bool Wide { get; set; } object M() => new Sora2Request { Prompt = \"x\", Resolution = Wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p, ProMode = Wide ? true : false };")]
    [InlineData("readonly bool wide; object M() => new Sora2Request { Prompt = \"x\", Resolution = wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p, ProMode = wide };")]
    [InlineData("record O(bool Wide, bool Pro); object M(O o) => new Sora2Request { Prompt = \"x\", Resolution = o.Wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p, ProMode = o.Wide };")]
    [InlineData("void M(in bool p) { if (p) return; F(new() { Prompt = \"x\", Resolution = Sora2Resolution.R1792x1024, ProMode = p }); }")]
    [InlineData("T M<T>() where T : NanoGptRequest, new() => new T();")]
    [InlineData("System.Linq.Expressions.Expression<Func<object>> e = () => new Sora2Request { Prompt = \"x\", Resolution = Sora2Resolution.R720p };")]
    public void NGPT120_RequestThatMayBeValid_IsNotReported(string member) => Verify.Members(member);

    [Fact]
    public void NGPT120_TopLevelStatements_IsReported() => Verify.Source(
        """
        var r = args.Length > 3 ? Sora2Resolution.R1792x1024 : Sora2Resolution.R1792x1024;
        Console.WriteLine(new Sora2Request { Prompt = "x", {|NGPT120:Resolution = r|} });
        """,
        OutputKind.ConsoleApplication);

    [Fact]
    public void NGPT120_GeneratedCode_IsNotReported() => Verify.Source("""
        // <auto-generated/>
        #nullable enable
        class C { object P => new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1792x1024 }; }
        """);

    [Fact]
    public void Analyzers_ProjectWithoutRuntime_RegisterNothing()
    {
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create("Plain", [Compilations.Parse("class C { object o = new(); }", "C.cs")], Compilations.Framework);
        Assert.Null(KnownTypes.Find(compilation));
        Assert.Empty(Verify.Run(compilation));
    }

    [Theory]
    [InlineData("Use(new Scene1Request { Elements = new Scene1Elements[] { new() { BAD } } });")]
    [InlineData("Use(new Scene1Request { Elements = [new() { BAD }] });")]
    [InlineData("Use(new Scene1Request { Elements = (wide ? new Scene1Elements[] { new() { BAD } } : new Scene1Elements[] { new() }) });")]
    [InlineData("Scene1Elements[] others = []; Use(new Scene1Request { Elements = [.. others, new() { BAD }] });")]
    [InlineData("Scene1Elements[] all = [new() { BAD }]; Use(new Scene1Request { Elements = all });")]
    [InlineData("var one = new Scene1Elements { BAD }; Use(new Scene1Request { Elements = [one] });")]
    public void NGPT120_GroupInAList_IsReportedOnce(string statements) => Verify.Statements(statements.Replace(
        "BAD", "{|NGPT130:Front = ImageInput.FromUrl(\"data:text/plain;base64,AAAA\")|}", StringComparison.Ordinal));

    [Fact]
    public void NGPT120_ManyBranches_UnconditionalFindingIsReported() => Verify.Statements(ManyBranches(
        "var r = Sora2Resolution.R1792x1024; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} });"));

    [Fact]
    public void NGPT120_ManyBranches_LastAssignmentIsReported() => Verify.Statements(ManyBranches(
        "var r = Sora2Resolution.R720p; r = Sora2Resolution.R1792x1024; F(new Sora2Request { Prompt = text, {|NGPT120:Resolution = r|} });"));

    // Twelve independent conditions whose outcome is asked for at the end: 4,096 paths.
    private static string ManyBranches(string body) =>
        string.Concat(Enumerable.Range(0, 12).Select(static i => $"bool? b{i} = null; if (text[{i}] == 'a') b{i} = true; "))
        + body + "Use(" + string.Join(", ", Enumerable.Range(0, 12).Select(static i => $"b{i}")) + ");";
}
