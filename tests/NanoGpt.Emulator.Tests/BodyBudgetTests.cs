using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Limits;
using NanoGpt.Emulator.Tests.Kit;
using NanoGpt.Emulator.Tests.Venice;

namespace NanoGpt.Emulator.Tests;

/// <summary>The memory of all request bodies together is bounded.</summary>
public class BodyBudgetTests
{
    [Theory]
    [Trait("Row", "L03")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SubmitAsync_BodiesAboveTheBudgetTogether_AreRefusedUntilOthersEnd(bool chunked)
    {
        var held = new Holding();
        await using var server = await Server.StartAsync(
            options => options with { MaxBodyBytes = 100_000, MaxTotalBodyBytes = 250_000, Behavior = held });
        var first = SubmitAsync(server, 90_000, chunked);
        await held.Entered.Task;

        var second = await SubmitAsync(server, 90_000, chunked);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "server_error"), (second.Status, second.Text("error.type")));
        Assert.Equal("1", second.Message.Headers.RetryAfter?.ToString());
        Assert.Equal(HttpStatusCode.Accepted, (await server.SubmitAsync(Server.SimpleRequest)).Status);   // there is room for small ones

        held.Release.SetResult();
        Assert.Equal(HttpStatusCode.Accepted, (await first).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await SubmitAsync(server, 90_000, chunked)).Status);
    }

    [Fact]
    [Trait("Row", "L03")]
    public async Task Queue_BodiesAboveTheBudgetTogether_AreRefusedInVenicesShape()
    {
        var held = new Holding();
        await using var server = await VeniceServer.StartAsync(
            options => options with { MaxBodyBytes = 100_000, MaxTotalBodyBytes = 250_000, Behavior = held });
        var large = VeniceServer.SimpleRequest.Replace("}", $",\"more\":\"{new string('x', 90_000)}\"}}", StringComparison.Ordinal);
        var first = server.CallAsync("queue", large);
        await held.Entered.Task;

        var second = await server.CallAsync("queue", large);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (second.Status, second.Message.Headers.RetryAfter?.ToString()));
        Assert.Equal(JsonValueKind.String, second.Json["error"]!.GetValueKind());

        held.Release.SetResult();
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, (await first).Status);
    }

    [Fact]
    [Trait("Row", "L03")]
    public async Task SubmitAsync_TwelveChunkedBodiesOverTheLimitAtOnce_AreReadNoFurtherThanTheLimit()
    {
        await using var server = await Server.StartAsync(options => options with { MaxBodyBytes = 100_000, MaxTotalBodyBytes = 250_000 });
        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => SubmitAsync(server, 1_000_000, chunked: true)));
        Assert.All(replies, reply => Assert.True(
            (reply.Status, reply.Text("error.type")) is (HttpStatusCode.RequestEntityTooLarge, "invalid_request_error")
                or (HttpStatusCode.ServiceUnavailable, "server_error")));
        Assert.Contains(replies, reply => reply.Status == HttpStatusCode.RequestEntityTooLarge);   // the budget has room for the last one
        Assert.Equal(0, server.Emulator.PaidJobs);
        Assert.Equal(HttpStatusCode.Accepted, (await SubmitAsync(server, 90_000, chunked: true)).Status);   // all was given back
    }

    [Theory]
    [Trait("Row", "L03")]
    [InlineData(-1)]
    [InlineData(0)]
    public async Task StartAsync_BudgetBelowOneBody_HasRoomForOne(long budget)
    {
        await using var server = await Server.StartAsync(options => options with { MaxBodyBytes = 100_000, MaxTotalBodyBytes = budget });
        Assert.Equal(HttpStatusCode.Accepted, (await SubmitAsync(server, 90_000, chunked: true)).Status);
    }

    [Fact]
    [Trait("Row", "L03")]
    public async Task Journal_JobWithLongTexts_KeepsTheirBeginnings()
    {
        await using var server = await Server.StartAsync();
        var text = new string('x', 20_000);
        var more = $$$""","more":{"all":["{{{text}}}",1.5,true,null]}}""";
        var reply = await server.SubmitAsync(Server.SimpleRequest.Replace("}", more, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        var request = Assert.Single(server.Emulator.Journal).Request;
        Assert.Equal($$"""{"all":["{{text[..10_000]}}",1.5,true,null]}""", request["more"]!.ToJsonString());
        Assert.Equal(Server.SimpleRequest, WithoutMore(request));

        static string WithoutMore(JsonObject request)
        {
            request.Remove("more");
            return request.ToJsonString();
        }
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

    private static async Task<Reply> SubmitAsync(Server server, int padding, bool chunked)
    {
        using var content = new StringContent(
            Server.SimpleRequest.Replace("}", $",\"more\":\"{new string('x', padding)}\"}}", StringComparison.Ordinal),
            Encoding.UTF8,
            "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "generate-video") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        return await Reply.OfAsync(await server.Client.SendAsync(request, Server.Cancel));
    }

    // Holds the first call when it has been read and decided.
    private sealed class Holding : IEmulatorBehavior
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask<EmulatorResponse> AfterAsync(EmulatorCall call, EmulatorResponse response, CancellationToken cancellationToken)
        {
            if (call.Number == 1)
            {
                Entered.SetResult();
                await Release.Task.WaitAsync(cancellationToken);
            }

            return response;
        }
    }
}
