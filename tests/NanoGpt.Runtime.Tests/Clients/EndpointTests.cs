using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Clients;

public sealed class EndpointTests : IDisposable
{
    private readonly TestClient test = new();
    private readonly string folder = Directory.CreateTempSubdirectory("nanogpt-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        test.Dispose();
        CanaryOfAllTests.Sweep(folder);
    }

    [Fact]
    public async Task GetBalanceAsync_AmountsAsStrings_ReturnsDecimals()
    {
        test.Api.Answer(200, """{"usd_balance":"129.46956147","nano_balance":"26.71801147","nanoDepositAddress":"nano_1"}""").Answer(200, "{}");
        Assert.Equal(new AccountBalance(129.46956147m, 26.71801147m, "nano_1"), await test.Client.GetBalanceAsync(Ct));
        Assert.Equal(("POST", "/api/check-balance"), (test.Api.Seen[0].Method, test.Api.Seen[0].Link.AbsolutePath));
        await Assert.ThrowsAsync<NanoGptException>(() => test.Client.GetBalanceAsync(Ct));
    }

    [Fact]
    public async Task RecoverAsync_RecentJobs_ReturnsTheirRuns()
    {
        var id = Guid.NewGuid();
        test.Api.Answer(200, $$"""{"data":[{"runId":"vid_1","id":"vid_1","model":"sora-2","status":"completed","createdAt":"2026-11-20T11:00:00.000Z","conversationUUID":"{{id}}"},{"id":"vid_2","status":"pending"}]}""");
        var runs = await test.Client.RecoverAsync("sora-2", id, 5, Ct);
        Assert.Equal($"/api/generate-video/recover?limit=5&model=sora-2&conversationUUID={id}", test.Api.Seen[0].Link.PathAndQuery);
        Assert.Equal(
            new RecoveredRun("vid_1", "sora-2", id) { Status = JobStatus.Completed, RawStatus = "completed", CreatedAt = new(2026, 11, 20, 11, 0, 0, TimeSpan.Zero) }, runs[0]);
        Assert.Equal(new RecoveredRun("vid_2", null, null) { Status = JobStatus.Queued, RawStatus = "pending" }, runs[1]);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => test.Client.RecoverAsync(limit: 51, cancellationToken: Ct));
    }

    [Fact]
    public async Task SubmitAsync_AcceptedResponse_KeepsWhatTheServiceSaysOfTheCharge()
    {
        test.Api.Answer(
            202, """{"runId":"vid_1","prechargeLabel":"Sora 2, 4 s","projectId":"story-7"}""",
            response => response.Headers.Add("X-Request-ID", "req_1"));
        var job = await test.Client.SubmitAsync(new Sora2Request { Prompt = "x" }, Ct);
        Assert.Equal(("Sora 2, 4 s", "story-7", "req_1"), (job.PrechargeLabel, job.ProjectId, job.RequestId));
    }

    [Fact]
    public async Task GetChargeAsync_RequestOfTheAccount_ReturnsTheCharge()
    {
        test.Api.Answer(200, """{"object":"request_billing","cost":"0.40000000","currency":"USD","created_at":"2026-11-20T12:00:01.000000Z"}""")
            .Answer(404).Answer(409, """{"error":{"code":"ambiguous_request_id"}}""");
        Assert.Equal(
            new RequestCharge("req/1", 0.4m, "USD", new(2026, 11, 20, 12, 0, 1, TimeSpan.Zero)), await test.Client.GetChargeAsync("req/1", Ct));
        Assert.Equal("/api/v1/usage/requests/req%2F1", test.Api.Seen[0].Link.AbsolutePath);
        Assert.Null(await test.Client.GetChargeAsync("req_2", Ct));   // none visible
        await Assert.ThrowsAsync<RequestRejectedException>(() => test.Client.GetChargeAsync("req_3", Ct));
    }

    [Fact]
    public async Task SubmitAsync_CallbackUrl_IsSentInTheBody()
    {
        test.Api.Answer(202, """{"runId":"vid_1"}""");
        var options = new SubmitOptions { CallbackUrl = new("https://example.com/hook?a=1&b=\u00e9") };
        await test.Client.SubmitAsync(new Sora2Request { Prompt = "x" }, options, Ct);
        using var body = JsonDocument.Parse(test.Api.Seen[0].Body);
        Assert.Equal(options.CallbackUrl.OriginalString, body.RootElement.GetProperty("callback_url").GetString());
    }

    [Theory]
    [InlineData("http://example.com/hook")]
    [InlineData("https://user:secret@example.com/hook")]
    [InlineData("https://example.com/hook#part")]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://printer.local/hook")]
    public void CallbackUrl_LinkThatTheServiceRejects_Throws(string link)
    {
        var failure = Assert.Throws<ArgumentException>(() => new SubmitOptions { CallbackUrl = new Uri(link) });
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CallbackUrl_LengthAtTheLimit_IsAccepted()
    {
        const string Start = "https://example.com/";
        _ = new SubmitOptions { CallbackUrl = new Uri(Start + new string('x', 2048 - Start.Length)) };
        Assert.Throws<ArgumentException>(() => new SubmitOptions { CallbackUrl = new Uri(Start + new string('x', 2049 - Start.Length)) });
    }

    [Fact]
    public async Task SubmitAsync_SubmissionIdAsAdditionalField_IsNotSent()
    {
        var request = new RawVideoRequest("sora-2") { AdditionalFields = new() { ["prompt"] = "x", ["conversationUUID"] = "1" } };
        var failure = await Assert.ThrowsAsync<RequestInvalidException>(() => test.Client.SubmitAsync(request, Ct));
        Assert.Contains("use the submission id of the submit options", failure.Message, StringComparison.Ordinal);
        Assert.Empty(test.Api.Seen);
    }

    [Fact]
    public async Task SubmitAsync_ModerationModel_SendsHeadersAndReturnsTheVerdict()
    {
        test.Api.Answer(202, """{"runId":"vid_1"}""", response =>
        {
            response.Headers.Add("x-nanogpt-inline-moderation-model", "strict");
            response.Headers.Add("x-nanogpt-inline-moderation-flagged", "false");
            response.Headers.Add("x-nanogpt-inline-moderation-cost-usd", "0.001");
        });
        var job = await test.Client.SubmitAsync(new Sora2Request { Prompt = "x" }, new SubmitOptions { ModerationModel = "strict" }, Ct);
        Assert.Equal(new Moderation("strict", false, 0.001m), job.Moderation);
        Assert.Equal(("true", "strict"), (test.Api.Seen[0].Headers["moderation"], test.Api.Seen[0].Headers["moderation-model"]));
    }

    [Theory]
    [InlineData(ContentVariant.Video, "video")]
    [InlineData(ContentVariant.Thumbnail, "thumbnail")]
    [InlineData(ContentVariant.Spritesheet, "spritesheet")]
    public async Task DownloadContentAsync_AnyVariant_RequestsItByRunIdWithTheKey(ContentVariant variant, string name)
    {
        var path = Path.Combine(folder, "content");
        byte[] bytes = variant == ContentVariant.Video ? [0, 0, 0, 24, .. "ftypisom"u8] : [0x89, .. "PNG\r\n\u001a\n0123"u8];
        test.Media.Answer(200, bytes);
        await test.Client.DownloadContentAsync(test.Job(), variant, path, cancellationToken: Ct);
        Assert.Equal($"/api/generate-video/content?runId=vid_m1abc123def456&model=veo2-video&variant={name}", test.Media.Seen[0].Link.PathAndQuery);
        Assert.Equal($"Bearer {TestClient.Key}", test.Media.Seen[0].Headers["Authorization"]);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path, Ct));
    }

    [Fact]
    public void IsKnown_DocumentedHosts_ReturnsTrue()
    {
        Assert.True(NanoGptHosts.IsKnown(new("https://cake.nano-gpt.com/")));
        Assert.False(NanoGptHosts.IsKnown(new("https://nano-gpt.com.evil.example")));
        Assert.All(NanoGptHosts.Known, host => TestClient.New(new() { BaseAddress = host }).Dispose());
    }

    [Fact]
    [Trait("Row", "D21")]
    public void Validate_ImageBytesOfNoKnownFormat_GivesAWarning()
    {
        var finding = Assert.Single(new Sora2Request { Prompt = "x", Image = ImageInput.FromBytes("MZ\u0090\0 and so on"u8.ToArray(), "image/png") }.Validate());
        Assert.Equal(("NGPT134", FindingSeverity.Warning), (finding.Code, finding.Severity));
        Assert.Empty(new Sora2Request { Prompt = "x", Image = ImageInput.FromBytes(new byte[] { 0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 0 }, "image/png") }.Validate());
    }

    [Theory]
    [Trait("Row", "D21")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SubmitAsync_ImageWarning_IsRefusedOnlyWhenConfigured(bool isRefused)
    {
        using var strict = new TestClient(options => options.RejectMismatchedMedia = isRefused);
        strict.Api.Answer(202, """{"runId":"vid_1"}""");
        var request = new Sora2Request { Prompt = "x", Image = ImageInput.FromBytes("MZ\u0090\0 and so on"u8.ToArray(), "image/png") };
        var failure = await Record.ExceptionAsync(() => strict.Client.SubmitAsync(request, Ct));
        Assert.Equal(isRefused ? 0 : 1, strict.Api.Seen.Count);
        Assert.Equal(isRefused, failure is RequestInvalidException invalid && Assert.Single(invalid.Findings) is { Code: "NGPT134", Severity: FindingSeverity.Error });
    }

    [Fact]
    [Trait("Row", "D18")]
    public void Validate_MissingEmptyOrLockedFile_IsAFinding()
    {
        var path = Path.Combine(folder, "x.png");
        var request = new Sora2Request { Prompt = "x", Image = ImageInput.FromFile(path) };
        Assert.Equal("NGPT133", Assert.Single(request.Validate()).Code);
        File.WriteAllText(path, "");
        Assert.Equal("NGPT130", Assert.Single(request.Validate()).Code);
        using var locked = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal("NGPT133", Assert.Single(request.Validate()).Code);
    }
}
