using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace NanoGpt.Hosting;

/// <summary>Adds HttpClients that send a paid request once, whatever handlers the host adds.</summary>
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
            .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan)   // the clients have their own
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
