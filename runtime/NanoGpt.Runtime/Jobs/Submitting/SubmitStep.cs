using System.Net;

namespace NanoGpt.Jobs;

/// <summary>Represents the limits of the attempts of a submission.</summary>
internal readonly record struct SubmitRetryPolicy(int ConnectAttempts, int RateLimitAttempts, TimeSpan Total);

/// <summary>Represents the attempts of a submission so far.</summary>
internal readonly record struct SubmitAttempts(int Unconnected, int RateLimited, TimeSpan Elapsed)
{
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
/// Represents the step after a send: finish, or send again because certainly nothing was accepted. Uses neither I/O nor clock.
/// </summary>
internal abstract record SubmitStep
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    public sealed record Finish : SubmitStep;

    public sealed record Resend(TimeSpan After) : SubmitStep;

    /// <summary>Returns the next step.</summary>
    /// <param name="decision">The outcome of the last send.</param>
    /// <param name="attempts">The attempts, including the last one.</param>
    /// <param name="patience">The limits.</param>
    /// <param name="chance">A random number from 0 to 1 that spreads the waits.</param>
    public static SubmitStep Next(SubmitDecision decision, SubmitAttempts attempts, SubmitRetryPolicy patience, double chance)
    {
        switch (decision)
        {
            case SubmitDecision.NotSent notSent when attempts.Unconnected < patience.ConnectAttempts && MayPass(notSent.Cause):
                return Within(patience, attempts, Backoff(attempts.Unconnected) * chance);

            case SubmitDecision.Rejected { Error: RateLimitException { IsDaily: false } limit }
                when limit.StatusCode == HttpStatusCode.TooManyRequests && attempts.RateLimited < patience.RateLimitAttempts:
                var backoff = Backoff(attempts.RateLimited);
                return Within(patience, attempts, (limit.RetryAfter ?? backoff / 2) + (backoff / 2 * chance));

            case SubmitDecision.Rejected { IsKeyRenewed: true } when attempts.KeysRenewed == 1:
                return Within(patience, attempts, TimeSpan.Zero);

            default:
                return new Finish();
        }
    }

    private static SubmitStep Within(SubmitRetryPolicy patience, SubmitAttempts attempts, TimeSpan delay) =>
        delay <= patience.Total - attempts.Elapsed ? new Resend(delay) : new Finish();

    private static TimeSpan Backoff(int attempt) => FirstBackoff * (1 << Math.Clamp(attempt - 1, 0, 6));

    // Waiting does not help with certificates and the passwords of proxies.
    private static bool MayPass(Exception cause) => cause is not OperationCanceledException
        && cause is not RepeatedSendException
        && cause is HttpRequestException or TimeoutException or IOException
        && cause is not HttpRequestException
        { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError };
}
