using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting;

/// <summary>Adds HttpClients that send a paid request only once, regardless of the handlers that the host adds.</summary>
internal static class GuardedHttpClients
{
    public static IHttpClientBuilder AddGuardedHttpClient(this IServiceCollection services, string name)
    {
        // The first filter runs last, so that no filter of the host can replace the primary handler below the guard.
        if (!services.Any(static service => service.ImplementationType == typeof(SubmitGuardFilter)))
        {
            services.Insert(0, ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, SubmitGuardFilter>());
        }

        services.Configure<GuardedNames>(names => names.Add(name));
        return services.AddHttpClient(name)
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)   // as the clients have one
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RedactLoggedHeaders(static _ => true)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                ConnectTimeout = TimeSpan.FromSeconds(15),
            });
    }
}

/// <summary>Places the guard directly above the final primary handler, which the host may replace at any time.</summary>
internal sealed class SubmitGuardFilter(IOptions<GuardedNames> names) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (names.Value.Contains(builder.Name ?? ""))
        {
            builder.PrimaryHandler = Guard(builder.PrimaryHandler);
        }
    };

    // The primary handler may be a chain of handlers that repeat requests. The guard goes above the one that connects.
    private static HttpMessageHandler Guard(HttpMessageHandler primary)
    {
        DelegatingHandler? above = null;
        var handler = primary;
        while (handler is DelegatingHandler { InnerHandler: { } inner } chained)
        {
            if (handler is SubmitGuardHandler)
            {
                return primary;
            }

            (above, handler) = (chained, inner);
        }

        if (above is null)
        {
            return new SubmitGuardHandler(primary);
        }

        above.InnerHandler = new SubmitGuardHandler(handler);
        return primary;
    }
}

internal sealed class GuardedNames : HashSet<string>
{
    public GuardedNames()
        : base(StringComparer.Ordinal)
    {
    }
}
