using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NanoGpt.Hosting;

namespace NanoGpt;

/// <summary>Adds clients to a host.</summary>
public static class NanoGptServiceCollectionExtensions
{
    /// <summary>Adds a client from a section of the configuration, such as <c>builder.Configuration.GetSection("NanoGpt")</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">
    /// The section. A setting that it misspells stops the host at its start. Sections in it, such as those of named clients, may
    /// have any name.
    /// </param>
    /// <param name="name">The client's name; empty for the one that is injected as <see cref="INanoGptClient"/>.</param>
    /// <returns>The HttpClient's builder, for more handlers: whatever they do, a paid request is sent once.</returns>
    public static IHttpClientBuilder AddNanoGpt(this IServiceCollection services, IConfiguration configuration, string name = "")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IOptionsChangeTokenSource<NanoGptOptions>>(new ConfigurationChangeTokenSource<NanoGptOptions>(name, configuration));
        return services.AddNanoGpt(options => SettingsBinder.Bind(configuration, options), name);
    }

    /// <summary>Adds a client.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets it up.</param>
    /// <param name="name">The client's name; empty for the one that is injected as <see cref="INanoGptClient"/>.</param>
    /// <returns>The HttpClient's builder, for more handlers: whatever they do, a paid request is sent once.</returns>
    public static IHttpClientBuilder AddNanoGpt(this IServiceCollection services, Action<NanoGptOptions> configure, string name = "")
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(name);

        services.AddOptions<NanoGptOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NanoGptOptions>, VideoOptionsValidator<NanoGptOptions>>());
        services.TryAddSingleton<NanoGptClientFactory>();
        services.TryAddSingleton<INanoGptClientFactory>(static provider => provider.GetRequiredService<NanoGptClientFactory>());
        services.TryAddSingleton(static provider => provider.GetRequiredService<INanoGptClientFactory>().Get());
        services.TryAddSingleton<IVideoClient>(static provider => provider.GetRequiredService<INanoGptClient>());

        return services.AddGuardedHttpClient(HttpClientName(name));
    }

    /// <summary>Adds a check that the service answers and takes the key: it asks for the balance, which costs nothing.</summary>
    /// <param name="builder">The host's checks.</param>
    /// <param name="name">The client's name.</param>
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
