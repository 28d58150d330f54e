using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class BalanceTests
{
    [Fact]
    public async Task Balance_AfterASubmission_HasEightPlacesPerKey()
    {
        await using var server = await Server.StartAsync();
        await server.SubmitSimpleAsync();
        Assert.Equal("49.20000000", await BalanceAsync(server, server.Client));
        using var other = server.ClientWith("key-two");
        Assert.Equal("50.00000000", await BalanceAsync(server, other));
    }

    private static async Task<string?> BalanceAsync(Server server, HttpClient client)
    {
        var reply = await Reply.OfAsync(await client.PostAsync("check-balance", null, Server.Cancel));
        Assert.NotNull(reply.Text("nano_balance"));
        Assert.NotNull(reply.Text("nanoDepositAddress"));
        Assert.Equal(server.Emulator.BaseAddress, new Uri(reply.Message.RequestMessage!.RequestUri!, "/"));
        return reply.Text("usd_balance");
    }
}
