using NanoGpt.Analyzers.Tests.Kit;
using NanoGpt.CodeFixes;

namespace NanoGpt.Analyzers.Tests.Fixes;

/// <summary>Each fix applied to a whole file at once. What is around the fixed code stays; <see cref="FixVerify"/> tries both line endings and applies twice.</summary>
public class FixAllTests
{
    [Fact]
    public void Drop_FixAll() => FixVerify.All(
        "NGPT122", CompanionFix.DropKey + "Video",
        """
        class C
        {
            object P => new Every2Request { Prompt = "abc", Image = ImageInput.FromUrl("https://example.com/a.png"), Video = VideoInput.FromUrl("https://example.com/a.mp4") }; // one

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
            object P => new Every2Request { Prompt = "abc", Image = ImageInput.FromUrl("https://example.com/a.png") }; // one

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
    public void Choose_FixAll() => FixVerify.All(
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
                Loop = true,
                Script = "……",   // round and round
            };
        }
        """);

    [Fact]
    public void Link_FixAll() => FixVerify.All(
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
    public void ModelId_FixAll(string id, string model) => FixVerify.All(
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
    public void Key_FixAll() => FixVerify.All(
        "NGPT170", KeyToConfigurationFix.Key,
        """
        class C
        {
            object P => new NanoGptClient("sk-1" /* mine */);
            object Q => new NanoGptApiKey("sk-2");
            object R => new VeniceClient("key-3", null);
        }
        """,
        """
        class C
        {
            object P => new NanoGptClient(Environment.GetEnvironmentVariable("NANOGPT_API_KEY") ?? throw new InvalidOperationException("Set NANOGPT_API_KEY.") /* mine */);
            object Q => new NanoGptApiKey(Environment.GetEnvironmentVariable("NANOGPT_API_KEY") ?? throw new InvalidOperationException("Set NANOGPT_API_KEY."));
            object R => new VeniceClient(Environment.GetEnvironmentVariable("VENICE_API_KEY") ?? throw new InvalidOperationException("Set VENICE_API_KEY."), null);
        }
        """);

    [Fact]
    public void Token_FixAll() => FixVerify.All(
        "NGPT171", PassTokenFix.Key,
        """
        class C
        {
            async Task M(VideoJob job, INanoGptClient client, VideoRequest request, CancellationToken ct)
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
            async Task M(VideoJob job, INanoGptClient client, VideoRequest request, CancellationToken ct)
            {
                await job.WaitAsync(ct: ct); // one
                await job.WaitAsync(
                    null, ct);
            }
        }
        """);

    [Fact]
    public void Retries_FixAll() => FixVerify.All(
        "NGPT163", DisableRetriesFix.Key,
        $$"""
        using Microsoft.Extensions.DependencyInjection;
        class C
        {
            void M(IServiceCollection s) => s.AddNanoGpt().AddStandardResilienceHandler();   // one
            void N(IServiceCollection s) => s.AddNanoGpt().AddStandardResilienceHandler(o => o.Timeout = 3);
        }
        {{Resilience}}
        """,
        $$"""
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Http.Resilience;
        class C
        {
            void M(IServiceCollection s) => s.AddNanoGpt().AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());   // one
            void N(IServiceCollection s) => s.AddNanoGpt().AddStandardResilienceHandler(o => { o.Retry.DisableForUnsafeHttpMethods(); o.Timeout = 3; });
        }
        {{Resilience}}
        """);

    private const string Resilience = """
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection;
            public interface IHttpClientBuilder;
            public static class Extensions
            {
                public static IHttpClientBuilder AddNanoGpt(this IServiceCollection s) => null!;
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder b) => b;
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder b, Action<Microsoft.Extensions.Http.Resilience.Options> o) => b;
            }
        }
        namespace Microsoft.Extensions.Http.Resilience
        {
            public class Options { public Retry Retry { get; set; } = new(); public int Timeout { get; set; } }
            public class Retry;
            public static class RetryExtensions { public static void DisableForUnsafeHttpMethods(this Retry r) { } }
        }
        """;
}
