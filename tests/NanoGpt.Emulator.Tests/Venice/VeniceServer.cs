using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests.Venice;

/// <summary>Calls of Venice's, as bytes and words.</summary>
internal static class VeniceServer
{
    public const string SimpleRequest = """{"model":"text-sample","prompt":"A lighthouse","duration":"5s","resolution":"720p"}""";

    public static Task<Server> StartAsync(Func<EmulatorOptions, EmulatorOptions>? change = null) =>
        Server.StartAsync(options => change?.Invoke(With(options)) ?? With(options));

    public static EmulatorOptions With(EmulatorOptions options) => options with { Catalog = VeniceDirectory.Catalog };

    public static async Task<Reply> CallAsync(this Server server, string path, string json, string? key = Server.Key, string? wallet = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Emulator.VeniceAddress + "/video/" + path))
        { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        message.Headers.Authorization = wallet is null && key is not null ? new AuthenticationHeaderValue("Bearer", key) : null;
        if (wallet is not null)
        {
            message.Headers.Add("SIGN-IN-WITH-X", wallet);
        }

        return await Reply.OfAsync(await client.SendAsync(message, Server.Cancel));
    }

    public static async Task<string> QueueAsync(this Server server, string prompt = "A lighthouse", string? wallet = null)
    {
        var request = JsonNode.Parse(SimpleRequest)!;
        request["prompt"] = prompt;
        var reply = await server.CallAsync("queue", request.ToJsonString(), wallet: wallet);
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        return reply.Text("queue_id")!;
    }

    public static Task<Reply> RetrieveAsync(this Server server, string id, string model = VeniceDirectory.TextModel, string key = Server.Key, bool deletes = false) =>
        server.CallAsync("retrieve", new JsonObject { ["model"] = model, ["queue_id"] = id, ["delete_media_on_completion"] = deletes }.ToJsonString(), key);
}
