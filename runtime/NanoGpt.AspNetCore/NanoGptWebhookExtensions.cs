using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NanoGpt.AspNetCore;
using NanoGpt.Hosting;

namespace NanoGpt;

/// <summary>Contains extension methods that receive the webhooks of NanoGPT.</summary>
public static class NanoGptWebhookExtensions
{
    /// <summary>Adds the services of the endpoint from a section, such as <c>NanoGpt:Webhook</c>.</summary>
    /// <param name="services">The services of the host, with <c>AddNanoGpt</c>.</param>
    /// <param name="configuration">The section. Its changes apply without a restart, such as a rotated secret.</param>
    public static IServiceCollection AddNanoGptWebhook(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<WebhookOptions>().Bind(configuration);
        return services.AddNanoGptWebhook(static _ => { });
    }

    /// <summary>
    /// Adds the services of the endpoint. A webhook ends the poll interval of its job in the client of the host.
    /// </summary>
    /// <param name="services">The services of the host, with <c>AddNanoGpt</c>.</param>
    /// <param name="configure">Configures the endpoint.</param>
    public static IServiceCollection AddNanoGptWebhook(this IServiceCollection services, Action<WebhookOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<WebhookOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IJobNoticeHandler, PollingNoticeHandler>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<WebhookEndpoint>();
        return services;
    }

    /// <summary>
    /// Maps the endpoint that <see cref="SubmitOptions.CallbackUrl"/> names. A webhook without a valid signature of
    /// <see cref="WebhookOptions.Secrets"/> is answered with 401 and has no effect; a repeated one has no effect.
    /// </summary>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">
    /// The pattern of the route. It may contain <c>{submissionId}</c>, which becomes <see cref="JobNotice.SubmissionId"/>.
    /// </param>
    public static IEndpointConventionBuilder MapNanoGptWebhook(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string pattern = "/nanogpt/webhook")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var endpoint = endpoints.ServiceProvider.GetRequiredService<WebhookEndpoint>();
        return endpoints.MapPost(pattern, endpoint.HandleAsync).DisableAntiforgery();
    }
}
