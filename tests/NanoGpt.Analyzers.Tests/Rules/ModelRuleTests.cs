using NanoGpt.Analyzers.Tests.Kit;

namespace NanoGpt.Analyzers.Tests.Rules;

public class ModelRuleTests
{
    [Theory]
    [InlineData("NGPT140", "old-1", "The model old-1 is deprecated. Use Sora2Request.")]
    [InlineData("NGPT141", "gone-1", "The model gone-1 is removed since 2026-01-01. Use sora-2.")]
    [InlineData("NGPT141", "gone-2", "The model gone-2 is removed.")]
    [InlineData("NGPT142", "sora2", "The directory has no model sora2: did you mean sora-2?")]
    [InlineData("NGPT142", "Sora-2", "The directory has no model Sora-2: did you mean sora-2?")]
    public void ModelRules_DeprecatedRemovedOrMisspelledId_IsReported(string id, string model, string message) => Verify.Message(
        message,
        Verify.Members($$"""object P => new RawVideoRequest({|{{id}}:"{{model}}"|});"""));

    [Theory]
    [InlineData("\"sora-2\"")]
    [InlineData("\"entirely-new-model\"")]
    [InlineData("NanoGptModels.Every2")]
    [InlineData("Guid.NewGuid().ToString()")]
    public void ModelRules_KnownOrComputedId_IsNotReported(string id) =>
        Verify.Members($"object P => new RawVideoRequest({id});");

    [Fact]
    public void NGPT160_PriceFieldNotSet_IsAnInfo() => Verify.Message(
        "The price depends on ProMode (false by default), Resolution, Duration (4 by default), which are not set: the service decides.",
        Verify.Members("""object P => new {|NGPT160:Sora2Request|} { Prompt = "x" };"""));

    [Theory]
    [InlineData("", "The price depends on ProMode (false by default), Resolution, Duration (4 by default), which are not set: the service decides.")]
    [InlineData("ProMode = true, Duration = Sora2Duration.Seconds8", "The price depends on Resolution, which is not set: the service decides. It may cost 2.4 to 4 USD (prices of 2026-08-24).")]
    [InlineData("ProMode = true", "The price depends on Resolution, Duration (4 by default), which are not set: the service decides. It may cost 1.2 to 2 USD (prices of 2026-08-24).")]
    [InlineData("Resolution = wide ? Sora2Resolution.R720p : null, ProMode = true, Duration = Sora2Duration.Seconds4", "When wide is false: The price depends on Resolution, which is not set: the service decides. It may cost 1.2 to 2 USD (prices of 2026-08-24).")]
    [InlineData("Resolution = Sora2Resolution.R720p, ProMode = pro", "The price depends on Duration (4 by default), which is not set: the service decides. It may cost 0.4 to 1.2 USD (prices of 2026-08-24).")]
    public void NGPT160_OpenPrice_NamesTheFieldsThatAreNotSet(string assignments, string message) => Verify.Message(
        message,
        Verify.Members($$"""object M(bool wide, bool pro) => new {|NGPT160:Sora2Request|} { Prompt = "x", {{assignments}} };"""));

    [Fact]
    public void PriceOfSecondsUnderAnotherName_IsTold() => Verify.Message(
        "The price depends on Length, which is not set: the service decides. It may cost 0.2 to 1 USD (prices of 2026-08-24).",
        Verify.Members("""object P => new {|NGPT160:Length1Request|} { Prompt = "x" };"""));

    [Fact]
    public void NGPT160_AllPriceFieldsSet_IsNotReported() => Assert.Empty(Verify.Run(Compilations.Create("""
        class C { object P => new Sora2Request { Prompt = "x", ProMode = false, Resolution = Sora2Resolution.R720p, Duration = Sora2Duration.Seconds8 }; }
        """)));
}
