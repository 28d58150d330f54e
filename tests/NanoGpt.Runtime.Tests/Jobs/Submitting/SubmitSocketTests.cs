using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>Tests the rows S of the fault matrix that need a real socket, with the client's own handlers.</summary>
public sealed class SubmitSocketTests
{
    private const string Accepted = """{"runId":"vid_1"}""";

    private static readonly Sora2Request Small = new() { Prompt = "x" };

    private static readonly Sora2Request Large = new() { Prompt = "x", Image = ImageInput.FromBytes(new byte[3_900_000], "image/png") };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Row", "S02")]
    public async Task SubmitAsync_ConnectionRefused_IsRetrySafe()
    {
        var server = new FaultServer(connection => Task.CompletedTask);
        await server.DisposeAsync();
        using var client = Client(server.Address);
        Assert.True((await Assert.ThrowsAsync<NanoGptConnectionException>(() => client.SubmitAsync(Small, Ct))).IsRetrySafe);
    }

    [Fact]
    [Trait("Row", "S04")]
    public async Task SubmitAsync_UntrustedCertificate_IsNotSentAndNotRetried()
    {
        await using var server = new FaultServer(FaultServer.SelfSigned(), connection => connection.ReadRequestAsync());
        using var client = Client(server.Address);
        await Assert.ThrowsAsync<NanoGptConnectionException>(() => client.SubmitAsync(Small, Ct));
        Assert.Equal(1, server.Connections);
        Assert.Empty(server.Requests);
    }

    [Fact]
    [Trait("Row", "S04")]
    public async Task SubmitAsync_PlainTextInPlaceOfTls_IsNotSent()
    {
        await using var server = new FaultServer(connection => connection.WriteAsync("HTTP/1.1 400 Bad\r\n\r\n"));
        using var client = Client(new UriBuilder(server.Address) { Scheme = "https" }.Uri);
        await Assert.ThrowsAsync<NanoGptConnectionException>(() => client.SubmitAsync(Small, Ct));
        Assert.Equal(1, server.Connections);
    }

    // Which of the two it is depends on who is faster; what counts is that the mark and the outcome agree.
    [Fact]
    [Trait("Row", "S06")]
    public async Task SubmitAsync_ResetAfterConnecting_IsNotARejection()
    {
        await using var server = new FaultServer(connection =>
        {
            connection.Reset();
            return Task.CompletedTask;
        });
        using var client = Client(server.Address);
        var failure = await Assert.ThrowsAnyAsync<NanoGptException>(() => client.SubmitAsync(Small, Ct));
        Assert.True(failure is NanoGptConnectionException { IsRetrySafe: true } or SubmissionOutcomeUnknownException { IsRetrySafe: false });
        Assert.Empty(server.Requests);
    }

    [Theory]
    [Trait("Row", "S07")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SubmitAsync_ResetWithinTheBody_IsUnknownUnlessConfigured(bool incompleteIsNotSent)
    {
        await using var server = new FaultServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.ReadBytesAsync(100_000);
            connection.Reset();
        });
        using var client = Client(server.Address, options => (options.IncompleteBodyIsNotSent, options.ConnectAttempts) = (incompleteIsNotSent, 1));
        var failure = await Assert.ThrowsAnyAsync<NanoGptException>(() => client.SubmitAsync(Large, Ct));
        Assert.IsType(incompleteIsNotSent ? typeof(NanoGptConnectionException) : typeof(SubmissionOutcomeUnknownException), failure);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    [Trait("Row", "S08")]
    public Task SubmitAsync_ConnectionEndsWithoutResponse_IsUnknown() =>
        IsUnknownAsync(connection => connection.ReadRequestAsync());

    [Fact]
    [Trait("Row", "S09")]
    public Task SubmitAsync_ConnectionResetWithoutResponse_IsUnknown() => IsUnknownAsync(async connection =>
    {
        await connection.ReadRequestAsync();
        connection.Reset();
    });

    [Fact]
    [Trait("Row", "S10")]
    [Trait("Row", "S61")]
    public async Task SubmitAsync_ServiceHangsForHours_IsUnknownWithTheSubmissionId()
    {
        var time = new ManualTimeProvider();
        var arrived = new TaskCompletionSource();
        await using var server = new FaultServer(async connection =>
        {
            await connection.ReadRequestAsync();
            arrived.SetResult();
            await connection.HangAsync();
        });
        using var client = Client(server.Address, options => options.TimeProvider = time);
        var submission = client.SubmitAsync(Small, Ct);
        await arrived.Task;
        time.Advance(TimeSpan.FromHours(2));
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => submission);
        Assert.Contains("may have been accepted and charged", failure.Message, StringComparison.Ordinal);
        Assert.Contains(failure.SubmissionId.ToString()!, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "S11")]
    public async Task SubmitAsync_IdleConnectionClosed_SendsEachSubmissionOnce()
    {
        var closed = new TaskCompletionSource();
        await using var server = new FaultServer(
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.AnswerAsync(202, Accepted);
                connection.Reset();
                closed.SetResult();
            },
            async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.AnswerAsync(202, Accepted);
            });
        using var client = Client(server.Address);
        await client.SubmitAsync(Small, Ct);
        await closed.Task;
        NanoGptException? failure = null;
        try
        {
            await client.SubmitAsync(Small, Ct);
        }
        catch (NanoGptException exception)
        {
            failure = exception;
        }

        // The handler notices before it sends, as a rule; never may one submission arrive twice.
        Assert.True(failure is null or SubmissionOutcomeUnknownException);
        Assert.Equal(server.Requests.Count, server.Requests.Select(Id).Distinct().Count());
    }

    [Fact]
    [Trait("Row", "S27")]
    public async Task SubmitAsync_PayloadTooLargeDuringTheBody_IsRejectedOrUnknown()
    {
        await using var server = new FaultServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.AnswerAsync(413, "", "Connection: close\r\n");
        });
        using var client = Client(server.Address);
        var failure = await Assert.ThrowsAnyAsync<NanoGptException>(() => client.SubmitAsync(Large, Ct));
        Assert.True(failure is RequestRejectedException or SubmissionOutcomeUnknownException, failure.GetType().Name);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [Trait("Row", "S32")]
    [InlineData("HTTP/1.1 202 X\r\nContent-Length: 100\r\n\r\n{\"runId\":\"vid_1\"}")]
    [InlineData("HTTP/1.1 202 X\r\nConnection: close\r\n\r\n{\"runId\":\"vid_")]
    [InlineData("HTTP/1.1 202 X\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"run")]
    public Task SubmitAsync_TruncatedResponse_IsUnknown(string answer) => IsUnknownAsync(answer);

    [Fact]
    [Trait("Row", "S46")]
    public async Task SubmitAsync_ResponseStalls_IsUnknownAtTheTimeout()
    {
        var time = new ManualTimeProvider();
        var dripping = new TaskCompletionSource();
        await using var server = new FaultServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 202 X\r\nContent-Length: 17\r\n\r\n{");
            dripping.SetResult();
            await connection.HangAsync();
        });
        using var client = Client(server.Address, options => options.TimeProvider = time);
        var submission = client.SubmitAsync(Small, Ct);
        await dripping.Task;
        time.Advance(TimeSpan.FromSeconds(101));
        await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => submission);
    }

    [Theory]
    [Trait("Row", "S47")]
    [InlineData("garbage\r\n\r\n")]
    [InlineData("HTTP/1.1 999999 X\r\n\r\n")]
    [InlineData("HTTP/9.9\r\n\r\n")]
    [InlineData("HTTP/1.1 202 X\r\nBad Header\r\n\r\n")]
    public Task SubmitAsync_ResponseIsNotHttp_IsUnknown(string answer) => IsUnknownAsync(answer);

    [Fact]
    [Trait("Row", "S47")]
    public Task SubmitAsync_HeadersOverTheLimit_IsUnknown() =>
        IsUnknownAsync($"HTTP/1.1 202 X\r\nA: {new string('x', 200_000)}\r\n\r\n");

    [Fact]
    [Trait("Row", "S49")]
    public async Task SubmitAsync_EarlyHints_AreSkipped()
    {
        await using var server = new FaultServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", 50)));
            await connection.AnswerAsync(202, Accepted);
        });
        using var client = Client(server.Address);
        Assert.Equal("vid_1", (await client.SubmitAsync(Small, Ct)).RunId);
    }

    private static Task IsUnknownAsync(string answer) => IsUnknownAsync(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.WriteAsync(answer);
    });

    private static async Task IsUnknownAsync(Func<FaultConnection, Task> script)
    {
        await using var server = new FaultServer(script);
        using var client = Client(server.Address);
        var failure = await Assert.ThrowsAsync<SubmissionOutcomeUnknownException>(() => client.SubmitAsync(Small, Ct));
        Assert.Equal(Id(Assert.Single(server.Requests)), failure.SubmissionId);
    }

    private static Guid Id(string request) =>
        JsonDocument.Parse(request[request.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]).RootElement.GetProperty("conversationUUID").GetGuid();

    private static NanoGptClient Client(Uri address, Action<NanoGptClientOptions>? configure = null)
    {
        var options = new NanoGptClientOptions { BaseAddress = address, AllowInsecureLoopback = true, JitterSource = () => 0 };
        configure?.Invoke(options);
        return TestClient.New(options);
    }
}
