using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests;

public class SmokeTests
{
    [Fact]
    public void Constant_Triggers() => Verify.Message(
        "Resolution = R1792x1024 needs ProMode = true: 1792x1024 is rendered only in pro mode.",
        Verify.Statements("""F(new Sora2Request { Prompt = "x", {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} });"""));

    [Fact]
    public void Local_OnEveryPath_Triggers() => Verify.Statements("""
        Sora2Resolution r;
        if (other) { r = Sora2Resolution.R1792x1024; } else { r = Sora2Resolution.R1792x1024; }
        F(new Sora2Request { Prompt = "x", {|NGPT120:Resolution = r|} });
        """);

    [Fact]
    public void Conditional_OnSomePath_Warns() => Verify.Message(
        "When wide is true: Resolution = R1792x1024 needs ProMode = true: 1792x1024 is rendered only in pro mode.",
        Verify.Statements("""F(new Sora2Request { Prompt = "x", {|NGPT120:Resolution = wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p|} });"""));

    [Fact]
    public void Correlated_DoesNotTrigger() => Verify.Statements("""
        F(new Sora2Request { Prompt = "x", Resolution = wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p, ProMode = wide });
        """);
}
