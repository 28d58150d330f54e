using NanoGpt.Analyzers.Tests.Kit;
using NanoGpt.CodeFixes;

namespace NanoGpt.Analyzers.Tests.Fixes;

public class FixTests
{
    [Theory]
    [InlineData("NGPT101", "Duration = 11", "Duration = 10")]
    [InlineData("NGPT101", "Duration = -3 /* why */", "Duration = 2 /* why */")]
    [InlineData("NGPT101", "Strength = 1.5", "Strength = 1")]
    [InlineData("NGPT101", "Frames = 500", "Frames = 121")]
    [InlineData("NGPT104", "Fps = 25", "Fps = 24")]
    [InlineData("NGPT104", "Quality = (Every2Quality)7", "Quality = Every2Quality.Best")]
    [InlineData("NGPT105", "Frames = 84", "Frames = 85")]
    [InlineData("NGPT110", "AspectRatio = \"16x9\"", "AspectRatio = \"16:9\"")]
    public Task NearestValueFix_ValueOutOfRange_SetsTheNearestValue(string id, string before, string after) => FixVerify.FixAsync(
        id, NearestValueFix.Key,
        $$"""
        class C
        {
            object P => new Every2Request { Prompt = "abc", {{before}} };
        }
        """,
        $$"""
        class C
        {
            object P => new Every2Request { Prompt = "abc", {{after}} };
        }
        """);

    [Theory]
    [InlineData("Promt = \"x\"", "Prompt = \"x\"")]
    [InlineData("words_to_say = \"x\"", "Prompt = \"x\"")]
    [InlineData("Prompt = \"x\", Resolution = \"720p\" /* small */", "Prompt = \"x\", Resolution = Sora2Resolution.R720p /* small */")]
    [InlineData("Prompt = \"x\", Resolution = R720p", "Prompt = \"x\", Resolution = Sora2Resolution.R720p")]
    [InlineData("Prompt = \"x\", Resolution = Sora2Resolution.r720p", "Prompt = \"x\", Resolution = Sora2Resolution.R720p")]
    [InlineData("Prompt = \"x\", Duration = 8", "Prompt = \"x\", Duration = Sora2Duration.Seconds8")]
    [InlineData("Prompt = \"x\", Image = \"a.png\"", "Prompt = \"x\", Image = ImageInput.FromFile(\"a.png\")")]
    [InlineData(
        "Prompt = \"x\", Image = @\"https://example.com/a.png\"",
        "Prompt = \"x\", Image = ImageInput.FromUrl(@\"https://example.com/a.png\")")]
    public Task CorrectMemberFix_Mistake_IsCorrected(string before, string after) => FixVerify.FixAsync(
        "NGPT109", CorrectMemberFix.Key,
        $"class C {{ object P => new Sora2Request {{ {before} }}; }}",
        $"class C {{ object P => new Sora2Request {{ {after} }}; }}");

    [Theory]
    [InlineData("Resolution = \"1080p\"")]
    [InlineData("Resolution = text")]
    [InlineData("Image = text")]
    [InlineData("Budget = 3")]
    public Task CorrectMemberFix_NoEquivalent_IsNotOffered(string assignment) => FixVerify.NotOfferedAsync(
        "NGPT109", CorrectMemberFix.Key,
        $$"""class C { object M(string text) => new Sora2Request { Prompt = "x", {{assignment}} }; }""");

    [Fact]
    public Task NearestValueFix_ComputedValue_IsNotOffered() => FixVerify.NotOfferedAsync(
        "NGPT101", NearestValueFix.Key,
        """class C { object M(bool b) => new Every2Request { Prompt = "abc", Duration = b ? 1 : 11 }; }""");

    [Fact]
    public Task NearestValueFix_File_FixesAll() => FixVerify.FixAsync(
        "NGPT101", NearestValueFix.Key,
        """
        class C
        {
            object P => new Every2Request { Prompt = "abc", Duration = 11 };   // one
            object Q => new Every2Request { Prompt = "abc", Duration = 1, Strength = 3 };
        }
        """,
        """
        class C
        {
            object P => new Every2Request { Prompt = "abc", Duration = 10 };   // one
            object Q => new Every2Request { Prompt = "abc", Duration = 2, Strength = 1 };
        }
        """);

    [Theory]
    [InlineData(
        "new Sora2Request { Prompt = \"x\", Resolution = Sora2Resolution.R1792x1024 }",
        "new Sora2Request { Prompt = \"x\", Resolution = Sora2Resolution.R1792x1024, ProMode = true }")]
    [InlineData(
        "new Sora2Request { Prompt = \"x\", Resolution = Sora2Resolution.R1792x1024, }",
        "new Sora2Request { Prompt = \"x\", Resolution = Sora2Resolution.R1792x1024, ProMode = true, }")]
    [InlineData(
        "new Sora2Request { Prompt = \"x\", Resolution = Sora2Resolution.R1792x1024, ProMode = false /* cheap */ }",
        "new Sora2Request { Prompt = \"x\", Resolution = Sora2Resolution.R1792x1024, ProMode = true /* cheap */ }")]
    [InlineData(
        "(r with { Resolution = Sora2Resolution.R1792x1024, ProMode = null })",
        "(r with { Resolution = Sora2Resolution.R1792x1024, ProMode = true })")]
    public Task CompanionFix_Set_AddsTheProperty(string before, string after) => FixVerify.FixAsync(
        "NGPT120", CompanionFix.SetKey,
        $"class C {{ object M(Sora2Request r) => {before}; }}",
        $"class C {{ object M(Sora2Request r) => {after}; }}");

    [Fact]
    public Task CompanionFix_SetInALineOfItsOwn_KeepsComments() => FixVerify.FixAsync(
        "NGPT120", CompanionFix.SetKey,
        """
        class C
        {
            object P => new Sora2Request
            {
                Prompt = "x",
                // as wide as it gets
                Resolution = Sora2Resolution.R1792x1024   // wide
            };
        }
        """,
        """
        class C
        {
            object P => new Sora2Request
            {
                Prompt = "x",
                // as wide as it gets
                Resolution = Sora2Resolution.R1792x1024,   // wide
                ProMode = true
            };
        }
        """);

    [Fact]
    public Task CompanionFix_Local_AddsTheProperty() => FixVerify.FixAsync(
        "NGPT120", CompanionFix.SetKey,
        """
        class C
        {
            object M()
            {
                var r = Sora2Resolution.R1792x1024;
                return new Sora2Request { Prompt = "x", Resolution = r };
            }
        }
        """,
        """
        class C
        {
            object M()
            {
                var r = Sora2Resolution.R1792x1024;
                return new Sora2Request { Prompt = "x", Resolution = r, ProMode = true };
            }
        }
        """);

    [Fact]
    public Task CompanionFix_SetInAFile_FixesAll() => FixVerify.FixAsync(
        "NGPT120", CompanionFix.SetKey,
        """
        class C
        {
            object P => new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1792x1024 };
            object Q(bool b) => new Sora2Request
                { Prompt = "x", Resolution = b ? Sora2Resolution.R1792x1024 : null };
        }
        """,
        """
        class C
        {
            object P => new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1792x1024, ProMode = true };
            object Q(bool b) => new Sora2Request
                { Prompt = "x", Resolution = b ? Sora2Resolution.R1792x1024 : null, ProMode = b };
        }
        """);

    [Theory]
    [InlineData("Prompt = \"x\", Resolution = Sora2Resolution.R1792x1024")]
    [InlineData("Resolution = Sora2Resolution.R1792x1024, Prompt = \"x\"")]
    public Task CompanionFix_Drop_RemovesTheProperty(string before) => FixVerify.FixAsync(
        "NGPT120", CompanionFix.RemoveKey + "Resolution",
        $"class C {{ object P => new Sora2Request {{ {before} }}; }}",
        """class C { object P => new Sora2Request { Prompt = "x" }; }""");

    [Fact]
    public Task CompanionFix_DropInALineOfItsOwn_RemovesTheLine() => FixVerify.FixAsync(
        "NGPT122", CompanionFix.RemoveKey + "Image",
        """
        class C
        {
            object P => new Every2Request
            {
                Prompt = "abc",
                Image = ImageInput.FromUrl("https://example.com/a.png"),
                Video = VideoInput.FromUrl("https://example.com/a.mp4"),
            };
        }
        """,
        """
        class C
        {
            object P => new Every2Request
            {
                Prompt = "abc",
                Video = VideoInput.FromUrl("https://example.com/a.mp4"),
            };
        }
        """);

    [Theory]
    [InlineData("Prompt")]
    [InlineData("ProMode")]
    public Task CompanionFix_DropOfARequiredPropertyOrDefault_IsNotOffered(string property) => FixVerify.NotOfferedAsync(
        "NGPT120", CompanionFix.RemoveKey + property,
        """
        class C
        {
            object P => new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R1792x1024, ProMode = false };
        }
        """);

    [Theory]
    [InlineData("Prompt", "new Every2Request()", "new Every2Request() { Prompt = \"………\" }")]
    [InlineData("Script", "new Every2Request { }", "new Every2Request { Script = \"……\" }")]
    [InlineData("Prompt", "new Every2Request { Loop = true }", "new Every2Request { Loop = true, Prompt = \"………\" }")]
    public Task ChooseMemberFix_MissingMember_AddsIt(string property, string before, string after) => FixVerify.FixAsync(
        "NGPT121", ChooseMemberFix.Key + property, $"class C {{ object P => {before}; }}", $"class C {{ object P => {after}; }}");

    [Theory]
    [InlineData(
        "NGPT123", "LastFrame = ImageInput.FromFile(\"a.png\")",
        "LastFrame = ImageInput.FromUrl(\"https://example.com\")")]
    [InlineData(
        "NGPT131", "LastFrame = null, Image = ImageInput.FromBytes(new byte[2000], \"image/png\")",
        "LastFrame = null, Image = ImageInput.FromUrl(\"https://example.com\")")]
    [InlineData(
        "NGPT133", "LastFrame = null, Image = ImageInput.FromFile(\"https://example.com/a.png\")",
        "LastFrame = null, Image = ImageInput.FromUrl(\"https://example.com/a.png\")")]
    public Task UseLinkFix_FileOrData_UsesALink(string id, string before, string after)
    {
        var image = id == "NGPT123" ? "Image = ImageInput.FromUrl(\"https://example.com/a.png\"), " : "";
        return FixVerify.FixAsync(
            id, UseLinkFix.Key,
            $"class C {{ object P => new Every2Request {{ Prompt = \"abc\", {image}{before} }}; }}",
            $"class C {{ object P => new Every2Request {{ Prompt = \"abc\", {image}{after} }}; }}");
    }

    [Theory]
    [InlineData("NGPT141", "gone-1", "sora-2")]
    [InlineData("NGPT142", "sora2", "sora-2")]
    public Task ModelIdFix_RemovedOrMisspelledId_ReplacesIt(string id, string before, string after) => FixVerify.FixAsync(
        id, ModelIdFix.Key,
        $"class C {{ object P => new RawVideoRequest(\"{before}\"); }}",
        $"class C {{ object P => new RawVideoRequest(\"{after}\"); }}");

    [Fact]
    public Task SuccessorFix_DeprecatedModel_UsesTheSuccessor() => FixVerify.FixAsync(
        "NGPT140", SuccessorFix.Key,
        """class C { object P => new Old1Request { Prompt = "x", Gone = true, ProMode = false }; }""",
        """class C { object P => new Sora2Request { Prompt = "x", ProMode = false }; }""");

    [Fact]
    public Task SuccessorFix_RemovedModel_UsesTheSuccessor() => FixVerify.FixAsync(
        "NGPT141", SuccessorFix.Key,
        """
        class C
        {
            object P => new Gone1Request { Prompt = "x", Gone = true, Resolution = Gone1Resolution.R720p };
            object Q => new Gone1Request { Prompt = "x" };
        }
        """,
        """
        class C
        {
            object P => new Sora2Request { Prompt = "x", Resolution = Sora2Resolution.R720p };
            object Q => new Sora2Request { Prompt = "x" };
        }
        """);

    [Fact]
    public Task SuccessorFix_File_FixesAll() => FixVerify.FixAsync(
        "NGPT140", SuccessorFix.Key,
        """
        class C
        {
            object P => new Old1Request { Prompt = "x" };
            void M() { var q = new Old1Request { Prompt = "y", Gone = null }; _ = q.Prompt; }
        }
        """,
        """
        class C
        {
            object P => new Sora2Request { Prompt = "x" };
            void M() { var q = new Sora2Request { Prompt = "y" }; _ = q.Prompt; }
        }
        """);

    [Theory]
    [InlineData("ImageInput.FromUrl(\"http://example.com/a.png\")", "ImageInput.FromUrl(\"https://example.com/a.png\")")]
    [InlineData("ImageInput.FromUrl(\"pictures/a.png\")", "ImageInput.FromFile(\"pictures/a.png\")")]
    [InlineData("ImageInput.FromUrl(@\"C:\\pictures\\a.png\")", "ImageInput.FromFile(\"C:\\\\pictures\\\\a.png\")")]
    public Task FetchableLinkFix_HttpOrPath_IsReplaced(string before, string after) => FixVerify.FixAsync(
        "NGPT132", FetchableLinkFix.Key,
        $$"""class C { object P => new Every2Request { Prompt = "abc", Image = {{before}} }; }""",
        $$"""class C { object P => new Every2Request { Prompt = "abc", Image = {{after}} }; }""");

    [Theory]
    [InlineData("Image = ImageInput.FromUrl(\"http://localhost/a.png\")")]
    [InlineData("Image = ImageInput.FromUrl(\"a.txt\")")]
    [InlineData("Video = VideoInput.FromUrl(\"a.mp4\")")]
    public Task FetchableLinkFix_NoAlternative_IsNotOffered(string assignment) => FixVerify.NotOfferedAsync(
        "NGPT132", FetchableLinkFix.Key,
        $$"""class C { object P => new Every2Request { Prompt = "abc", {{assignment}} }; }""");

    [Fact]
    public Task SetCostDriverFix_PriceFieldNotSet_SetsIt() => FixVerify.FixAsync(
        "NGPT160", SetCostDriverFix.Key + "Length",
        """class C { object P => new Length1Request { Prompt = "x" }; }""",
        """class C { object P => new Length1Request { Prompt = "x", Length = 2 }; }""");

    [Fact]
    public Task SetCostDriverFix_DefaultAndListedValue_AreUsed() => FixVerify.FixAsync(
        "NGPT160", SetCostDriverFix.Key + "Duration",
        """
        class C
        {
            object P => new Sora2Request { Prompt = "x", ProMode = false, Resolution = Sora2Resolution.R720p };
        }
        """,
        """
        class C
        {
            object P => new Sora2Request { Prompt = "x", ProMode = false, Resolution = Sora2Resolution.R720p, Duration = Sora2Duration.Seconds4 };
        }
        """);

    [Fact]
    public Task SetCostDriverFix_NullOnSomePath_IsNotOffered() => FixVerify.NotOfferedAsync(
        "NGPT160", SetCostDriverFix.Key + "Length",
        """class C { object M(bool b) => new Length1Request { Prompt = "x", Length = b ? 2 : null }; }""");

    [Theory]
    [InlineData("await client.SubmitAsync(r);", "var job = await client.SubmitAsync(r);")]
    [InlineData("await client.SubmitAsync(r).ConfigureAwait(false);", "var job = await client.SubmitAsync(r).ConfigureAwait(false);")]
    [InlineData("_ = await client.SubmitAsync(r); // one", "var job = await client.SubmitAsync(r); // one")]
    [InlineData("var job = 1; await client.SubmitAsync(r);", "var job = 1; var job2 = await client.SubmitAsync(r);")]
    [InlineData(
        "await client.SubmitAsync(r); await client.SubmitAsync(r);",
        "var job = await client.SubmitAsync(r); var job2 = await client.SubmitAsync(r);")]
    public Task KeepJobFix_DiscardedJob_IsAssigned(string before, string after) => FixVerify.FixAsync(
        "NGPT161", KeepJobFix.Key,
        $"class C {{ async Task M(INanoGptClient client, VideoRequest r) {{ {before} }} }}",
        $"class C {{ async Task M(INanoGptClient client, VideoRequest r) {{ {after} }} }}");

    [Theory]
    [InlineData("client.SubmitAsync(r);")]
    [InlineData("if (b) await client.SubmitAsync(r);")]
    [InlineData("await Task.WhenAll(client.SubmitAsync(r), client.SubmitAsync(r));")]
    public Task KeepJobFix_NoPlaceForAVariable_IsNotOffered(string statement) => FixVerify.NotOfferedAsync(
        "NGPT161", KeepJobFix.Key,
        $"class C {{ async Task M(INanoGptClient client, VideoRequest r, bool b) {{ await Task.Yield(); {statement} }} }}");

    [Theory]
    [InlineData("NanoGptClient", "NANOGPT_API_KEY")]
    [InlineData("VeniceClient", "VENICE_API_KEY")]
    public Task KeyToConfigurationFix_Literal_ReadsTheEnvironment(string client, string variable) => FixVerify.FixAsync(
        "NGPT170", KeyToConfigurationFix.Key,
        $$"""class C { object P => new {{client}}("sk-1"); }""",
        $$"""class C { object P => new {{client}}({{FromEnvironment(variable)}}); }""");

    internal static string FromEnvironment(string variable) =>
        $"""Environment.GetEnvironmentVariable("{variable}") ?? throw new InvalidOperationException("Set {variable}.")""";

    [Theory]
    [InlineData("job.WaitAsync()", "job.WaitAsync(cancellationToken: stop)")]
    [InlineData("job.WaitAsync(null)", "job.WaitAsync(null, stop)")]
    [InlineData("job.WaitAsync(progress: null)", "job.WaitAsync(progress: null, cancellationToken: stop)")]
    [InlineData(
        "job.GetStatusAsync().ContinueWith(_ => job.WaitAsync())",
        "job.GetStatusAsync().ContinueWith(_ => job.WaitAsync(cancellationToken: stop))")]
    public Task PassTokenFix_Call_PassesTheToken(string before, string after) => FixVerify.FixAsync(
        "NGPT171", PassTokenFix.Key,
        $"class C {{ async Task M(VideoJob job, CancellationToken stop) {{ await {before}; }} }}",
        $"class C {{ async Task M(VideoJob job, CancellationToken stop) {{ await {after}; }} }}");

    [Theory]
    [InlineData("AddNanoGpt", "()", "(options => options.Retry.DisableForUnsafeHttpMethods())")]
    [InlineData("AddVenice", "()", "(options => options.Retry.DisableForUnsafeHttpMethods())")]
    [InlineData("AddNanoGpt", "(o => o.Timeout = 3)", "(o => { o.Retry.DisableForUnsafeHttpMethods(); o.Timeout = 3; })")]
    [InlineData("AddNanoGpt", "(o => { o.Timeout = 3; })", "(o => { o.Retry.DisableForUnsafeHttpMethods(); o.Timeout = 3; })")]
    public Task DisableRetriesFix_Registration_DisablesRetries(string add, string before, string after) => FixVerify.FixAsync(
        "NGPT163", DisableRetriesFix.Key,
        $$"""
        using Microsoft.Extensions.DependencyInjection;
        class C { void M(IServiceCollection s) => s.{{add}}().AddStandardResilienceHandler{{before}}; }
        {{HttpResilience.Source}}
        """,
        $$"""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Http.Resilience;
        class C { void M(IServiceCollection s) => s.{{add}}().AddStandardResilienceHandler{{after}}; }
        {{HttpResilience.Source}}
        """);

    [Fact]
    public void CodeFixes_EveryFix_BelongsToARuleAndFixesAll()
    {
        var rules = Verify.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics);
        var ids = rules.Select(static rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(FixVerify.Providers, provider =>
        {
            Assert.All(provider.FixableDiagnosticIds, id => Assert.Contains(id, ids));
            Assert.NotNull(provider.GetFixAllProvider());
        });
    }
}
