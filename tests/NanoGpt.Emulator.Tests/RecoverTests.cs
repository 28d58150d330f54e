using System.Net;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class RecoverTests
{
    [Fact]
    public async Task Recover_SubmissionId_FindsItsJob()
    {
        await using var server = await Server.StartAsync();
        await server.SubmitSimpleAsync(submissionId: "a");
        var runId = await server.SubmitSimpleAsync(submissionId: "b");
        var row = Assert.Single((await server.GetAsync("generate-video/recover?conversationUUID=b")).Json["data"]!.AsArray())!;
        Assert.Equal((runId, runId, "sora-2"), (row["runId"]!.GetValue<string>(), row["id"]!.GetValue<string>(), row["model"]!.GetValue<string>()));
        Assert.Equal(("pending", "b"), (row["status"]!.GetValue<string>(), row["conversationUUID"]!.GetValue<string>()));
        Assert.Equal("2026-11-20T12:00:00.000Z", row["createdAt"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("", 10)]
    [InlineData("?limit=3", 3)]
    [InlineData("?limit=50", 50)]
    [InlineData("?limit=1000", 50)]
    [InlineData("?model=veo2-video", 0)]
    public async Task Recover_Limit_ListsTheNewestFirst(string query, int rows)
    {
        await using var server = await Server.StartAsync(options => options with { InitialBalance = 1000 });
        var runIds = new List<string>();
        for (var i = 0; i < 52; i++)
        {
            runIds.Insert(0, await server.SubmitSimpleAsync());
        }

        var found = (await server.GetAsync($"generate-video/recover{query}")).Json["data"]!.AsArray();
        Assert.Equal(runIds.Take(rows), found.Select(row => row!["runId"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Recover_JobsOfAnotherKey_AreNotListed()
    {
        await using var server = await Server.StartAsync();
        await server.SubmitSimpleAsync();
        using var other = server.ClientWith("key-two");
        Assert.Empty((await server.GetAsync("generate-video/recover", other)).Json["data"]!.AsArray());
    }

    [Theory]
    [InlineData("A lighthouse", "completed")]
    [InlineData("[emulator:fail]", "failed")]
    [InlineData("[emulator:cancel]", "canceled")]
    public async Task Recover_EndedJob_HasItsStatus(string prompt, string status)
    {
        await using var server = await Server.StartAsync();
        await server.SubmitSimpleAsync(prompt);
        server.Time.Advance(60);
        Assert.Equal(status, (await server.GetAsync("generate-video/recover")).Json["data"]![0]!["status"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task Recover_InvalidLimit_IsRefused(string limit)
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await server.GetAsync($"generate-video/recover?limit={limit}")).Status);
    }
}
