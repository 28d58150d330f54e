namespace NanoGpt.Jobs;

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

/// <summary>Represents the step after a send. Only what was certainly not accepted is sent again.</summary>
internal abstract record SubmitStep
{
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(1);

    public sealed record Finish : SubmitStep;

    public sealed record Resend(TimeSpan After) : SubmitStep;

    // The attempts include the last one. The jitter, from 0 to 1, spreads the waits.
    public static SubmitStep Next(SubmitDecision decision, SubmitAttempts attempts, SubmitRetryPolicy policy, double jitter)
    {
        switch (decision)
        {
            case SubmitDecision.NotSent notSent when attempts.Unconnected < policy.ConnectAttempts && IsTransient(notSent.Cause):
                return ResendIfAllowed(policy, attempts, Backoff(attempts.Unconnected) * jitter);

            case SubmitDecision.Rejected { Error: RateLimitException { IsDaily: false } limit }
                when limit.StatusCode == HttpStatusCode.TooManyRequests && attempts.RateLimited < policy.RateLimitAttempts:
                var backoff = Backoff(attempts.RateLimited);
                return ResendIfAllowed(policy, attempts, (limit.RetryAfter ?? backoff / 2) + (backoff / 2 * jitter));

            case SubmitDecision.Rejected { IsKeyRenewed: true } when attempts.KeysRenewed == 1:
                return ResendIfAllowed(policy, attempts, TimeSpan.Zero);

            default:
                return new Finish();
        }
    }

    private static SubmitStep ResendIfAllowed(SubmitRetryPolicy policy, SubmitAttempts attempts, TimeSpan delay) =>
        delay <= policy.Total - attempts.Elapsed ? new Resend(delay) : new Finish();

    private static TimeSpan Backoff(int attempt) => FirstBackoff * (1 << Math.Clamp(attempt - 1, 0, 6));

    // Certificates and the passwords of proxies are permanent failures.
    private static bool IsTransient(Exception cause) => cause is not OperationCanceledException
        && cause is not RepeatedSendException
        && cause is HttpRequestException or TimeoutException or IOException
        && cause is not HttpRequestException
        { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError };
}
