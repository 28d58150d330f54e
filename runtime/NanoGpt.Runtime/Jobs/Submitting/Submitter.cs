using System.Collections.Concurrent;

namespace NanoGpt.Jobs;

/// <summary>Sends submissions until they have an outcome. Only this class sends paid requests.</summary>
internal sealed class Submitter(ApiConnection api, VideoProtocol protocol, VideoClientOptions options, CancellationToken lifetime)
{
    private readonly TimeProvider time = options.TimeProvider;
    private readonly ConcurrentDictionary<string, Uri> links = [];   // few paths, each parsed once
    private readonly SubmitRetryPolicy policy = new(options.ConnectAttempts, options.RateLimitAttempts, options.SubmitTimeout);

    /// <summary>Waits for the permit of the first POST, before the submission counts as being sent.</summary>
    public async Task<SubmitPermit> AcquireAsync(RateLimiter limiter, CancellationToken cancellationToken)
    {
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime);
        return await AcquireAsync(limiter, waits.Token, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a POST, and sends it again only if it was certainly not accepted. Returns the permit.</summary>
    public async Task<SubmitDecision> PostAsync<TContent>(
        string path, RateLimiter limiter, SubmitPermit first, Func<TContent> newContent, Action<HttpRequestMessage> prepare,
        CancellationToken cancellationToken)
        where TContent : HttpContent, IPaidContent
    {
        var permit = first;
        var start = time.GetTimestamp();
        var attempts = default(SubmitAttempts);
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime);
        while (true)
        {
            var decision = permit.Refusal
                ?? await PostOnceAsync(path, permit, newContent, prepare, waits.Token).ConfigureAwait(false);
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

            permit = await AcquireAsync(limiter, waits.Token, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SubmitPermit> AcquireAsync(
        RateLimiter limiter, CancellationToken waitToken, CancellationToken cancellationToken)
    {
        RateLimitLease lease;
        try
        {
            lease = await SendPermit.AcquireAsync(limiter, waitToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            return new SubmitPermit(null, NotSent(exception, cancellationToken));
        }

        if (lease.IsAcquired)
        {
            return new SubmitPermit(lease, null);
        }

        SubmitPermit.Return(lease);
        return new SubmitPermit(null, lifetime.IsCancellationRequested
            ? NotSent(null, cancellationToken)
            : new SubmitDecision.Rejected(
                new RateLimitException("The rate limiter of this client permits no more submissions now.")
                { IsRetrySafe = true }));
    }

    private async Task<SubmitDecision> PostOnceAsync<TContent>(
        string path, SubmitPermit permit, Func<TContent> newContent, Action<HttpRequestMessage> prepare,
        CancellationToken waitToken)
        where TContent : HttpContent, IPaidContent
    {
        using (permit)
        {
            return await SendAsync(path, permit.Lease!, newContent, prepare, waitToken).ConfigureAwait(false);
        }
    }

    private static SubmitDecision.NotSent NotSent(Exception? cause, CancellationToken cancellationToken) =>
        new(cancellationToken.IsCancellationRequested && cause is not null
            ? cause
            : new ObjectDisposedException("client", "The client was disposed before the submission was sent."));

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
