using System.IO.Compression;
using System.Text;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests the rows S about unclear, malformed or oversized responses.</summary>
public sealed class SubmitResponseTests : SubmitTest
{
    [Theory]
    [Trait("Row", "S28")]
    [InlineData(500)]
    [InlineData(503)]
    public Task SubmitAsync_ServerError_IsUnknown(int status) => IsUnknownAsync(status, """{"error":{"message":"x"}}""");

    [Theory]
    [Trait("Row", "S29")]
    [InlineData(502)]
    [InlineData(504)]
    public async Task SubmitAsync_HtmlErrorPage_IsTruncatedAndCleaned(int status)
    {
        var failure = await IsUnknownAsync(status, $"<html><body>Bad {TestClient.Key}{new string('x', 200_000)}</body></html>");
        Assert.InRange(failure.ResponseBody!.Length, 1, 520);
        Assert.DoesNotContain("<", failure.ResponseBody, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, failure.ToString() + failure.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S30")]
    public Task SubmitAsync_RequestTimeoutStatus_IsUnknown() => IsUnknownAsync(408, "");

    [Fact]
    [Trait("Row", "S31")]
    public Task SubmitAsync_EmptyAcceptedBody_IsUnknown() => IsUnknownAsync(202, "");

    [Fact]
    [Trait("Row", "S32")]
    public Task SubmitAsync_TruncatedJson_IsUnknown() => IsUnknownAsync(202, """{"runId":"vid_""");

    [Fact]
    [Trait("Row", "S33")]
    public Task SubmitAsync_IdInPlaceOfRunId_IsAccepted() => IsAcceptedAsync(202, """{"id":"vid_1"}""");

    [Theory]
    [Trait("Row", "S34")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"a/b\"")]
    [InlineData("\"a?b\"")]
    [InlineData("\"a#b\"")]
    [InlineData("\"a\\r\\nb\"")]
    [InlineData("{}")]
    public Task SubmitAsync_UnusableRunId_IsUnknown(string runId) => IsUnknownAsync(202, $$"""{"runId":{{runId}}}""");

    [Theory]
    [Trait("Row", "S35")]
    [InlineData(200)]
    [InlineData(201)]
    public Task SubmitAsync_OtherSuccessStatus_IsAccepted(int status) => IsAcceptedAsync(status, Accepted);

    [Fact]
    [Trait("Row", "S36")]
    public async Task SubmitAsync_FailedStatusInTheResponse_ReturnsTheJob()
    {
        Test.Api.Answer(202, """{"runId":"vid_1","status":"failed"}""").Answer(200, Golden.Read("status-failed"), null);
        var job = await SubmitAsync();
        Assert.Equal("vid_1", job.RunId);
    }

    [Fact]
    [Trait("Row", "S37")]
    [Trait("Row", "S38")]
    public async Task SubmitAsync_UnexpectedContentType_IsAccepted()
    {
        foreach (var type in new[] { "text/html", "application/json; charset=utf-99" })
        {
            Test.Api.Answer(202, Accepted, response => response.Content.Headers.TryAddWithoutValidation("Content-Type", type));
            Assert.Equal("vid_1", (await SubmitAsync()).RunId);
        }
    }

    [Fact]
    [Trait("Row", "S39")]
    public async Task SubmitAsync_ByteOrderMarkOrUtf16_IsSkippedOrUnknown()
    {
        await IsAcceptedAsync(202, "\uFEFF" + Accepted);
        await IsUnknownAsync(202, Encoding.Unicode.GetBytes(Accepted));
    }

    [Fact]
    [Trait("Row", "S40")]
    public Task SubmitAsync_InvalidUtf8InTheRunId_IsUnknown() => IsUnknownAsync(202, [.. "{\"runId\":\""u8, 0xFF, .. "\"}"u8]);

    [Fact]
    [Trait("Row", "S41")]
    public async Task SubmitAsync_DuplicateRunId_IsUnknown()
    {
        await IsUnknownAsync(202, """{"runId":"vid_1","runId":"vid_2"}""");
        await IsAcceptedAsync(202, """{"runId":"vid_1","note":1,"note":2}""");
    }

    [Fact]
    [Trait("Row", "S42")]
    public Task SubmitAsync_DeeplyNestedJson_IsUnknown() =>
        IsUnknownAsync(202, $$"""{"runId":"vid_1","a":{{new string('[', 200)}}{{new string(']', 200)}}}""");

    [Theory]
    [Trait("Row", "S43")]
    [InlineData("\"0.35\"", 0.35)]
    [InlineData("\"0,35\"", null)]
    [InlineData("1e400", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("-1", null)]
    public async Task SubmitAsync_UnusualCost_StillReturnsTheJob(string cost, double? amount) =>
        Assert.Equal((decimal?)amount, (await IsAcceptedAsync(202, $$"""{"runId":"vid_1","cost":{{cost}}}""")).Cost);

    [Fact]
    [Trait("Row", "S44")]
    public Task SubmitAsync_ResponseOverTheSizeLimit_IsUnknown() => IsUnknownAsync(202, new byte[(1 << 20) + 1]);

    [Fact]
    [Trait("Row", "S45")]
    public async Task SubmitAsync_CompressedResponse_IsNotDecompressed()
    {
        var bomb = new MemoryStream();
        using (var zip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(new byte[50_000_000]);
        }

        Test.Api.Answer(202, bomb.ToArray(), response => response.Content.Headers.ContentEncoding.Add("gzip"));
        var before = GC.GetAllocatedBytesForCurrentThread();
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Theory]
    [Trait("Row", "S48")]
    [InlineData("https://nano-gpt.com/other", "nano-gpt.com")]
    [InlineData("https://evil.example.com/path?secret=1", "evil.example.com")]
    [InlineData("http://nano-gpt.com/", "nano-gpt.com")]
    [InlineData("file:///etc/passwd", "a file")]
    public async Task SubmitAsync_Redirect_IsUnknownAndNamesTheHostOnly(string location, string named)
    {
        Test.Api.Answer(307, "", response => response.Headers.Location = new Uri(location));
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(Test.Api.Seen);
    }
}
