using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Jobs;

public sealed class JournalTests : IDisposable
{
    private const string Accepted = """{"runId":"vid_1"}""";

    private static readonly Sora2Request Request = new() { Prompt = "A secret lighthouse" };

    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Path => System.IO.Path.Combine(folder, "jobs.jsonl");

    public void Dispose() => CanaryOfAllTests.Sweep(folder);

    [Fact]
    public async Task SubmitAsync_WithJournal_WritesTheIntentBeforeSending()
    {
        using var test = Client();
        test.Api.Do((_, _) =>
        {
            Assert.Equal("Sending", State(Lines().Single()));
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Accepted) { Content = new StringContent(Accepted) });
        });
        var job = await test.Client.SubmitAsync(Request, Ct);
        Assert.Equal(["Sending", "Accepted"], Lines().Select(State));
        Assert.Equal("vid_1", Assert.Single(await test.Client.GetOpenJobsAsync(Ct)).RunId);
        Assert.Equal(job.SubmissionId, (await test.Client.GetOpenJobsAsync(Ct))[0].SubmissionId);
    }

    [Fact]
    public async Task Journal_AfterSubmissions_HoldsNeitherPromptNorKeyNorLink()
    {
        using (var test = Client())
        {
            test.Api.Answer(202, Accepted).Answer(500, TestClient.Key);
            await test.Client.SubmitAsync(Request, Ct);
            await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(Request, Ct));
        }

        var text = await File.ReadAllTextAsync(Path, Ct);
        Assert.DoesNotContain("lighthouse", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, text, StringComparison.Ordinal);
        Assert.DoesNotContain("http", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Journal_NewFile_IsForItsOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such permissions.");
            return;
        }

        File.WriteAllText(Path, "");
        using var test = Client();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public async Task GetOpenJobsAsync_EndedJob_IsNotListed()
    {
        using (var test = Client())
        {
            const string Failed = """{"data":{"status":"FAILED","error":"The prompt was refused."}}""";
            test.Api.Answer(202, Accepted).Answer(200, Failed).Answer(200, Failed);
            await Assert.ThrowsAsync<JobFailedException>(() => test.Client.GenerateAsync(Request, null, Ct));
            Assert.Empty(await test.Client.GetOpenJobsAsync(Ct));
            Assert.Equal("The prompt was refused.", ErrorOf(Lines()[^1]));
        }

        using var later = Client();
        Assert.Empty(await later.Client.GetOpenJobsAsync(Ct));
    }

    [Theory]
    [InlineData(400, "Rejected")]
    [InlineData(500, "Unknown")]
    public async Task SubmitAsync_RejectedOrUnknown_WritesTheOutcome(int status, string state)
    {
        using var test = Client();
        test.Api.Answer(status);
        var error = await Assert.ThrowsAnyAsync<NanoGptException>(() => test.Client.SubmitAsync(Request, Ct));
        Assert.Equal(["Sending", state], Lines().Select(State));
        Assert.Equal(state == "Rejected" ? error.Message : null, ErrorOf(Lines()[^1]));
    }

    [Fact]
    [Trait("Row", "S50")]
    public async Task SubmitAsync_CanceledBeforeSending_WritesNotSent()
    {
        using var test = Client();
        using var source = new CancellationTokenSource();
        test.Api.LeavesBodyUnread = true;
        test.Api.Do((_, cancellationToken) =>
        {
            source.Cancel();
            return Task.FromCanceled<HttpResponseMessage>(cancellationToken);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Client.SubmitAsync(Request, source.Token));
        Assert.Equal(["Sending", "Rejected"], Lines().Select(State));
    }

    [Fact]
    [Trait("Row", "S52")]
    public async Task SubmitAsync_CanceledInFlight_WritesUnknown()
    {
        using var test = Client();
        using var source = new CancellationTokenSource();
        test.Api.Do((_, cancellationToken) =>
        {
            source.Cancel();
            return Task.FromCanceled<HttpResponseMessage>(cancellationToken);
        });
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(Request, source.Token));
        Assert.Equal(["Sending", "Unknown"], Lines().Select(State));
    }

    [Fact]
    [Trait("Row", "S55")]
    public async Task SubmitAsync_SameIdTwice_ReturnsTheFirstJob()
    {
        using var test = Client();
        var options = new SubmitOptions { SubmissionId = Guid.NewGuid() };
        test.Api.Answer(200, """{"data":[]}""").Answer(202, Accepted);
        await test.Client.SubmitAsync(Request, options, Ct);
        Assert.Equal("vid_1", (await test.Client.SubmitAsync(Request, options, Ct)).RunId);
        Assert.Equal(["GET", "POST"], test.Api.Seen.Select(request => request.Method));
        await Assert.ThrowsAsync<ArgumentException>(() => test.Client.SubmitAsync(Request with { Prompt = "Another" }, options, Ct));
    }

    [Fact]
    [Trait("Row", "S55")]
    public async Task SubmitAsync_OwnIdWithoutJournal_IsLookedUpFirst()
    {
        using var test = new TestClient();
        var id = Guid.NewGuid();
        test.Api.Answer(200, $$"""{"data":[{"runId":"vid_7","conversationUUID":"{{id}}"}]}""");
        Assert.Equal("vid_7", (await test.Client.SubmitAsync(Request, new SubmitOptions { SubmissionId = id }, Ct)).RunId);
        Assert.DoesNotContain(test.Api.Seen, seen => seen.Method == "POST");

        test.Api.Answer(200, """{"data":[]}""").Answer(202, Accepted);
        Assert.Equal("vid_1", (await test.Client.SubmitAsync(Request, new SubmitOptions { SubmissionId = Guid.NewGuid() }, Ct)).RunId);

        test.Api.Answer(500);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => test.Client.SubmitAsync(Request, new SubmitOptions { SubmissionId = Guid.NewGuid() }, Ct));
    }

    [Fact]
    [Trait("Row", "S58")]
    public async Task SubmitAsync_JournalCannotBeWritten_IsNotSent()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no device that is always full.");
        using var test = new TestClient(options => options.JournalPath = "/dev/full");
        var failure = await Assert.ThrowsAsync<JournalException>(() => test.Client.SubmitAsync(Request, Ct));
        Assert.True(failure.IsRetrySafe);
        Assert.Empty(test.Api.Seen);
    }

    [Fact]
    [Trait("Row", "S58")]
    public void Constructor_JournalCannotBeOpened_Throws()
    {
        Directory.CreateDirectory(Path);
        Assert.Throws<JournalException>(() => Client());
        var failure = Assert.Throws<ArgumentException>(() => TestClient.New(new() { JournalPath = System.IO.Path.Combine(folder, "none", "x") }));
        Assert.Contains(System.IO.Path.Combine(folder, "none"), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "S58")]
    [InlineData("{\"v\":3,\"submissionId\":\"01a1")]
    [InlineData("\n\n{\"v\":3}\nrubbish\n\u0000\u0000")]
    public async Task Constructor_TornJournalLine_IsSkippedAndReported(string torn)
    {
        using (var test = Client())
        {
            test.Api.Answer(202, Accepted);
            await test.Client.SubmitAsync(Request, Ct);
        }

        await File.AppendAllTextAsync(Path, torn, Ct);
        var seen = new EventList();
        using (var test = Client(options => options.Observer = seen))
        {
            Assert.Single(await test.Client.GetOpenJobsAsync(Ct));
            Assert.Contains(seen.Events, e => e.Kind == NanoGptEventKind.JournalLinesSkipped);
            test.Api.Answer(202, """{"runId":"vid_2"}""");
            await test.Client.SubmitAsync(Request, Ct);
        }

        using var later = Client();
        Assert.Equal(["vid_1", "vid_2"], (await later.Client.GetOpenJobsAsync(Ct)).Select(job => job.RunId).Order());
    }

    // A process that is killed right after it has written its intent has written nothing else that could be found.
    [Fact]
    [Trait("Row", "S58")]
    public async Task SubmitAsync_AfterATornLine_WritesOnANewLine()
    {
        await File.WriteAllTextAsync(Path, "{\"v\":1,\"submissionId\":\"01a1", Ct);
        using var test = Client();
        test.Api.Do((_, _) =>
        {
            Assert.Equal("Sending", State(Lines()[^1]));
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Accepted) { Content = new StringContent(Accepted) });
        });
        await test.Client.SubmitAsync(Request, Ct);
        Assert.Equal(3, Lines().Length);
    }

    [Fact]
    [Trait("Row", "S59")]
    public void Constructor_JournalOpenElsewhere_Throws()
    {
        using var test = Client();
        var failure = Assert.Throws<JournalException>(() => Client());
        Assert.Contains("Another process may have it open", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitAsync_RejectedEarlierUnderThisId_IsSentAgain()
    {
        using var test = Client();
        var options = new SubmitOptions { SubmissionId = Guid.NewGuid() };
        test.Api.Answer(200, """{"data":[]}""").Answer(402).Answer(200, """{"data":[]}""").Answer(202, Accepted);
        await Assert.ThrowsAsync<InsufficientBalanceException>(() => test.Client.SubmitAsync(Request, options, Ct));
        Assert.Equal("vid_1", (await test.Client.SubmitAsync(Request, options, Ct)).RunId);
    }

    [Fact]
    [Trait("Row", "S71")]
    public async Task SubmitAsync_RefusedHereAndPaidWithAnotherJournal_ReturnsThatJob()
    {
        using var test = Client();
        var options = new SubmitOptions { SubmissionId = Guid.NewGuid() };
        test.Api.Answer(200, """{"data":[]}""").Answer(402).Answer(200, $$"""{"data":[{"runId":"vid_2","conversationUUID":"{{options.SubmissionId}}"}]}""");
        await Assert.ThrowsAsync<InsufficientBalanceException>(() => test.Client.SubmitAsync(Request, options, Ct));
        Assert.Equal("vid_2", (await test.Client.SubmitAsync(Request, options, Ct)).RunId);
        Assert.Single(test.Api.Seen, static request => request.Method == "POST");
    }

    [Fact]
    [Trait("Row", "S71")]
    public async Task SubmitAsync_SameClientAndIdWithoutJournal_ReturnsTheJobBeforeItIsListed()
    {
        using var test = new TestClient();
        var options = new SubmitOptions { SubmissionId = Guid.NewGuid() };
        test.Api.Answer(200, """{"data":[]}""").Answer(202, Accepted);
        var first = await test.Client.SubmitAsync(Request, options, Ct);
        Assert.Same(first, await test.Client.SubmitAsync(Request, options, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => test.Client.SubmitAsync(Request with { Prompt = "another" }, options, Ct));
        Assert.Equal(2, test.Api.Seen.Count);
    }

    private static string? ErrorOf(string line) =>
        JsonDocument.Parse(line).RootElement.TryGetProperty("error", out var error) ? error.GetString() : null;

    private static string State(string line) => JsonDocument.Parse(line).RootElement.GetProperty("state").GetString()!;

    private string[] Lines()
    {
        // The journal is locked against others; the lock is advisory, so a plain read of the bytes is what a crash would leave.
        var copy = System.IO.Path.Combine(folder, "copy");
        using (var process = System.Diagnostics.Process.Start("cp", [Path, copy]))
        {
            process.WaitForExit();
        }

        return File.ReadAllLines(copy);
    }

    private TestClient Client(Action<NanoGptClientOptions>? configure = null) => new(options =>
    {
        options.JournalPath = Path;
        configure?.Invoke(options);
    });
}
