using System.Net;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>The rows S about connections that do not come about.</summary>
public sealed class SubmitConnectionTests : SubmitTest
{
    [Fact]
    public async Task S01_a_name_that_does_not_resolve_is_tried_again_and_then_told()
    {
        Test.Api.LeavesBodyUnread = true;
        for (var i = 0; i < 3; i++)
        {
            Test.Api.Throw(new HttpRequestException(HttpRequestError.NameResolutionError, "x"));
        }

        var failure = await Assert.ThrowsAsync<NanoGptConnectionException>(() => SubmitAsync());
        Assert.True(failure.IsRetrySafe);
        Assert.Equal(3, Test.Api.Seen.Count);
        Assert.Equal([1, 2], Test.Time.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task S01_a_connection_that_comes_about_late_keeps_its_submission_id()
    {
        Test.Api.LeavesBodyUnread = true;
        Test.Api.Throw(new HttpRequestException(HttpRequestError.ConnectionError, "x"));
        Test.Api.Do(async (request, ct) => Response(202, await request.Content!.ReadAsStringAsync(ct)));
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());   // the body was echoed: it names no job
        Assert.Contains(failure.SubmissionId.ToString()!, failure.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S03_a_connect_timeout_is_told_apart_by_the_mark()
    {
        Test.Api.LeavesBodyUnread = true;
        for (var i = 0; i < 3; i++)
        {
            Test.Api.Throw(new TaskCanceledException("x", new TimeoutException()));
        }

        await Assert.ThrowsAsync<NanoGptConnectionException>(() => SubmitAsync());
        Test.Api.LeavesBodyUnread = false;
        Test.Api.Throw(new TaskCanceledException("x", new TimeoutException()));
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());
    }

    [Fact]
    public async Task S05_a_proxys_password_is_not_shown()
    {
        Test.Api.LeavesBodyUnread = true;
        Test.Api.Throw(new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel to 'http://me:hunter2@proxy:3128/' failed", null, HttpStatusCode.ProxyAuthenticationRequired));
        var failure = await Assert.ThrowsAsync<NanoGptConnectionException>(() => SubmitAsync());
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("proxy", failure.Message, StringComparison.Ordinal);
        Assert.Single(Test.Api.Seen);
    }
}
