using System.Collections.Concurrent;

namespace NanoGpt.Jobs;

/// <summary>Sends submissions until they have an outcome. Only this class sends paid requests.</summary>
internal sealed class Submitter(ApiConnection api, VideoProtocol protocol, VideoClientOptions options, CancellationToken lifetime)
{
    private readonly TimeProvider time = options.TimeProvider;
    private readonly ConcurrentDictionary<string, Uri> links = [];   // few paths, each parsed once
    private readonly SubmitRetryPolicy policy = new(options.ConnectAttempts, options.RateLimitAttempts, options.SubmitTimeout);

    /// <summary>Sends a POST, and sends it again only if it was certainly not accepted.</summary>
    public async Task<SubmitDecision> PostAsync<TContent>(
        string path, RateLimiter limiter, Func<TContent> newContent, Action<HttpRequestMessage> prepare,
        CancellationToken cancellationToken)
        where TContent : HttpContent, IPaidContent
    {
        var start = time.GetTimestamp();
        var attempts = default(SubmitAttempts);
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime);
        while (true)
        {
            var decision = await PostOnceAsync(path, limiter, newContent, prepare, waits.Token, cancellationToken)
                .ConfigureAwait(false);
            attempts = attempts.After(decision, time.GetElapsedTime(start));
            if (SubmitStep.Next(decision, attempts, policy, options.JitterSource()) is not SubmitStep.Resend resend)
            {
                return decision;
            }

            options.Observer.Notify(new NanoGptEvent(NanoGptEventKind.Waiting) { Duration = resend.After });
            try
            {
                await Task.Delay(resend.After, time, waits.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return NotSent(exception, cancellationToken);
            }
        }
    }

    private async Task<SubmitDecision> PostOnceAsync<TContent>(
        string path, RateLimiter limiter, Func<TContent> newContent, Action<HttpRequestMessage> prepare,
        CancellationToken waitToken, CancellationToken cancellationToken)
        where TContent : HttpContent, IPaidContent
    {
        RateLimitLease lease;
        try
        {
            lease = await SendPermit.AcquireAsync(limiter, waitToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            return NotSent(exception, cancellationToken);
        }

        try
        {
            return lease.IsAcquired
                ? await SendAsync(path, lease, newContent, prepare, waitToken).ConfigureAwait(false)
                : lifetime.IsCancellationRequested ? NotSent(null, cancellationToken)
                : new SubmitDecision.Rejected(
                    new RateLimitException("The rate limiter of this client permits no more submissions now.")
                    { IsRetrySafe = true });
        }
        finally
        {
            ReturnLease(lease);
        }
    }

    private static SubmitDecision.NotSent NotSent(Exception? cause, CancellationToken cancellationToken) =>
        new(cancellationToken.IsCancellationRequested && cause is not null
            ? cause
            : new ObjectDisposedException("client", "The client was disposed before the submission was sent."));

    private static void ReturnLease(RateLimitLease lease)
    {
        try
        {
            lease.Dispose();
        }
        catch (Exception)
        {
            // A failing limiter of the caller must not lose a job.
        }
    }

    private async Task<SubmitDecision> SendAsync<TContent>(
        string path, RateLimitLease permit, Func<TContent> newContent, Action<HttpRequestMessage> prepare,
        CancellationToken cancellationToken)
        where TContent : HttpContent, IPaidContent
    {
        using var content = newContent();
        var link = links.GetOrAdd(path, static (path, api) => api.Resolve(path), api);
        using var message = new HttpRequestMessage(HttpMethod.Post, link) { Content = content };
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        prepare(message);
        var token = new SingleSendToken();
        message.Options.Set(SingleSendToken.Key, token);
        try
        {
            var response = await api.SendAsync(message, permit, cancellationToken).ConfigureAwait(false);
            var decision = protocol.ReadSubmission(response);
            return decision is not SubmitDecision.Rejected rejected ? decision
                : token.Contradicts(response.Status)
                ? SubmitDecision.UnknownOutcome(
                    response, $"a handler of the HttpClient responded ({(int)response.Status}) in place of the service")
                : rejected with { IsKeyRenewed = api.RenewsKey(response) };
        }
        catch (Exception exception)
        {
            // The outcome is unknown if the service may have received the request.
            var mayBeReceived = content.IsStarted && !token.IsUnsent && !(options.IncompleteBodyIsNotSent && !content.IsFinished);
            return SubmitDecision.FromFailure(mayBeReceived, exception, token.ResponseStatus);
        }
    }
}
