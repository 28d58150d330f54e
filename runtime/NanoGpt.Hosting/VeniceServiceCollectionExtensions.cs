using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NanoGpt.Hosting;

namespace NanoGpt;

/// <summary>Contains extension methods that add a Venice client to a host.</summary>
public static class VeniceServiceCollectionExtensions
{
    private const string HttpClientName = "Venice";

    /// <summary>Adds the client from a section, such as <c>builder.Configuration.GetSection("Venice")</c>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configuration">
    /// The section. An unknown setting prevents the host from starting. Nested sections, such as those of named clients, may have
    /// any name.
    /// </param>
    /// <returns>A builder to add handlers to the HttpClient. No handler can send a paid request twice.</returns>
    public static IHttpClientBuilder AddVenice(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddSingleton<IOptionsChangeTokenSource<VeniceOptions>>(
            new ConfigurationChangeTokenSource<VeniceOptions>(Options.DefaultName, configuration));
        return services.AddVenice(options => SettingsBinder.Bind(configuration, options));
    }

    /// <summary>
    /// Adds the client, which is injected as <see cref="IVeniceClient"/>, and as <see cref="IVideoClient"/> unless another client
    /// is.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Configures the client.</param>
    /// <returns>A builder to add handlers to the HttpClient. No handler can send a paid request twice.</returns>
    public static IHttpClientBuilder AddVenice(this IServiceCollection services, Action<VeniceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<VeniceOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<VeniceOptions>, VideoOptionsValidator<VeniceOptions>>());
        services.TryAddSingleton<IVeniceClient>(CreateClient);
        services.TryAddSingleton<IVideoClient>(static provider => provider.GetRequiredService<IVeniceClient>());
        return services.AddGuardedHttpClient(HttpClientName);
    }

    private static VeniceClient CreateClient(IServiceProvider provider)
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<VeniceOptions>>();
        var options = monitor.CurrentValue;
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("NanoGpt");
        var observer = new HostObserver(logger, "venice", options.BaseAddress);
        var settings = options.ToClientOptions(Options.DefaultName, observer, () => monitor.CurrentValue.EffectiveKey);
        HostStore.AddTo(
            settings, provider.GetService<ISubmissionStore>(), options.EffectiveKey ?? nameof(options.Wallet),
            VeniceClient.StatusRequestsPerSecond, VeniceClient.SubmissionsPerMinute);
        return options.CreateClient(settings, provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName));
    }
}
