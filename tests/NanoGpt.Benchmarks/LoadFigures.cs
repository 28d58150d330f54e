using System.Net;

namespace NanoGpt.Benchmarks;

/// <summary>Measures the outcomes of paid calls under faults of the service, the caller and the handlers.</summary>
internal static class LoadFigures
{
    private const int Submissions = 5000;
    private const int Lanes = 8;

    public static void Measure(Report report)
    {
        Print(report, "submissions to a hostile service", new(Submissions, Lanes));
        Print(report, "through handlers that buffer, retry and follow", new(Submissions, Lanes) { NewHttp = NewResendingClient });
        Print(report, "canceled at a seeded step", new(Submissions, Lanes) { Ends = LoadEnd.Canceled });
        Print(report, "whose client is disposed at a seeded step", new(Submissions, Lanes) { Ends = LoadEnd.Disposed });
    }

    private static void Print(Report report, string what, LoadSeries series)
    {
        var (ledger, calls, notFound) = Task.Run(series.RunAsync).GetAwaiter().GetResult();
        report.Figure($"{calls.Length:N0} {what}, most POSTs of one", ledger.MostPosts, "", atMost: 1);
        report.Figure("  jobs paid twice", ledger.PaidTwice, "", atMost: 0);
        report.Figure("  bodies with bytes of another request", ledger.ForeignBodies, "", atMost: 0);
        report.Figure("  paid jobs that neither a result nor an unknown outcome names", ledger.Lost(calls), "", atMost: 0);
        report.Figure("  paid jobs of unknown outcome that reconciling does not find", notFound, "", atMost: 0);
        report.Figure("  paid jobs", ledger.Paid, "", atLeast: calls.Length / 5);
        if (series.Ends != LoadEnd.Never)
        {
            report.Figure("  interrupted", calls.Count(static call => call.IsInterrupted), "", atLeast: calls.Length / 2);
        }

        report.Figure("  ended with the job", calls.Count(static call => call.Job is not null), "");
        foreach (var (type, errors) in calls.Where(static call => call.Error is not null)
            .CountBy(static call => call.Error!.GetType()).OrderByDescending(static errors => errors.Value))
        {
            report.Figure($"  ended with {type.Name}", errors, "", atMost: series.MayThrow(type) ? null : 0);
        }
    }

    private static HttpClient NewResendingClient() => new(new ResendingHandler(new SubmitGuardHandler(new SocketsHttpHandler
    {
        Credentials = new NetworkCredential("user", "password"),   // answers a challenge by sending again
    })));

    /// <summary>Buffers a body and sends it up to three times, as a host's resilience handler may.</summary>
    private sealed class ResendingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { } body)
            {
                await body.LoadIntoBufferAsync(cancellationToken);
            }

            for (var left = 2; ; left--)
            {
                try
                {
                    var response = await base.SendAsync(request, cancellationToken);
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
