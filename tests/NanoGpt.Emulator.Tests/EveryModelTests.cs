using System.Net;
using NanoGpt.Emulator.Tests.Kit;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Tests;

/// <summary>
/// Tests every model of the directory against the emulator: valid requests are accepted, and each single violation is refused.
/// </summary>
public class EveryModelTests
{
    public static TheoryData<string> Models => [.. Offered.Select(model => model.Id)];

    private static IEnumerable<ModelDefinition> Offered =>
        Server.Catalog.Models.Where(model => model is { Provider: "nanogpt", Status: not ModelStatus.Removed });

    [Fact]
    public void Catalog_BuiltInDirectory_HasModels() => Assert.InRange(Offered.Count(), 50, 1000);

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Submit_MinimalRequestOfEveryModel_GivesAVideo(string id)
    {
        await using var server = await Server.StartAsync(options => options with { RejectUnknownKeys = true, InitialBalance = 1000 });
        var model = Find(id);
        var reply = await server.SubmitAsync(MinimalRequest.Of(model));
        Assert.True(reply.Status == HttpStatusCode.Accepted, reply.Json.ToJsonString());
        server.Time.Advance(60);
        var status = await server.GetAsync($"video/status?requestId={reply.Text("runId")}");
        var video = await server.GetAsync(status.Text("data.output.video.url")!);
        Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read(video.Body).Select(box => box.Type));
        Assert.Equal(1, server.Emulator.PaidJobs);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Submit_OneViolationOfEveryModel_IsRefusedWithItsCode(string id)
    {
        await using var server = await Server.StartAsync();
        var model = Find(id);
        foreach (var (what, request, code) in FieldMutations.Of(model).Concat(RuleMutations.Of(model)))
        {
            var reply = await server.SubmitAsync(request);
            Assert.True(reply.Status == HttpStatusCode.BadRequest, $"{what}: {(int)reply.Status} {reply.Json.ToJsonString()}");
            Assert.True(reply.Findings().Contains(code), $"{what}: wanted {code}, got {reply.Json.ToJsonString()}");
        }

        Assert.Equal(0, server.Emulator.PaidJobs);
    }

    private static ModelDefinition Find(string id) => Server.Catalog.Models.Single(model => model.Provider == "nanogpt" && model.Id == id);
}
