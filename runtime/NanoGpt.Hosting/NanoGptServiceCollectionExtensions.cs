using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NanoGpt.Hosting;

namespace NanoGpt;

/// <summary>Contains extension methods that add NanoGPT clients to a host.</summary>
public static class NanoGptServiceCollectionExtensions
{
    /// <summary>Adds a client from a configuration section, such as <c>builder.Configuration.GetSection("NanoGpt")</c>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">
    /// The section. An unknown setting prevents the host from starting. Nested sections, such as those of named clients, may have
    /// any name.
    /// </param>
    /// <param name="name">The name of the client; empty for the one that is injected as <see cref="INanoGptClient"/>.</param>
    /// <returns>A builder to add handlers to the HttpClient. No handler can send a paid request twice.</returns>
    public static IHttpClientBuilder AddNanoGpt(this IServiceCollection services, IConfiguration configuration, string name = "")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IOptionsChangeTokenSource<NanoGptOptions>>(
            new ConfigurationChangeTokenSource<NanoGptOptions>(name, configuration));
        return services.AddNanoGpt(options => SettingsBinder.Bind(configuration, options), name);
    }

    /// <summary>Adds a client.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Configures the client.</param>
    /// <param name="name">The name of the client; empty for the one that is injected as <see cref="INanoGptClient"/>.</param>
    /// <returns>A builder to add handlers to the HttpClient. No handler can send a paid request twice.</returns>
    public static IHttpClientBuilder AddNanoGpt(
        this IServiceCollection services, Action<NanoGptOptions> configure, string name = "")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(name);

        services.AddOptions<NanoGptOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<NanoGptOptions>, VideoOptionsValidator<NanoGptOptions>>());
        services.TryAddSingleton<NanoGptClientFactory>();
        services.TryAddSingleton<INanoGptClientFactory>(static provider => provider.GetRequiredService<NanoGptClientFactory>());
        services.TryAddSingleton(static provider => provider.GetRequiredService<INanoGptClientFactory>().Get());
        services.TryAddSingleton<IVideoClient>(static provider => provider.GetRequiredService<INanoGptClient>());

        return services.AddGuardedHttpClient(HttpClientName(name));
    }

    /// <summary>Adds a health check that requests the balance of the account, which costs nothing.</summary>
    /// <param name="builder">The health checks of the host.</param>
    /// <param name="name">The name of the client.</param>
    public static IHealthChecksBuilder AddNanoGpt(this IHealthChecksBuilder builder, string name = "")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new(
            name.Length == 0 ? "nanogpt" : $"nanogpt-{name}",
            provider => new NanoGptHealthCheck(provider.GetRequiredService<INanoGptClientFactory>(), name),
            failureStatus: null,
            tags: null));
    }

    internal static string HttpClientName(string name) => name.Length == 0 ? "NanoGpt" : $"NanoGpt:{name}";
}
