using System.Net;
using NanoGpt.Emulator.Responses;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class BehaviorTests
{
    [Fact]
    public async Task Behavior_ResponseBeforeTheService_ChargesNothing()
    {
        await using var server = await Server.StartAsync(options => options with { Behavior = new Overloaded() });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.SubmitAsync(Server.SimpleRequest)).Status);
        Assert.Equal(0, server.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Behavior_ResponseLost_LeavesAPaidJobThatRecoverLists()
    {
        var behavior = new LosesTheFirstAnswer();
        await using var server = await Server.StartAsync(options => options with { Behavior = behavior });
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => server.SubmitSimpleAsync(submissionId: "a"));
        Assert.Equal(1, server.Emulator.GetPaidJobs("a"));
        Assert.Single((await server.GetAsync("generate-video/recover?conversationUUID=a")).Json["data"]!.AsArray());
        Assert.Equal([1, 2], behavior.Numbers);
    }

    private sealed class Overloaded : IEmulatorBehavior
    {
        public ValueTask<EmulatorResponse?> BeforeAsync(EmulatorCall call, CancellationToken cancellationToken) =>
            new(new EmulatorResponse { Status = 503 });
    }

    private sealed class LosesTheFirstAnswer : IEmulatorBehavior
    {
        public List<long> Numbers { get; } = [];

        public ValueTask<EmulatorResponse> AfterAsync(EmulatorCall call, EmulatorResponse response, CancellationToken cancellationToken)
        {
            Numbers.Add(call.Number);
            return new(call.Number == 1 ? EmulatorResponse.Abort : response);
        }
    }
}
