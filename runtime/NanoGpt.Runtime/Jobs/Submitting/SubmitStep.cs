using System.Net;
using NanoGpt.Http;

namespace NanoGpt.Jobs;

/// <summary>How often and how long a submission may try to be taken.</summary>
internal readonly record struct SubmitPatience(int ConnectAttempts, int RateLimitAttempts, TimeSpan Total);

/// <summary>What a submission has tried so far.</summary>
internal readonly record struct SubmitAttempts(int Unconnected, int RateLimited, TimeSpan Elapsed)
{
    /// <summary>How often there was a newer key than the one that was refused.</summary>
    public int KeysRenewed { get; init; }

    public SubmitAttempts After(SubmitDecision decision, TimeSpan elapsed) => new(
        Unconnected + (decision is SubmitDecision.NotSent ? 1 : 0),
        RateLimited + (decision is SubmitDecision.Rejected { Error: RateLimitException } ? 1 : 0),
        elapsed)
    {
        KeysRenewed = KeysRenewed + (decision is SubmitDecision.Rejected { IsKeyRenewed: true } ? 1 : 0),
    };
}

/// <summary>
/// What to do after one send: finish, or send again because it is certain that nothing was taken. Pure: neither I/O, clock nor chance.
/// </summary>
internal abstract record SubmitStep
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    /// <summary>This is the outcome.</summary>
    public sealed record Finish : SubmitStep;

    /// <summary>Wait, then send under the same submission id.</summary>
    public sealed record Resend(TimeSpan After) : SubmitStep;

    /// <summary>The next step.</summary>
    /// <param name="decision">What came of the last send.</param>
    /// <param name="attempts">What was tried, the last send included.</param>
    /// <param name="patience">How much may be tried.</param>
    /// <param name="chance">From 0 to 1; spreads those who were turned away at the same moment.</param>
    public static SubmitStep Next(SubmitDecision decision, SubmitAttempts attempts, SubmitPatience patience, double chance)
    {
        switch (decision)
        {
            case SubmitDecision.NotSent notSent when attempts.Unconnected < patience.ConnectAttempts && MayPass(notSent.Cause):
                return Within(patience, attempts, Backoff(attempts.Unconnected) * chance);

            case SubmitDecision.Rejected { Error: RateLimitException { IsDaily: false, StatusCode: HttpStatusCode.TooManyRequests } limit }
                when attempts.RateLimited < patience.RateLimitAttempts:
                var backoff = Backoff(attempts.RateLimited);
                return Within(patience, attempts, (limit.RetryAfter ?? backoff / 2) + (backoff / 2 * chance));

            case SubmitDecision.Rejected { IsKeyRenewed: true } when attempts.KeysRenewed == 1:
                return Within(patience, attempts, TimeSpan.Zero);

            default:
                return new Finish();
        }
    }

    private static SubmitStep Within(SubmitPatience patience, SubmitAttempts attempts, TimeSpan delay) =>
        delay <= patience.Total - attempts.Elapsed ? new Resend(delay) : new Finish();

    private static TimeSpan Backoff(int attempt) => FirstBackoff * (1 << Math.Clamp(attempt - 1, 0, 6));

    // A certificate does not get better, nor does a proxy that wants another password; and who cancels does not want more.
    private static bool MayPass(Exception cause) => cause is not OperationCanceledException
        && cause is not RepeatedSendException
        && cause is HttpRequestException or TimeoutException or IOException
        && cause is not HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError };
}
