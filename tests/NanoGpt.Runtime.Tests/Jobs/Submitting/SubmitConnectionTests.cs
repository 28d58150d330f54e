using System.Net;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests the rows S about failed connections.</summary>
public sealed class SubmitConnectionTests : SubmitTest
{
    [Fact]
    [Trait("Row", "S01")]
    public async Task SubmitAsync_NameDoesNotResolve_IsRetriedThenFails()
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
    [Trait("Row", "S01")]
    public async Task SubmitAsync_ConnectsAtTheSecondTry_KeepsItsSubmissionId()
    {
        Test.Api.LeavesBodyUnread = true;
        Test.Api.Throw(new HttpRequestException(HttpRequestError.ConnectionError, "x"));
        Test.Api.Do(async (request, cancellationToken) => Response(202, await request.Content!.ReadAsStringAsync(cancellationToken)));
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => SubmitAsync());   // the body was echoed: it names no job
        Assert.Contains(failure.SubmissionId.ToString()!, failure.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S03")]
    public async Task SubmitAsync_Timeout_IsNotSentOnlyIfTheBodyWasNotRead()
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
    [Trait("Row", "S05")]
    public async Task SubmitAsync_ProxyError_DoesNotShowThePassword()
    {
        Test.Api.LeavesBodyUnread = true;
        Test.Api.Throw(new HttpRequestException(HttpRequestError.ProxyTunnelError, "The proxy tunnel to 'http://me:hunter2@proxy:3128/' failed", null, HttpStatusCode.ProxyAuthenticationRequired));
        var failure = await Assert.ThrowsAsync<NanoGptConnectionException>(() => SubmitAsync());
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("proxy", failure.Message, StringComparison.Ordinal);
        Assert.Single(Test.Api.Seen);
    }
}
