using System.Runtime.CompilerServices;

namespace NanoGpt;

/// <summary>Asks for one job until it ends. What an answer means is <see cref="PollDecision"/>'s business; this is the loop around it.</summary>
internal sealed class JobPoller(ApiConnection api, NanoGptClientOptions options)
{
    private const int LongestBackoff = 6;   // poll intervals

    private readonly TimeProvider time = options.TimeProvider;

    /// <summary>One question, one answer.</summary>
    public async Task<JobUpdate> AskOnceAsync(VideoJob job, CancellationToken ct)
    {
        var decision = await AskAsync(job, new PollHistory { SinceSubmission = Age(job) }, ct).ConfigureAwait(false);
        return decision switch
        {
            PollDecision.Update { Job: var update } => update,
            PollDecision.Again { Seen: { } update } => update,
            PollDecision.Again again => throw Blame(job, new NanoGptException($"The job {job.RunId} gave no usable status: {again.Why}.", again.Cause)
            {
                IsRetrySafe = true,
                StatusCode = again.StatusCode,
            }),
            PollDecision.Stop stop => throw Blame(job, stop.Error),
            _ => throw new InvalidOperationException("There is no such decision."),
        };
    }

    /// <summary>Updates until one is terminal.</summary>
    public async IAsyncEnumerable<JobUpdate> WatchAsync(VideoJob job, TimeSpan? timeout, [EnumeratorCancellation] CancellationToken ct)
    {
        var start = time.GetTimestamp();
        var history = default(PollHistory);
        var failures = 0;
        long? emptySince = null;
        while (true)
        {
            history = history with
            {
                SinceSubmission = Age(job),
                EmptyFor = emptySince is { } since ? time.GetElapsedTime(since) : null,
            };
            var decision = await AskAsync(job, history, ct).ConfigureAwait(false);
            var delay = options.PollInterval;
            switch (decision)
            {
                case PollDecision.Update update:
                    (failures, emptySince, history) = (0, null, default);
                    yield return update.Job;
                    if (update.Job.IsTerminal)
                    {
                        yield break;
                    }

                    break;

                case PollDecision.Again again:
                    history = again.Next;
                    emptySince = again.Seen is null ? emptySince : emptySince ?? time.GetTimestamp();
                    failures = again.Seen is null ? failures + 1 : 0;
                    delay *= Math.Clamp(1 << Math.Min(failures - 1, 8), 1, LongestBackoff);
                    delay = again.NotBefore > delay ? again.NotBefore.Value : delay;
                    break;

                case PollDecision.Stop stop:
                    throw Blame(job, stop.Error);
            }

            if (timeout is { } limit)
            {
                var left = limit - time.GetElapsedTime(start);
                if (left <= TimeSpan.Zero)
                {
                    throw Blame(job, new WaitTimedOutException(
                        $"The job {job} has not ended within {limit:c}. It goes on: resume it with its handle.") { Job = job, IsRetrySafe = true });
                }

                delay = delay < left ? delay : left;
            }

            await Task.Delay(delay, time, ct).ConfigureAwait(false);
        }
    }

    private async Task<PollDecision> AskAsync(VideoJob job, PollHistory history, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, api.Resolve($"api/video/status?requestId={Uri.EscapeDataString(job.RunId)}"));
            var answer = await api.SendAsync(request, ApiConnection.MaxAnswerBytes, ct).ConfigureAwait(false);
            return PollDecision.OfAnswer(answer, job.RunId, api.BaseAddress, history);
        }
        catch (Exception exception) when (!ct.IsCancellationRequested && ApiConnection.IsTransport(exception))
        {
            return PollDecision.OfFailure(exception, history);
        }
    }

    private TimeSpan? Age(VideoJob job) => job.SubmittedAt is { } at ? time.GetUtcNow() - at : null;

    private static NanoGptException Blame(VideoJob job, NanoGptException exception)
    {
        exception.RunId = job.RunId;
        exception.SubmissionId = job.SubmissionId;
        return exception;
    }
}
