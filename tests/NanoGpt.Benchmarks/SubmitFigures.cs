using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime;
using System.Threading.RateLimiting;
using NanoGpt.Models;

namespace NanoGpt.Benchmarks;

/// <summary>A small submission, beside a bare post of the same bytes to the same server: in turns, so that both meet the same machine.</summary>
internal static class SubmitFigures
{
    private const int Rounds = 6000;
    private const int WarmUpBatch = 5000;
    private const int MostWarmUps = 200_000;

    public static void Measure(Report report)
    {
        using var server = new LoopbackChild();
        using var none = new ConcurrencyLimiter(new() { PermitLimit = int.MaxValue });
        using var client = new NanoGptClient(ClientFigures.Key, new() { BaseAddress = server.Address, AllowInsecureLoopback = true, SubmitLimiter = none });
        using var bare = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        bare.DefaultRequestHeaders.Add("x-api-key", ClientFigures.Key);
        bare.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var request = new Sora2Request
        {
            Prompt = "A lighthouse at dusk, waves breaking on the rocks, slow dolly in, warm light from the lamp room",
            ProMode = false,
            Resolution = Sora2Resolution.R720p,
            Duration = Sora2Duration.Seconds8,
        };
        using var content = new VideoRequestContent(request, Guid.CreateVersion7());
        var bytes = content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        var link = new Uri(server.Address, "api/generate-video");

        var (ours, theirs) = Task.Run(() => MeasureAsync(
#pragma warning disable NGPT161 // Only the time counts: nobody waits for these jobs.
            () => client.SubmitAsync(request),
#pragma warning restore NGPT161
            async () =>
            {
                using var body = new ByteArrayContent(bytes);
                body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var answer = await bare.PostAsync(link, body).ConfigureAwait(false);
                await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            })).GetAwaiter().GetResult();
        report.Figure("A bare post of a small request's bytes over loopback", theirs, "us");
        report.Figure("Submitting that request", ours, "us");
        report.Figure("  submitting / bare post", ours / theirs, "", atMost: 1.2);
    }

    private static async Task<(double Ours, double Theirs)> MeasureAsync(Func<Task> ours, Func<Task> theirs)
    {
        await WarmUpAsync(ours, theirs).ConfigureAwait(false);
        var times = new double[2][] { new double[Rounds], new double[Rounds] };
        for (var i = 0; i < Rounds; i++)
        {
            // Who begins takes turns too.
            for (var half = 0; half < 2; half++)
            {
                var which = (i + half) & 1;
                var start = Stopwatch.GetTimestamp();
                await (which == 0 ? ours : theirs)().ConfigureAwait(false);
                times[which][i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        }

        Array.Sort(times[0]);
        Array.Sort(times[1]);
        return (times[0][Rounds / 2], times[1][Rounds / 2]);
    }

    // HttpClient comes compiled, ours is compiled step by step while it runs: until the last step it would be that which is measured.
    private static async Task WarmUpAsync(Func<Task> ours, Func<Task> theirs)
    {
        for (int i = 0, compiled = -1; i < MostWarmUps && compiled != JitInfo.GetCompiledMethodCount(); i += WarmUpBatch)
        {
            compiled = (int)JitInfo.GetCompiledMethodCount();
            for (var k = 0; k < WarmUpBatch; k++)
            {
                await ours().ConfigureAwait(false);
                await theirs().ConfigureAwait(false);
            }
        }
    }
}
