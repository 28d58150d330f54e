using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace NanoGpt.Jobs;

/// <summary>Sends submissions until they have an outcome. The only place that sends requests that cost money.</summary>
internal sealed class Submitter(ApiConnection api, VideoProtocol protocol, VideoClientOptions options, CancellationToken lifetime)
{
    private readonly TimeProvider time = options.TimeProvider;
    private readonly ConcurrentDictionary<string, Uri> links = [];   // few paths, each parsed once
    private readonly SubmitRetryPolicy patience = new(options.ConnectAttempts, options.RateLimitAttempts, options.SubmitTimeout);

    /// <summary>Sends a POST, and sends it again only if it was certainly not accepted.</summary>
    /// <param name="path">The path of the endpoint.</param>
    /// <param name="limiter">The limiter of the endpoint.</param>
    /// <param name="newContent">Creates the body for each send.</param>
    /// <param name="prepare">Adds headers.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    public async Task<SubmitDecision> PostAsync<TContent>(
        string path, RateLimiter limiter, Func<TContent> newContent, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
        where TContent : HttpContent, IPaidContent
    {
        var start = time.GetTimestamp();
        var attempts = default(SubmitAttempts);
        using var waits = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime);
        while (true)
        {
            var decision = await PassAsync(path, limiter, newContent, prepare, waits.Token, cancellationToken).ConfigureAwait(false);
            attempts = attempts.After(decision, time.GetElapsedTime(start));
            if (SubmitStep.Next(decision, attempts, patience, options.Chance()) is not SubmitStep.Resend resend)
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

    private async Task<SubmitDecision> PassAsync<TContent>(
        string path, RateLimiter limiter, Func<TContent> newContent, Action<HttpRequestMessage> prepare,
        CancellationToken waits, CancellationToken cancellationToken)
        where TContent : HttpContent, IPaidContent
    {
        RateLimitLease lease;
        try
        {
            lease = await SendPermit.AcquireAsync(limiter, waits).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            return NotSent(exception, cancellationToken);
        }

        try
        {
            return lease.IsAcquired
                ? await SendAsync(path, lease, newContent, prepare, waits).ConfigureAwait(false)
                : lifetime.IsCancellationRequested ? NotSent(null, cancellationToken)
                : new SubmitDecision.Rejected(
                    new RateLimitException("The limiter of this client lets no more submissions through now.")
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
            : new ObjectDisposedException("client", "The client was disposed while the submission waited to be sent."));

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

    // One request, one send.
    private async Task<SubmitDecision> SendAsync<TContent>(
        string path, RateLimitLease permit, Func<TContent> newContent, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
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
            var answer = await api.SendAsync(message, permit, cancellationToken).ConfigureAwait(false);
            var decision = protocol.ReadSubmission(answer);
            return decision is not SubmitDecision.Rejected rejected ? decision
                : token.Contradicts(answer.Status)
                ? SubmitDecision.UnknownOutcome(
                    answer, $"a handler of the HttpClient answered ({(int)answer.Status}) in place of the service")
                : rejected with { IsKeyRenewed = api.RenewsKey(answer) };
        }
        catch (Exception exception)
        {
            // What counts is whether the service can have seen the request.
            var mayBeSeen = content.IsStarted && !token.IsUnsent && !(options.IncompleteBodyIsNotSent && !content.IsFinished);
            return SubmitDecision.FromFailure(mayBeSeen, exception, token.HasResponse);
        }
    }
}
