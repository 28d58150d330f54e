using System.Net;
using System.Net.Sockets;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using NanoGpt.Emulator.Hosting;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

/// <summary>The emulator is there for its own machine, by each of its names, and for nobody else.</summary>
public class LoopbackTests
{
    [Theory]
    [Trait("Row", "C04")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task StartAsync_AnyNameOfTheMachine_IsAnsweredAndLinksSayTheSameName(string host)
    {
        Assert.SkipWhen(host == "[::1]" && !Socket.OSSupportsIPv6, "needs IPv6");
        await using var server = await Server.StartAsync();
        var runId = await server.SubmitSimpleAsync();
        server.Time.Advance(TimeSpan.FromMinutes(1));
        var address = new Uri($"http://{host}:{server.Emulator.BaseAddress.Port}/");
        var status = await server.GetAsync(new Uri(address, $"api/video/status?requestId={runId}").AbsoluteUri);
        Assert.Contains(address.AbsoluteUri + "media/", status.Json.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "C04")]
    public async Task StartAsync_PortThatIsInUseOnOneAddressOnly_IsRefused()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "needs IPv6");
        using var other = new TcpListener(IPAddress.IPv6Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var e = await Assert.ThrowsAsync<IOException>(() => NanoGptEmulator.StartAsync(new EmulatorOptions { Port = port }, Server.Cancel));
        Assert.Contains($"{port}", e.Message, StringComparison.Ordinal);

        // The other address was given back.
        using var again = new TcpListener(IPAddress.Loopback, port);
        again.Start();
    }

    [Theory]
    [Trait("Row", "L03")]
    [InlineData("evil.example")]
    [InlineData("evil.example:5080")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("")]
    public async Task HandleAsync_HostOfAnotherName_IsRefusedOnEveryPath(string host)
    {
        await using var server = await Server.StartAsync();
        foreach (var path in new[] { "/api/v1/video-models", "/api/generate-video", "/media/x/1.mp4", "/none" })
        {
            var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {host}\r\nx-api-key: {Server.Key}\r\nConnection: close\r\n\r\n");
            var reply = await RawClient.SendAsync(server.Emulator.BaseAddress, request);
            Assert.StartsWith("HTTP/1.1 421 ", reply.Text, StringComparison.Ordinal);
            Assert.Contains("wrong_host", reply.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [Trait("Row", "L03")]
    [InlineData("LOCALHOST:1")]
    [InlineData("localhost.")]
    [InlineData("127.1.2.3")]
    [InlineData("[::1]:5080")]
    [InlineData("[::ffff:127.0.0.1]")]
    public void Refuse_LoopbackName_IsLetIn(string host) => Assert.Null(HostCheck.Refuse(new HostString(host)));

    [Fact]
    [Trait("Row", "L03")]
    public async Task SubmitAsync_BodiesAboveTheBudgetTogether_AreRefusedUntilOthersEnd()
    {
        var held = new Holding();
        await using var server = await Server.StartAsync(options => options with { MaxBodyBytes = 100_000, MaxTotalBodyBytes = 150_000, Behavior = held });
        var large = Server.SimpleRequest.Replace("A lighthouse", new string('x', 90_000), StringComparison.Ordinal);
        var first = server.SubmitAsync(large);
        await held.Entered.Task;

        var second = await server.SubmitAsync(large);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "server_error"), (second.Status, second.Text("error.type")));
        Assert.Equal("1", second.Message.Headers.RetryAfter?.ToString());
        Assert.Equal(HttpStatusCode.Accepted, (await server.SubmitAsync(Server.SimpleRequest)).Status);   // there is room for small ones

        held.Release.SetResult();
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, (await first).Status);
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, (await server.SubmitAsync(large)).Status);
    }

    /// <summary>The most that is held is never above the budget, whatever the calls and their order; at the end nothing is held.</summary>
    [Fact]
    [Trait("Row", "L03")]
    public void TryGrowTo_AnyCallsInAnyOrder_StaysWithinTheBudget()
    {
        const int Budget = 100;
        var steps = Gen.ListOf(from call in Gen.Choose(0, 3) from size in Gen.Choose(-1, 120) select (call, size));
        Prop.ForAll(steps.ToArbitrary(), list =>
        {
            var budget = new BodyBudget(Budget);
            var shares = Enumerable.Range(0, 4).Select(_ => budget.Open()).ToArray();
            var expected = new long[4];
            foreach (var (call, size) in list)
            {
                if (size < 0)
                {
                    shares[call].Dispose();
                    expected[call] = 0;
                }
                else
                {
                    var others = expected.Sum() - expected[call];
                    var fits = size <= expected[call] || others + size <= Budget;
                    Assert.Equal(fits, shares[call].TryGrowTo(size));
                    expected[call] = fits ? Math.Max(expected[call], size) : expected[call];
                }

                Assert.Equal(expected.Sum(), budget.Used);
            }

            Array.ForEach(shares, share => share.Dispose());
            Assert.Equal(0, budget.Used);
        }).QuickCheckThrowOnFailure();
    }

    // Holds the first call when it has been read and decided.
    private sealed class Holding : IEmulatorBehavior
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<Answers.EmulatorAnswer> AfterAsync(EmulatorCall call, Answers.EmulatorAnswer answer, CancellationToken cancellationToken)
        {
            if (call.Number == 1)
            {
                Entered.SetResult();
                await Release.Task.WaitAsync(cancellationToken);
            }

            return answer;
        }
    }
}
