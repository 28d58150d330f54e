using System.Diagnostics;
using System.Net.Http.Headers;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>Tests a service that echoes the key wherever it can, and the watch that looks for the key in all tests.</summary>
public sealed class CanaryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => CanaryOfAllTests.Sweep(folder);

    [Fact]
    public async Task Client_ServiceEchoesTheKey_KeyAppearsNowhere()
    {
        const string Key = CanaryWatch.Key;
        using var test = new TestClient(options => (options.JournalPath, options.ApiKeySource) = (Path.Combine(folder, "jobs.jsonl"), "NANOGPT_API_KEY"));
        // In place of a job's id it would go into handles and journals.
        test.Api.Answer(202, $$"""{"runId":"{{Key}}"}""");
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(
            () => test.Client.SubmitAsync(new RawVideoRequest("m") { AdditionalFields = new() { ["prompt"] = "x" } }, Ct));

        test.Api.Answer(202, $$"""{"runId":"vid_1","model":"{{Key}}","paymentSource":"{{Key}}"}""", response =>
        {
            response.Headers.Add("X-Request-ID", Key);
            response.Headers.Add("x-nanogpt-inline-moderation-model", Key);
        });
        var job = await test.Client.SubmitAsync(new RawVideoRequest("m") { AdditionalFields = new() { ["prompt"] = "x" } }, new SubmitOptions { Moderate = true }, Ct);
        CanaryOfAllTests.Watch.Look("handle", job.ToHandleJson());
        CanaryOfAllTests.Watch.Look("job", $"{job} {job.PaymentSource} {job.Moderation}");

        const string Failed = "{\"data\":{\"status\":\"FAILED\",\"error\":\"" + Key + "\",\"refundMessage\":\"" + Key + "\"}}";
        test.Api.Answer(200, "{\"data\":{\"status\":\"" + Key + "\",\"details\":\"" + Key + "\"}}").Answer(404, Key).Answer(200, Failed).Answer(200, Failed);
        await foreach (var update in job.WatchAsync(Ct))
        {
            CanaryOfAllTests.Watch.Look("update", update.ToString());
        }

        foreach (var status in new[] { 400, 401, 402, 403, 409, 429, 500 })
        {
            test.Api.Answer(status, $$"""{"error":{"message":"{{Key}}","code":"daily_{{Key}}","type":"{{Key}}","param":"{{Key}}"} }""", response => response.Headers.Location = new Uri($"https://{Key}.example.com/{Key}"));
            if (status == 409)
            {
                test.Api.Answer(500, Key);   // the look whether it is there
            }

            await Assert.ThrowsAnyAsync<NanoGptException>(() => test.Client.SubmitAsync(new RawVideoRequest("m") { AdditionalFields = new() { ["prompt"] = "x" } }, Ct));
        }

        // What is kept of a video that broke off tells its version, which the service makes.
        var content = Path.Combine(folder, "v.mp4");
        for (var i = 0; i < 5; i++)   // without the tag it begins anew
        {
            test.Media.Answer(200, [0, 0, 0, 24, .. "ftypisom"u8], response =>
            {
                response.Content.Headers.ContentLength = 5000;
                response.Headers.ETag = new EntityTagHeaderValue($"\"{Key}\"");
                response.Content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = Key };
            });
        }

        await Assert.ThrowsAsync<DownloadFailedException>(() => test.Client.DownloadContentAsync(job, ContentVariant.Video, content, cancellationToken: Ct));
        test.Media.Answer(302, "", response => response.Headers.Location = new Uri($"https://{Key}.example.com/?{Key}"));
        var refused = await Assert.ThrowsAsync<DownloadFailedException>(() => test.Client.DownloadContentAsync(job, ContentVariant.Video, content, cancellationToken: Ct));
        Assert.True(refused.IsUnsafeLink);
        Assert.Equal(6, test.Media.Seen.Count);

        test.Dispose();   // with its lock
        CanaryOfAllTests.Watch.LookAtFiles(folder);
        Assert.Empty(CanaryOfAllTests.Watch.Found);
    }

    [Fact]
    public void CanaryWatch_LeakOfAnyKind_IsFound()
    {
        const string Other = "CANARY-of-this-test-only";
        using var watch = new CanaryWatch(Other);
        Assert.Equal(0, Leaks(() => watch.Look("text", "CANARY")));
        Assert.Equal(1, Leaks(() => watch.Look("text", $"x-api-key: {Other}")));
        Assert.Equal(1, Leaks(() => watch.Look("text", "in base64: " + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Other)))));
        Assert.Equal(1, Leaks(() => watch.Look("exception", new InvalidOperationException("x") { Data = { ["key"] = Other } })));
        Assert.Equal(1, Leaks(() => watch.Look("exception", new NanoGptException("x") { ResponseBody = Other })));
        Assert.Equal(1, Leaks(() => watch.Look("event", $"{new NanoGptEvent(NanoGptEventKind.Accepted) { Detail = Other }}")));
        Assert.NotEqual(0, Leaks(() => Assert.Throws<InvalidOperationException>(new Action(() => throw new InvalidOperationException("x", new InvalidOperationException(Other))))));
        Assert.Equal(1, Leaks(() =>
        {
            File.WriteAllText(Path.Combine(folder, "x.part.json"), Other);
            watch.LookAtFiles(folder);
        }));
        Assert.Equal(1, Leaks(() =>
        {
            using var source = new ActivitySource("test");
            using var activity = source.StartActivity("x")?.SetTag("a", Other);
        }));

        int Leaks(Action leak)
        {
            var before = watch.Found.Count;
            leak();
            return watch.Found.Count - before;
        }
    }
}
