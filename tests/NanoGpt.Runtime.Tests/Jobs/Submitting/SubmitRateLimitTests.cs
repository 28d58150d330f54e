using System.Net.Http.Headers;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>The rows S about a service that says "too often".</summary>
public sealed class SubmitRateLimitTests : SubmitTest
{
    [Fact]
    public async Task S13_a_429_without_a_time_is_sent_again_three_times_in_all()
    {
        Test.Api.Answer(429).Answer(429).Answer(429);
        await Assert.ThrowsAsync<RateLimitException>(() => SubmitAsync());
        Assert.Equal(3, Test.Api.Seen.Count);
        Assert.Equal([1, 2], Test.Time.Waits.Select(wait => wait.TotalSeconds));
        Assert.Single(Test.Api.Seen.Select(seen => SubmissionId(seen.Body)).Distinct());
    }

    [Fact]
    public async Task S14_a_429_with_seconds_waits_at_least_as_long()
    {
        Test.Api.Answer(429, "", RetryAfter("7")).Answer(202, Accepted);
        await SubmitAsync();
        Assert.Equal(7.5, Assert.Single(Test.Time.Waits).TotalSeconds);
    }

    [Theory]
    [InlineData(10, 10.5)]
    [InlineData(-10, 0.5)]
    public async Task S15_a_429_with_a_date_goes_by_the_servers_clock(int seconds, double waits)
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
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("banana")]
    [InlineData("99999999999")]
    public async Task S16_a_senseless_retry_after_is_none(string text)
    {
        Test.Api.Answer(429, "", RetryAfter(text)).Answer(202, Accepted);
        await SubmitAsync();
        Assert.Equal(1, Assert.Single(Test.Time.Waits).TotalSeconds);
    }

    [Theory]
    [InlineData("daily_usd_limit_exceeded", "40000")]
    [InlineData("daily_rpd_limit_exceeded", "5")]
    [InlineData("rate_limit_exceeded", "40000")]
    public async Task S17_what_takes_hours_is_told_and_not_slept(string code, string seconds)
    {
        Test.Api.Answer(429, $$$"""{"error":{"message":"x","code":"{{{code}}}","type":"rate_limit_error"}}""", RetryAfter(seconds));
        var failure = await Assert.ThrowsAsync<RateLimitException>(() => SubmitAsync());
        Assert.Empty(Test.Time.Waits);
        Assert.Equal(Test.Time.GetUtcNow().AddSeconds(int.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture)), failure.ResetAt);
        Assert.Equal(code.StartsWith("daily", StringComparison.Ordinal), failure.IsDaily);
    }
}
