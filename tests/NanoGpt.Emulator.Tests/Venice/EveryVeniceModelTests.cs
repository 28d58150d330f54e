using System.Net;
using NanoGpt.Emulator.Tests.Kit;
using NanoGpt.Schema.Loading;
using NanoGpt.Schema.Model;

namespace NanoGpt.Emulator.Tests.Venice;

/// <summary>Tests the Venice models of the test directory and of the built-in directory against the emulator.</summary>
public class EveryVeniceModelTests
{
    public static TheoryData<string> Models => [.. All.Select(entry => entry.Model.Id)];

    private static IEnumerable<(Catalog Catalog, ModelDefinition Model)> All =>
        new[] { VeniceDirectory.Catalog, Server.Catalog }.SelectMany(catalog => catalog.Models
            .Where(model => model is { Provider: "venice", Status: not ModelStatus.Removed }).Select(model => (catalog, model)));

    [Theory]
    [MemberData(nameof(Models))]
    public async Task VeniceQueue_MinimalRequestOfEveryModel_GivesAVideo(string id)
    {
        var (catalog, model) = All.First(entry => entry.Model.Id == id);
        await using var server = await Server.StartAsync(options => options with { Catalog = catalog, RejectUnknownKeys = true, InitialBalance = 1000 });
        var request = MinimalRequest.Of(model);
        var quote = await server.CallAsync("quote", request.ToJsonString());
        var reply = await server.CallAsync("queue", request.ToJsonString());
        Assert.True(reply.Status == HttpStatusCode.OK, reply.Json.ToJsonString());
        Assert.Equal((decimal)quote.Json["quote"]!, Assert.Single(server.Emulator.Journal).Cost);
        server.Time.Advance(60);
        var video = reply.Json["download_url"] is { } link
            ? await server.GetAsync((string)link!, server.ClientWith(null))
            : await server.RetrieveAsync(reply.Text("queue_id")!, id);
        Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read(video.Body).Select(box => box.Type));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task VeniceQueue_MissingRequiredKey_IsRefusedByItsName(string id)
    {
        var (catalog, model) = All.First(entry => entry.Model.Id == id);
        await using var server = await Server.StartAsync(options => options with { Catalog = catalog });
        foreach (var key in model.Fields.Where(field => field.IsRequired).Select(MinimalRequest.KeyOf))
        {
            var request = MinimalRequest.Of(model);
            request.Remove(key);
            var reply = await server.CallAsync("queue", request.ToJsonString());
            Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
            Assert.NotEmpty(reply.Json["details"]![key]!["_errors"]!.AsArray());
        }

        Assert.Equal(0, server.Emulator.PaidJobs);
    }
}
