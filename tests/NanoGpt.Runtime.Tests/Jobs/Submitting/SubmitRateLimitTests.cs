using System.Net.Http.Headers;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests the rows S about rate limits.</summary>
public sealed class SubmitRateLimitTests : SubmitTest
{
    [Fact]
    [Trait("Row", "S13")]
    public async Task SubmitAsync_TooManyRequestsWithoutRetryAfter_IsSentThreeTimes()
    {
        Test.Api.Answer(429).Answer(429).Answer(429);
        await Assert.ThrowsAsync<RateLimitException>(() => SubmitAsync());
        Assert.Equal(3, Test.Api.Seen.Count);
        Assert.Equal([1, 2], Test.Time.Waits.Select(wait => wait.TotalSeconds));
        Assert.Single(Test.Api.Seen.Select(seen => SubmissionId(seen.Body)).Distinct());
    }

    [Fact]
    [Trait("Row", "S14")]
    public async Task SubmitAsync_RetryAfterSeconds_WaitsAtLeastThatLong()
    {
        Test.Api.Answer(429, "", RetryAfter("7")).Answer(202, Accepted);
        await SubmitAsync();
        Assert.Equal(7.5, Assert.Single(Test.Time.Waits).TotalSeconds);
    }

    [Theory]
    [Trait("Row", "S15")]
    [InlineData(10, 10.5)]
    [InlineData(-10, 0.5)]
    public async Task SubmitAsync_RetryAfterDate_UsesTheServerClock(int seconds, double waits)
    {
        var server = Test.Time.GetUtcNow().AddHours(1);
        Test.Api.Answer(429, "", response =>
        {
            response.Headers.Date = server;
            response.Headers.RetryAfter = new RetryConditionHeaderValue(server.AddSeconds(seconds));
        }).Answer(202, Accepted);
        await SubmitAsync();
        Assert.Equal(waits, Assert.Single(Test.Time.Waits).TotalSeconds);
    }

    [Theory]
    [Trait("Row", "S16")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("banana")]
    [InlineData("99999999999")]
    public async Task SubmitAsync_InvalidRetryAfter_IsIgnored(string text)
    {
        Test.Api.Answer(429, "", RetryAfter(text)).Answer(202, Accepted);
        await SubmitAsync();
        Assert.Equal(1, Assert.Single(Test.Time.Waits).TotalSeconds);
    }

    [Theory]
    [Trait("Row", "S17")]
    [InlineData("daily_usd_limit_exceeded", "40000")]
    [InlineData("daily_rpd_limit_exceeded", "5")]
    [InlineData("rate_limit_exceeded", "40000")]
    public async Task SubmitAsync_DailyLimitOrLongRetryAfter_ThrowsWithoutWaiting(string code, string seconds)
    {
        Test.Api.Answer(429, $$$"""{"error":{"message":"x","code":"{{{code}}}","type":"rate_limit_error"}}""", RetryAfter(seconds));
        var failure = await Assert.ThrowsAsync<RateLimitException>(() => SubmitAsync());
        Assert.Empty(Test.Time.Waits);
        Assert.Equal(Test.Time.GetUtcNow().AddSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)), failure.ResetAt);
        Assert.Equal(code.StartsWith("daily", StringComparison.Ordinal), failure.IsDaily);
    }
}
