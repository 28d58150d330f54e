using Microsoft.CodeAnalysis.CodeFixes;
using NanoGpt.Analyzers.Tests.Kit;
using NanoGpt.CodeFixes;

namespace NanoGpt.Analyzers.Tests.Fixes;

/// <summary>Each fix applied to several diagnostics. What is around the fixed code stays.</summary>
public class FixAllTests
{
    [Fact]
    public void GetFixAllProvider_EveryFix_SupportsEachScope() => Assert.All(
        FixVerify.Providers,
        static provider => Assert.Equal(
            [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution],
            provider.GetFixAllProvider()?.GetSupportedFixAllScopes().Intersect([FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution]) ?? []));

    [Fact]
    public Task FixAll_SeveralDocumentsAndProjects_FixesEach() => FixVerify.FixAsync(
        "NGPT101", NearestValueFix.Key,
        [
            [(Shortened("A", 11), Shortened("A", 10)), (Shortened("B", 12), Shortened("B", 10))],
            [(Shortened("C", 1), Shortened("C", 2))],
        ]);

    private static string Shortened(string name, int duration) => $$"""
        class {{name}}
        {
            object P => new Every2Request { Prompt = "abc", Duration = {{duration}} };
        }
        """;

    [Fact]
    public Task CompanionFix_DropInAFile_FixesAll() => FixVerify.FixAsync(
        "NGPT122", CompanionFix.RemoveKey + "Video",
        """
        class C
        {
            object P => new Every2Request
                { Prompt = "abc", Image = ImageInput.FromUrl("https://a.com/a"), Video = VideoInput.FromUrl("https://a.com") }; // 1

            object Q => new Every2Request
            {
                Prompt = "abc",
                // the start
                Image = ImageInput.FromUrl("https://example.com/a.png"),
                Video = VideoInput.FromUrl("https://example.com/a.mp4"),
                Loop = true,
            };
        }
        """,
        """
        class C
        {
            object P => new Every2Request
                { Prompt = "abc", Image = ImageInput.FromUrl("https://a.com/a") }; // 1

            object Q => new Every2Request
            {
                Prompt = "abc",
                // the start
                Image = ImageInput.FromUrl("https://example.com/a.png"),
                Loop = true,
            };
        }
        """);

    [Fact]
    public Task ChooseMemberFix_File_FixesAll() => FixVerify.FixAsync(
        "NGPT121", ChooseMemberFix.Key + "Script",
        """
        class C
        {
            object P => new Every2Request();   // one
            object Q => new Every2Request
            {
                Loop = true,   // round and round
            };
        }
        """,
        """
        class C
        {
            object P => new Every2Request() { Script = "……" };   // one
            object Q => new Every2Request
            {
                Loop = true,   // round and round
                Script = "……",
            };
        }
        """);

    [Fact]
    public Task CorrectMemberFix_File_FixesAll() => FixVerify.FixAsync(
        "NGPT109", CorrectMemberFix.Key,
        """
        class C
        {
            object P => new Sora2Request { Promt = "x", Image = "a.png", Resolution = "720p" /* small */ };
            object Q => new Sora2Request { Prompt = "x", Image = "https://example.com/a.png", Duration = 8 };
        }
        """,
        """
        class C
        {
            object P => new Sora2Request { Prompt = "x", Image = ImageInput.FromFile("a.png"), Resolution = Sora2Resolution.R720p /* small */ };
            object Q => new Sora2Request { Prompt = "x", Image = ImageInput.FromUrl("https://example.com/a.png"), Duration = Sora2Duration.Seconds8 };
        }
        """);

    [Fact]
    public Task UseLinkFix_File_FixesAll() => FixVerify.FixAsync(
        "NGPT133", UseLinkFix.Key,
        """
        class C
        {
            object P => new Sora2Request { Prompt = "x", /* start */ Image = ImageInput.FromFile("https://example.com/a.png") };
            object Q => new Sora2Request { Image = ImageInput.FromFile("https://example.com/b.png"), Prompt = "x" };
        }
        """,
        """
        class C
        {
            object P => new Sora2Request { Prompt = "x", /* start */ Image = ImageInput.FromUrl("https://example.com/a.png") };
            object Q => new Sora2Request { Image = ImageInput.FromUrl("https://example.com/b.png"), Prompt = "x" };
        }
        """);

    [Theory]
    [InlineData("NGPT141", "gone-1")]
    [InlineData("NGPT142", "sora2")]
    public Task ModelIdFix_File_FixesAll(string id, string model) => FixVerify.FixAsync(
        id, ModelIdFix.Key,
        $$"""
        class C
        {
            object P => new RawVideoRequest("{{model}}");   // one
            object Q => new RawVideoRequest( "{{model}}" /* two */ );
        }
        """,
        """
        class C
        {
            object P => new RawVideoRequest("sora-2");   // one
            object Q => new RawVideoRequest( "sora-2" /* two */ );
        }
        """);

    [Fact]
    public Task KeyToConfigurationFix_File_FixesAll() => FixVerify.FixAsync(
        "NGPT170", KeyToConfigurationFix.Key,
        """
        class C
        {
            object P => new NanoGptClient("sk-1" /* mine */);
            object Q => new NanoGptApiKey("sk-2");
            object R => new VeniceClient("key-3", null);
        }
        """,
        $$"""
        class C
        {
            object P => new NanoGptClient({{FixTests.FromEnvironment("NANOGPT_API_KEY")}} /* mine */);
            object Q => new NanoGptApiKey({{FixTests.FromEnvironment("NANOGPT_API_KEY")}});
            object R => new VeniceClient({{FixTests.FromEnvironment("VENICE_API_KEY")}}, null);
        }
        """);

    [Fact]
    public Task PassTokenFix_File_FixesAll() => FixVerify.FixAsync(
        "NGPT171", PassTokenFix.Key,
        """
        class C
        {
            async Task M(VideoJob job, INanoGptClient client, VideoRequest request, CancellationToken cancellationToken)
            {
                await job.WaitAsync(); // one
                await job.WaitAsync(
                    null);
            }
        }
        """,
        """
        class C
        {
            async Task M(VideoJob job, INanoGptClient client, VideoRequest request, CancellationToken cancellationToken)
            {
                await job.WaitAsync(cancellationToken: cancellationToken); // one
                await job.WaitAsync(
                    null, cancellationToken);
            }
        }
        """);

    [Fact]
    public Task DisableRetriesFix_File_FixesAll() => FixVerify.FixAsync(
        "NGPT163", DisableRetriesFix.Key,
        $$"""
        using Microsoft.Extensions.DependencyInjection;
        class C
        {
            void M(IServiceCollection s) => s.AddVenice()
                .AddStandardResilienceHandler();   // one
            void N(IServiceCollection s) => s.AddNanoGpt()
                .AddStandardResilienceHandler(o => o.Timeout = 3);
        }
        {{HttpResilience.Source}}
        """,
        $$"""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Http.Resilience;
        class C
        {
            void M(IServiceCollection s) => s.AddVenice()
                .AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());   // one
            void N(IServiceCollection s) => s.AddNanoGpt()
                .AddStandardResilienceHandler(o => { o.Retry.DisableForUnsafeHttpMethods(); o.Timeout = 3; });
        }
        {{HttpResilience.Source}}
        """);
}
