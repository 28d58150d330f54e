using System.IO.Compression;
using System.Text;
using NanoGpt.Runtime.Tests.Kit;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>The rows S about answers that are unclear, strange, or too much.</summary>
public sealed class SubmitAnswerTests : SubmitTest
{
    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public Task S28_a_server_error_is_unknown(int status) => IsUnknownAsync(status, """{"error":{"message":"x"}}""");

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task S29_an_error_page_is_cut_and_stripped(int status)
    {
        var failure = await IsUnknownAsync(status, $"<html><body>Bad {TestClient.Key}{new string('x', 200_000)}</body></html>");
        Assert.InRange(failure.ResponseBody!.Length, 1, 520);
        Assert.DoesNotContain("<", failure.ResponseBody, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, failure.ToString() + failure.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public Task S30_408_is_unknown() => IsUnknownAsync(408, "");

    [Fact]
    public Task S31_an_empty_202_is_unknown() => IsUnknownAsync(202, "");

    [Fact]
    public Task S32_half_a_json_is_unknown() => IsUnknownAsync(202, """{"runId":"vid_""");

    [Fact]
    public Task S33_an_id_is_a_run_id() => IsAcceptedAsync(202, """{"id":"vid_1"}""");

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"a/b\"")]
    [InlineData("\"a?b\"")]
    [InlineData("\"a#b\"")]
    [InlineData("\"a\\r\\nb\"")]
    [InlineData("{}")]
    public Task S34_a_run_id_that_cannot_be_asked_for_is_unknown(string runId) => IsUnknownAsync(202, $$"""{"runId":{{runId}}}""");

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    public Task S35_other_successes_are_accepted(int status) => IsAcceptedAsync(status, Accepted);

    [Fact]
    public async Task S36_a_job_that_failed_at_once_is_a_job()
    {
        Test.Api.Answer(202, """{"runId":"vid_1","status":"failed"}""").Answer(200, Golden.Read("status-failed"), null);
        var job = await SubmitAsync();
        Assert.Equal("vid_1", job.RunId);
    }

    [Fact]
    public async Task S37_S38_the_content_type_does_not_matter()
    {
        foreach (var type in new[] { "text/html", "application/json; charset=utf-99" })
        {
            Test.Api.Answer(202, Accepted, response => response.Content.Headers.TryAddWithoutValidation("Content-Type", type));
            Assert.Equal("vid_1", (await SubmitAsync()).RunId);
        }
    }

    [Fact]
    public async Task S39_a_byte_order_mark_is_skipped_and_utf16_is_unknown()
    {
        await IsAcceptedAsync(202, "\uFEFF" + Accepted);
        await IsUnknownAsync(202, Encoding.Unicode.GetBytes(Accepted));
    }

    [Fact]
    public Task S40_invalid_utf8_in_a_run_id_is_unknown() => IsUnknownAsync(202, [.. "{\"runId\":\""u8, 0xFF, .. "\"}"u8]);

    [Fact]
    public async Task S41_two_run_ids_are_unknown()
    {
        await IsUnknownAsync(202, """{"runId":"vid_1","runId":"vid_2"}""");
        await IsAcceptedAsync(202, """{"runId":"vid_1","note":1,"note":2}""");
    }

    [Fact]
    public Task S42_deep_json_is_unknown() => IsUnknownAsync(202, $$"""{"runId":"vid_1","a":{{new string('[', 200)}}{{new string(']', 200)}}}""");

    [Theory]
    [InlineData("\"0.35\"", 0.35)]
    [InlineData("\"0,35\"", null)]
    [InlineData("1e400", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("-1", null)]
    public async Task S43_a_strange_cost_does_not_hide_the_job(string cost, double? amount) =>
        Assert.Equal((decimal?)amount, (await IsAcceptedAsync(202, $$"""{"runId":"vid_1","cost":{{cost}}}""")).Cost);

    [Fact]
    public Task S44_an_endless_answer_is_unknown() => IsUnknownAsync(202, new byte[(1 << 20) + 1]);

    [Fact]
    public async Task S45_a_compressed_answer_is_not_blown_up()
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
    [InlineData("https://nano-gpt.com/other", "nano-gpt.com")]
    [InlineData("https://evil.example.com/path?secret=1", "evil.example.com")]
    [InlineData("http://nano-gpt.com/", "nano-gpt.com")]
    [InlineData("file:///etc/passwd", "a file")]
    public async Task S48_a_redirect_is_unknown_and_names_the_host_only(string location, string named)
    {
        Test.Api.Answer(307, "", response => response.Headers.Location = new Uri(location));
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(Test.Api.Seen);
    }
}
