namespace NanoGpt.Benchmarks;

/// <summary>What becomes of paid calls while the service, the caller and the handlers around the client misbehave.</summary>
internal static class LoadFigures
{
    private const int Submissions = 5000;
    private const int Lanes = 8;

    public static void Measure(Report report)
    {
        Task.Run(() => MeasureAsync(report)).GetAwaiter().GetResult();
    }

    private static async Task MeasureAsync(Report report)
    {
        await PrintAsync(report, "submissions to a hostile service", new LoadSeries(Submissions, Lanes)).ConfigureAwait(false);
        await PrintAsync(report, "through handlers that buffer, retry and redirect", new LoadSeries(Submissions, Lanes)
        {
            NewHttp = static () => new HttpClient(new ResendingHandler(new SubmitGuardHandler(new SocketsHttpHandler
            {
                Credentials = new System.Net.NetworkCredential("user", "password"),
            }))),
        }).ConfigureAwait(false);
        await PrintAsync(report, "submissions canceled at a seeded step", new LoadSeries(Submissions, Lanes) { Ends = LoadEnd.Canceled }).ConfigureAwait(false);
        await PrintAsync(report, "submissions, client disposed at a seeded step", new LoadSeries(Submissions, Lanes) { Ends = LoadEnd.Disposed })
            .ConfigureAwait(false);
    }

    private static async Task PrintAsync(Report report, string what, LoadSeries series)
    {
        var (ledger, calls, notFound) = await series.RunAsync().ConfigureAwait(false);
        report.Figure($"{calls.Length:N0} {what}, most POSTs of one", ledger.MostPosts, "", atMost: 1);
        report.Figure("  jobs paid twice", ledger.PaidTwice, "", atMost: 0);
        report.Figure("  bodies with bytes of another request", ledger.ForeignBodies, "", atMost: 0);
        report.Figure("  paid jobs lost: neither returned nor named by an unknown outcome", calls.Count(ledger.IsLost), "", atMost: 0);
        report.Figure("  paid jobs of unknown outcome that reconciling does not find", notFound, "", atMost: 0);
        report.Figure("  paid", ledger.Paid, "", atLeast: calls.Length / 5);
        if (series.Ends != LoadEnd.Never)
        {
            report.Figure("  interrupted before they were over", calls.Count(static call => call.IsInterrupted), "", atLeast: calls.Length / 2);
        }

        report.Figure("  ended with the job", calls.Count(static call => call.Job is not null), "");
        foreach (var group in calls.Where(static call => call.Error is not null).GroupBy(static call => call.Error!.GetType())
            .OrderByDescending(static group => group.Count()))
        {
            report.Figure($"  ended with {group.Key.Name}", group.Count(), "", atMost: series.MayThrow(group.Key) ? null : 0);
        }
    }

    /// <summary>Buffers a body and sends it up to three times, as a host's resilience handler may.</summary>
    private sealed class ResendingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } body)
            {
                await body.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            }

            for (var left = 2; ; left--)
            {
                try
                {
                    var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                    if (left == 0 || response.IsSuccessStatusCode)
                    {
                        return response;
                    }

                    response.Dispose();
                }
                catch (HttpRequestException) when (left > 0)
                {
                    // Again.
                }
            }
        }
    }
}
