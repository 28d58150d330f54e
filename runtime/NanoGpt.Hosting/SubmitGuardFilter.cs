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
        if (names.Value.Contains(builder.Name ?? "") && builder.PrimaryHandler is not SubmitGuardHandler)
        {
            builder.PrimaryHandler = new SubmitGuardHandler(builder.PrimaryHandler);
        }
    };
}

/// <summary>The names of the HttpClients that send paid requests.</summary>
internal sealed class GuardedNames : HashSet<string>
{
    public GuardedNames()
        : base(StringComparer.Ordinal)
    {
    }
}
