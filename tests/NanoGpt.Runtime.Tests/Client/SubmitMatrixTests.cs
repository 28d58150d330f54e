using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Client;

/// <summary>The rows S of the fault matrix that a scripted handler can cause; those that need a socket are in <see cref="SubmitSocketTests"/>.</summary>
public sealed class SubmitMatrixTests : IDisposable
{
    private const string Accepted = """{"runId":"vid_1"}""";

    private static readonly Sora2Request Request = new() { Prompt = "x" };

    private readonly TestClient test = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => test.Dispose();

    [Fact]
    public async Task S01_a_name_that_does_not_resolve_is_tried_again_and_then_told()
    {
        test.Api.LeavesBodyUnread = true;
        for (var i = 0; i < 3; i++)
        {
            test.Api.Throw(new HttpRequestException(HttpRequestError.NameResolutionError, "x"));
        }

        var failure = await Assert.ThrowsAsync<NanoGptConnectionException>(() => SubmitAsync());
        Assert.True(failure.IsRetrySafe);
        Assert.Equal(3, test.Api.Seen.Count);
        Assert.Equal([1, 2], test.Time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task S01_a_connection_that_comes_about_late_keeps_its_submission_id()
    {
        test.Api.LeavesBodyUnread = true;
        test.Api.Throw(new HttpRequestException(HttpRequestError.ConnectionError, "x"));
        test.Api.Do(async (request, ct) => Response(202, await request.Content!.ReadAsStringAsync(ct)));
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());   // the body was echoed: it names no job
        Assert.Contains(failure.SubmissionId.ToString()!, failure.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S03_a_connect_timeout_is_told_apart_by_the_mark()
    {
        test.Api.LeavesBodyUnread = true;
        for (var i = 0; i < 3; i++)
        {
            test.Api.Throw(new TaskCanceledException("x", new TimeoutException()));
        }

        await Assert.ThrowsAsync<NanoGptConnectionException>(() => SubmitAsync());
        test.Api.LeavesBodyUnread = false;
        test.Api.Throw(new TaskCanceledException("x", new TimeoutException()));
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());
    }

    [Fact]
    public async Task S05_a_proxys_password_is_not_shown()
    {
        test.Api.LeavesBodyUnread = true;
        test.Api.Throw(new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel to 'http://me:hunter2@proxy:3128/' failed", null, HttpStatusCode.ProxyAuthenticationRequired));
        var failure = await Assert.ThrowsAsync<NanoGptConnectionException>(() => SubmitAsync());
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("proxy", failure.Message, StringComparison.Ordinal);
        Assert.Single(test.Api.Seen);
    }

    [Fact]
    public async Task S13_a_429_without_a_time_is_sent_again_three_times_in_all()
    {
        test.Api.Answer(429).Answer(429).Answer(429);
        await Assert.ThrowsAsync<RateLimitException>(() => SubmitAsync());
        Assert.Equal(3, test.Api.Seen.Count);
        Assert.Equal([1, 2], test.Time.Waits.Select(wait => wait.TotalSeconds));
        Assert.Single(test.Api.Seen.Select(seen => SubmissionId(seen.Body)).Distinct());
    }

    [Fact]
    public async Task S14_a_429_with_seconds_waits_at_least_as_long()
    {
        test.Api.Answer(429, "", RetryAfter("7")).Answer(202, Accepted);
        await SubmitAsync();
        Assert.Equal(7.5, Assert.Single(test.Time.Waits).TotalSeconds);
    }

    [Theory]
    [InlineData(10, 10.5)]
    [InlineData(-10, 0.5)]
    public async Task S15_a_429_with_a_date_goes_by_the_servers_clock(int seconds, double waits)
    {
        var server = test.Time.GetUtcNow().AddHours(1);
        test.Api.Answer(429, "", response =>
        {
            response.Headers.Date = server;
            response.Headers.RetryAfter = new RetryConditionHeaderValue(server.AddSeconds(seconds));
        }).Answer(202, Accepted);
        await SubmitAsync();
        Assert.Equal(waits, Assert.Single(test.Time.Waits).TotalSeconds);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("banana")]
    [InlineData("99999999999")]
    public async Task S16_a_senseless_retry_after_is_none(string text)
    {
        test.Api.Answer(429, "", RetryAfter(text)).Answer(202, Accepted);
        await SubmitAsync();
        Assert.Equal(1, Assert.Single(test.Time.Waits).TotalSeconds);
    }

    [Theory]
    [InlineData("daily_usd_limit_exceeded", "40000")]
    [InlineData("daily_rpd_limit_exceeded", "5")]
    [InlineData("rate_limit_exceeded", "40000")]
    public async Task S17_what_takes_hours_is_told_and_not_slept(string code, string seconds)
    {
        test.Api.Answer(429, $$$"""{"error":{"message":"x","code":"{{{code}}}","type":"rate_limit_error"}}""", RetryAfter(seconds));
        var failure = await Assert.ThrowsAsync<RateLimitException>(() => SubmitAsync());
        Assert.Empty(test.Time.Waits);
        Assert.Equal(test.Time.GetUtcNow().AddSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)), failure.ResetAt);
        Assert.Equal(code.StartsWith("daily", StringComparison.Ordinal), failure.IsDaily);
    }

    [Fact]
    public async Task S19_a_refused_key_is_named_by_where_it_came_from()
    {
        using var named = new TestClient(options => options.ApiKeySource = "NANOGPT_API_KEY");
        named.Api.Answer(401, Golden.Read("error-e-typed"));
        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => named.Client.SubmitAsync(Request, Ct));
        Assert.Contains("NANOGPT_API_KEY", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(TestClient.Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Single(named.Api.Seen);
    }

    [Fact]
    public async Task S20_a_balance_that_is_short_says_how_much()
    {
        test.Api.Answer(402, """{"error":"Insufficient balance","status":402,"requiredBalance":1.5,"remainingBalance":"0.2"}""");
        var failure = await Assert.ThrowsAsync<InsufficientBalanceException>(() => SubmitAsync());
        Assert.Equal((1.5m, 0.2m), (failure.Required!.Value, failure.Remaining!.Value));
    }

    [Fact]
    public async Task S21_offers_of_payment_are_kept_and_never_followed()
    {
        test.Api.Answer(402, Golden.Read("error-h-payment"));
        var failure = await Assert.ThrowsAsync<InsufficientBalanceException>(() => SubmitAsync());
        Assert.Contains("payment", failure.ResponseBody, StringComparison.Ordinal);
        Assert.Single(test.Api.Seen);
    }

    [Fact]
    public Task S22_403_is_a_rejection() => RejectsAsync<RequestRejectedException>(403, """{"error":{"message":"x","type":"PRO_REQUIRED"}}""");

    [Fact]
    public async Task S23_a_content_policy_keeps_the_friendly_text()
    {
        var failure = await RejectsAsync<ContentPolicyException>(
            400, """{"error":{"message":"x","type":"CONTENT_POLICY_VIOLATION","userFriendlyError":"Please change it.","isNSFWError":true}}""");
        Assert.Contains("Please change it.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"duration is wrong"}""", "duration is wrong")]
    [InlineData("""{"error":{"message":"duration is wrong"}}""", "duration is wrong")]
    [InlineData("""{"error":400,"message":"duration is wrong"}""", "duration is wrong")]
    [InlineData("{}", "no reason given")]
    public async Task S24_an_error_may_be_text_object_number_or_missing(string body, string message) =>
        Assert.Contains(message, (await RejectsAsync<RequestRejectedException>(400, body)).Message, StringComparison.Ordinal);

    [Fact]
    public Task S25_a_model_that_is_gone_is_typed() => RejectsAsync<ModelNotFoundException>(404, Golden.Read("error-a-object"));

    [Fact]
    public async Task S27_a_body_over_the_limit_never_leaves_and_413_is_a_rejection()
    {
        var large = Request with { Image = ImageInput.FromBytes(new byte[4_000_001], "image/png") };
        var failure = await Assert.ThrowsAsync<RequestInvalidException>(() => test.Client.SubmitAsync(large, Ct));
        Assert.Contains("4000001 bytes, which are 5333336 as base64", failure.Message, StringComparison.Ordinal);
        Assert.Empty(test.Api.Seen);
        await RejectsAsync<RequestRejectedException>(413, "");
    }

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
        test.Api.Answer(202, """{"runId":"vid_1","status":"failed"}""").Answer(200, Golden.Read("status-failed"), null);
        var job = await SubmitAsync();
        Assert.Equal("vid_1", job.RunId);
    }

    [Fact]
    public async Task S37_S38_the_content_type_does_not_matter()
    {
        foreach (var type in new[] { "text/html", "application/json; charset=utf-99" })
        {
            test.Api.Answer(202, Accepted, response => response.Content.Headers.TryAddWithoutValidation("Content-Type", type));
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

        test.Api.Answer(202, bomb.ToArray(), response => response.Content.Headers.ContentEncoding.Add("gzip"));
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
        test.Api.Answer(307, "", response => response.Headers.Location = new Uri(location));
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(test.Api.Seen);
    }

    [Fact]
    public async Task S51_canceled_while_it_waits_for_its_turn_nothing_is_lost()
    {
        using var source = new CancellationTokenSource();
        test.Time.AutoAdvance = TimeSpan.Zero;
        test.Api.Do((_, _) =>
        {
            source.CancelAfter(0);
            return Task.FromResult(Response(429, ""));
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Client.SubmitAsync(Request, source.Token));
        Assert.Single(test.Api.Seen);
    }

    [Theory]
    [InlineData(503, typeof(SubmissionOutcomeUnknownException))]
    [InlineData(400, typeof(RequestRejectedException))]
    [InlineData(429, typeof(RateLimitException))]
    public async Task S53_a_retrying_handler_cannot_send_twice(int status, Type type)
    {
        test.Api.Answer(status).Answer(202, Accepted).Answer(202, Accepted);
        using var http = new HttpClient(new RetryingHandler(new SubmitGuardHandler(test.Api)));
        using var client = TestClient.New(new() { TimeProvider = test.Time, RateLimitAttempts = 1 }, http);
        var failure = await Assert.ThrowsAsync(type, () => client.SubmitAsync(Request, Ct));
        Assert.Contains("Take retries and hedging off", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(test.Api.Seen);
    }

    [Fact]
    public async Task S53_without_a_guard_the_body_itself_refuses()
    {
        test.Api.Answer(503).Answer(202, Accepted);
        using var http = new HttpClient(new RetryingHandler(test.Api));
        using var client = TestClient.New(new() { TimeProvider = test.Time }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Single(test.Api.Seen);
    }

    [Fact]
    public async Task S53_a_handler_that_keeps_a_copy_of_the_body_cannot_send_twice_either()
    {
        test.Api.Answer(503).Answer(202, Accepted);
        using var http = new HttpClient(new BufferingHandler(new RetryingHandler(new SubmitGuardHandler(test.Api))));
        using var client = TestClient.New(new() { TimeProvider = test.Time }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Single(test.Api.Seen);
    }

    [Fact]
    public async Task S53_a_hedging_handler_cannot_send_twice()
    {
        var gate = new TaskCompletionSource();
        test.Api.Do(async (_, _) =>
        {
            await gate.Task;
            return Response(202, Accepted);
        }).Answer(202, Accepted);
        using var http = new HttpClient(new HedgingHandler(new SubmitGuardHandler(test.Api), gate));
        using var client = TestClient.New(new() { TimeProvider = test.Time }, http);
        Assert.Equal("vid_1", (await client.SubmitAsync(Request, Ct)).RunId);
        Assert.Single(test.Api.Seen);
    }

    [Fact]
    public async Task S53_a_copy_of_the_request_cannot_be_sent_at_all()
    {
        test.Api.Answer(202, Accepted);
        using var http = new HttpClient(new CopyingHandler(new SubmitGuardHandler(test.Api)));
        using var client = TestClient.New(new() { TimeProvider = test.Time }, http);
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Request, Ct));
        Assert.Empty(test.Api.Seen);
    }

    [Fact]
    public async Task S53_a_handler_may_connect_again_when_nothing_left()
    {
        test.Api.LeavesBodyUnread = true;
        test.Api.Throw(new HttpRequestException(HttpRequestError.ConnectionError, "x")).Answer(202, Accepted);
        using var http = new HttpClient(new RetryingHandler(new SubmitGuardHandler(test.Api)));
        using var client = TestClient.New(new() { TimeProvider = test.Time }, http);
        Assert.Equal("vid_1", (await client.SubmitAsync(Request, Ct)).RunId);
    }

    [Theory]
    [InlineData(+1)]
    [InlineData(-1)]
    [InlineData(-500_000)]
    public async Task S60_a_wall_clock_that_jumps_changes_no_deadline(int hours)
    {
        var asked = new TaskCompletionSource();
        test.Api.Do(async (_, ct) =>
        {
            test.Time.WallClockError = TimeSpan.FromHours(hours);
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            throw new InvalidOperationException();
        });
        var submission = SubmitAsync();
        await asked.Task;
        test.Time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(submission.IsCompleted);
        test.Time.Advance(TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => submission);
    }

    private static Action<HttpResponseMessage> RetryAfter(string text) => response => response.Headers.TryAddWithoutValidation("Retry-After", text);

    private static HttpResponseMessage Response(int status, string body) => new((HttpStatusCode)status) { Content = new StringContent(body) };

    private static string SubmissionId(string body) => JsonDocument.Parse(body).RootElement.GetProperty("conversationUUID").GetString()!;

    private Task<VideoJob> SubmitAsync() => test.Client.SubmitAsync(Request, Ct);

    private Task<T> RejectsAsync<T>(int status, string body)
        where T : NanoGptException => RejectsAsync<T>(status, Encoding.UTF8.GetBytes(body));

    private async Task<T> RejectsAsync<T>(int status, byte[] body)
        where T : NanoGptException
    {
        test.Api.Answer(status, body);
        var failure = await Assert.ThrowsAsync<T>(() => SubmitAsync());
        Assert.Single(test.Api.Seen);
        Assert.NotNull(failure.SubmissionId);
        return failure;
    }

    private Task<SubmissionOutcomeUnknownException> IsUnknownAsync(int status, string body) => IsUnknownAsync(status, Encoding.UTF8.GetBytes(body));

    private async Task<SubmissionOutcomeUnknownException> IsUnknownAsync(int status, byte[] body)
    {
        test.Api.Answer(status, body);
        var sent = test.Api.Seen.Count;
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());
        Assert.Equal(sent + 1, test.Api.Seen.Count);
        Assert.False(failure.IsRetrySafe);
        Assert.NotNull(failure.SubmissionId);
        return failure;
    }

    private async Task<VideoJob> IsAcceptedAsync(int status, string body)
    {
        test.Api.Answer(status, body);
        var job = await SubmitAsync();
        Assert.Equal("vid_1", job.RunId);
        return job;
    }

    private sealed class RetryingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return response;
                }
            }
            catch (HttpRequestException)
            {
                // As resilience libraries do.
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class BufferingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.LoadIntoBufferAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class HedgingHandler(HttpMessageHandler inner, TaskCompletionSource gate) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var first = base.SendAsync(request, cancellationToken);
            await Assert.ThrowsAnyAsync<InvalidOperationException>(() => base.SendAsync(request, cancellationToken));
            gate.SetResult();
            return await first;
        }
    }

    private sealed class CopyingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri)
            {
                Content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync(cancellationToken)),
            };
            return await base.SendAsync(copy, cancellationToken);
        }
    }
}
