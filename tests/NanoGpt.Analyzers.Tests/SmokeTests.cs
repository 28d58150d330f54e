using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests;

public class SmokeTests
{
    [Fact]
    public void NGPT120_Constant_IsReported() => Verify.Message(
        "Resolution = R1792x1024 requires ProMode = true: 1792x1024 is rendered only in pro mode.",
        Verify.Statements("""F(new Sora2Request { Prompt = "x", {|NGPT120:Resolution = Sora2Resolution.R1792x1024|} });"""));

    [Fact]
    public void NGPT120_LocalOnEveryPath_IsReported() => Verify.Statements("""
        Sora2Resolution r;
        if (other) { r = Sora2Resolution.R1792x1024; } else { r = Sora2Resolution.R1792x1024; }
        F(new Sora2Request { Prompt = "x", {|NGPT120:Resolution = r|} });
        """);

    [Fact]
    public void NGPT120_ConditionalOnSomePath_IsAWarning() => Verify.Message(
        "When wide is true: Resolution = R1792x1024 requires ProMode = true: 1792x1024 is rendered only in pro mode.",
        Verify.Statements("""F(new Sora2Request { Prompt = "x", {|NGPT120:Resolution = wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p|} });"""));

    [Fact]
    public void NGPT120_CorrelatedValues_AreNotReported() => Verify.Statements("""
        F(new Sora2Request { Prompt = "x", Resolution = wide ? Sora2Resolution.R1792x1024 : Sora2Resolution.R720p, ProMode = wide });
        """);
}
