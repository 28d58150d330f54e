using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Evaluation;

public class WithTests
{
    [Theory]
    [InlineData("F(request with { {|NGPT120:Resolution = Sora2Resolution.R1792x1024|}, ProMode = false });")]
    [InlineData("F((request with { ProMode = false }) with { {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} });")]
    [InlineData("F(new Sora2Request { Prompt = text } with { {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} });")]
    [InlineData("var a = new Sora2Request { Prompt = text }; var b = a with { Orientation = null }; F(b with { {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} });")]
    [InlineData("var a = new Sora2Request { Prompt = text, Resolution = Sora2Resolution.R1792x1024 }; F(a {|NGPT120:with|} { Orientation = null });")]
    [InlineData("var a = new Sora2Request { Prompt = text, Resolution = Sora2Resolution.R1792x1024 }; F(a with { {|NGPT120:ProMode = false|} });")]
    [InlineData("var a = new Sora2Request { Prompt = text, ProMode = true }; F(a with { {|NGPT120:Resolution = Sora2Resolution.R1792x1024|}, ProMode = null });")]
    [InlineData("var a = new Sora2Request { Prompt = text, {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} }; F(a); F(a with { Prompt = \"y\" });")]
    [InlineData("var a = new Sora2Request { Prompt = text, {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} }; Use(a.Prompt, a with { ProMode = true });")]
    [InlineData("var a = new Sora2Request { Prompt = text }; if (wide) a = a with { ProMode = false }; F(a with { {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} });")]
    public void NGPT120_WithChain_IsReported(string body) => Verify.Statements(body);

    [Theory]
    [InlineData("F(request with { Resolution = Sora2Resolution.R1792x1024 });")]
    [InlineData("F(request with { Resolution = Sora2Resolution.R1792x1024, ProMode = true });")]
    [InlineData("F(new Sora2Request { Prompt = text, Resolution = Sora2Resolution.R1792x1024 } with { ProMode = true });")]
    [InlineData("F((new Sora2Request { Prompt = text, Resolution = Sora2Resolution.R1792x1024 }) with { ProMode = true });")]
    [InlineData("var a = new Sora2Request { Prompt = text, Resolution = Sora2Resolution.R1792x1024 }; var b = a with { ProMode = true };")]
    [InlineData("var a = new Sora2Request { Prompt = text, Resolution = Sora2Resolution.R1792x1024 }; var b = a with { Orientation = null }; var c = b with { ProMode = true };")]
    [InlineData("var a = new Sora2Request { Prompt = text, ProMode = true }; F(a with { Resolution = Sora2Resolution.R1792x1024 });")]
    [InlineData("F((wide ? new Sora2Request { Prompt = text, Resolution = Sora2Resolution.R1792x1024 } : request) with { ProMode = true });")]
    [InlineData("var a = wide ? new Sora2Request { Prompt = text, ProMode = true } : request; F(a with { Resolution = Sora2Resolution.R1792x1024 });")]
    [InlineData("request = request with { ProMode = true }; F(request with { Resolution = Sora2Resolution.R1792x1024 });")]
    public void NGPT120_WithChainThatMayBeValid_IsNotReported(string body) => Verify.Statements(body);

    [Fact]
    public void NGPT120_PrivateTemplate_IsReportedWhereItIsCopied() => Verify.Members("""
        private static readonly Sora2Request Template = new() { Prompt = "x", Resolution = Sora2Resolution.R1792x1024 };
        object? Good() => F(Template with { ProMode = true });
        object? Bad() => F(Template {|NGPT120:with|} { Prompt = "y" });
        """);

    [Fact]
    public void NGPT120_PublicTemplate_IsReportedAtItsDeclaration() => Verify.Members("""
        public static readonly Sora2Request Template = new() { Prompt = "x", {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} };
        """);
}
