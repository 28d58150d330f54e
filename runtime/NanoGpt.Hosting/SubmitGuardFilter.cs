using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace NanoGpt.Hosting;

/// <summary>
/// Places the guard directly above the final primary handler of a client, which the host may replace at any time.
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

/// <summary>Contains the names of the HttpClients that send paid requests.</summary>
internal sealed class GuardedNames : HashSet<string>
{
    public GuardedNames()
        : base(StringComparer.Ordinal)
    {
    }
}
