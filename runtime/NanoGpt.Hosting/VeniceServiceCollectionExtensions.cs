using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NanoGpt.Hosting;

namespace NanoGpt;

/// <summary>Adds Venice's client to a host.</summary>
public static class VeniceServiceCollectionExtensions
{
    private const string HttpClientName = "Venice";

    /// <summary>Adds the client from a section of the configuration, such as <c>builder.Configuration.GetSection("Venice")</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">
    /// The section. A setting that it misspells stops the host at its start. Sections in it, such as those of named clients, may
    /// have any name.
    /// </param>
    /// <returns>The HttpClient's builder, for more handlers: whatever they do, a paid request is sent once.</returns>
    public static IHttpClientBuilder AddVenice(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IOptionsChangeTokenSource<VeniceOptions>>(new ConfigurationChangeTokenSource<VeniceOptions>(Options.DefaultName, configuration));
        return services.AddVenice(options => SettingsBinder.Bind(configuration, options));
    }

    /// <summary>
    /// Adds the client, injected as <see cref="IVeniceClient"/>; and as <see cref="IVideoClient"/> unless another client is that already.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets it up.</param>
    /// <returns>The HttpClient's builder, for more handlers: whatever they do, a paid request is sent once.</returns>
    public static IHttpClientBuilder AddVenice(this IServiceCollection services, Action<VeniceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<VeniceOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<VeniceOptions>, VideoOptionsValidator<VeniceOptions>>());
        services.TryAddSingleton<IVeniceClient>(New);
        services.TryAddSingleton<IVideoClient>(static provider => provider.GetRequiredService<IVeniceClient>());
        return services.AddGuardedHttpClient(HttpClientName);
    }

    private static VeniceClient New(IServiceProvider provider)
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<VeniceOptions>>();
        var wanted = monitor.CurrentValue;
        var observer = new HostObserver(provider.GetRequiredService<ILoggerFactory>().CreateLogger("NanoGpt"), "venice", wanted.BaseAddress);
        var settings = wanted.ToClientOptions(Options.DefaultName, observer, () => monitor.CurrentValue.EffectiveKey);   // as it is when a key is refused
        return wanted.NewClient(settings, provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName));
    }
}
