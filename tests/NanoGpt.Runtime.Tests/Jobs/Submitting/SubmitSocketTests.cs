using System.Text.Json;
using NanoGpt.Runtime.Tests.Kit;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Jobs;

/// <summary>The rows S of the fault matrix that need a real socket, through the client's own handlers.</summary>
public sealed class SubmitSocketTests
{
    private const string Accepted = """{"runId":"vid_1"}""";

    private static readonly Sora2Request Small = new() { Prompt = "x" };

    private static readonly Sora2Request Large = new() { Prompt = "x", Image = ImageInput.FromBytes(new byte[3_900_000], "image/png") };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S02_a_refused_connection_is_not_sent()
    {
        var server = new FaultServer(connection => Task.CompletedTask);
        await server.DisposeAsync();
        using var client = Client(server.Address);
        Assert.True((await Assert.ThrowsAsync<NanoGptConnectionException>(() => client.SubmitAsync(Small, Ct))).IsRetrySafe);
    }

    [Fact]
    public async Task S04_a_certificate_that_is_not_to_be_trusted_is_not_sent_and_not_tried_again()
    {
        await using var server = new FaultServer(FaultServer.SelfSigned(), connection => connection.ReadRequestAsync());
        using var client = Client(server.Address);
        await Assert.ThrowsAsync<NanoGptConnectionException>(() => client.SubmitAsync(Small, Ct));
        Assert.Equal(1, server.Connections);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task S04_plain_text_where_TLS_should_be_is_not_sent()
    {
        await using var server = new FaultServer(connection => connection.WriteAsync("HTTP/1.1 400 Bad\r\n\r\n"));
        using var client = Client(new UriBuilder(server.Address) { Scheme = "https" }.Uri);
        await Assert.ThrowsAsync<NanoGptConnectionException>(() => client.SubmitAsync(Small, Ct));
        Assert.Equal(1, server.Connections);
    }

    // Which of the two it is depends on who is faster; what counts is that the mark and the outcome agree.
    [Fact]
    public async Task S06_a_reset_right_after_the_connection_is_never_a_rejection()
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
    [InlineData(false)]
    [InlineData(true)]
    public async Task S07_a_reset_within_the_body_is_unknown_unless_told_otherwise(bool incompleteIsNotSent)
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
    public Task S08_an_end_without_an_answer_is_unknown() => IsUnknownAsync(connection => connection.ReadRequestAsync());

    [Fact]
    public Task S09_a_reset_without_an_answer_is_unknown() => IsUnknownAsync(async connection =>
    {
        await connection.ReadRequestAsync();
        connection.Reset();
    });

    [Fact]
    public async Task S10_S61_a_server_that_hangs_is_unknown_also_after_two_hours_asleep()
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
    public async Task S11_a_kept_connection_that_was_closed_meanwhile_costs_nothing()
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
    public async Task S27_a_413_while_the_body_is_on_its_way_is_a_rejection_or_unknown()
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
    [InlineData("HTTP/1.1 202 X\r\nContent-Length: 100\r\n\r\n{\"runId\":\"vid_1\"}")]
    [InlineData("HTTP/1.1 202 X\r\nConnection: close\r\n\r\n{\"runId\":\"vid_")]
    [InlineData("HTTP/1.1 202 X\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"run")]
    public Task S32_an_answer_that_is_cut_off_is_unknown(string answer) => IsUnknownAsync(answer);

    [Fact]
    public async Task S46_an_answer_that_drips_ends_at_the_deadline()
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
    [InlineData("garbage\r\n\r\n")]
    [InlineData("HTTP/1.1 999999 X\r\n\r\n")]
    [InlineData("HTTP/9.9\r\n\r\n")]
    [InlineData("HTTP/1.1 202 X\r\nBad Header\r\n\r\n")]
    public Task S47_what_is_no_http_is_unknown(string answer) => IsUnknownAsync(answer);

    [Fact]
    public Task S47_huge_headers_are_unknown() => IsUnknownAsync($"HTTP/1.1 202 X\r\nA: {new string('x', 200_000)}\r\n\r\n");

    [Fact]
    public async Task S49_early_hints_are_skipped()
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
        var options = new NanoGptClientOptions { BaseAddress = address, AllowInsecureLoopback = true, Chance = () => 0 };
        configure?.Invoke(options);
        return TestClient.New(options);
    }
}
