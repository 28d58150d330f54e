namespace NanoGpt.Analyzers.Tests.Fixes;

/// <summary>The part of Microsoft.Extensions.Http.Resilience that NGPT163 and its fix know.</summary>
internal static class HttpResilience
{
    public const string Source = """
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection;
            public interface IHttpClientBuilder;
            public static class Extensions
            {
                public static IHttpClientBuilder AddNanoGpt(this IServiceCollection s) => null!;
                public static IHttpClientBuilder AddVenice(this IServiceCollection s) => null!;
                public static IHttpClientBuilder AddStandardResilienceHandler(this IHttpClientBuilder b) => b;
                public static IHttpClientBuilder AddStandardResilienceHandler(
                    this IHttpClientBuilder b, Action<Http.Resilience.Options> o) => b;
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
