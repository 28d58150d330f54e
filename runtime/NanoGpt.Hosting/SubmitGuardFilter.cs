using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting;

/// <summary>
/// Places the guard directly above whatever primary handler a client of ours has in the end: the host may replace it, for a proxy or a
/// certificate, after or before the client is added, also for all clients at once.
/// </summary>
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

    // The primary handler may itself be a chain, whose handlers may buffer and repeat: the guard goes above the one that connects.
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

/// <summary>The names of the HttpClients that send paid requests.</summary>
internal sealed class GuardedNames : HashSet<string>
{
    public GuardedNames()
        : base(StringComparer.Ordinal)
    {
    }
}
