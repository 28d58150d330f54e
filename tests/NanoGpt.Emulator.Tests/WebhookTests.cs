using System.Net;
using System.Text.Json.Nodes;
using NanoGpt.Emulator.Faults;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

/// <summary>The webhooks that the emulator sends, and the links that it sends them to.</summary>
public class WebhookTests
{
    private const string Secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Callback = "https://hooks.example.com/videos?a=1";

    [Fact]
    public async Task Submit_CallbackUrl_IsPostedASignedWebhookAtTheEndOfTheJob()
    {
        await using var receiver = new LoopbackServer(LoopbackServer.Answer(204, ""));
        await using var server = await StartAsync(receiver.Address);
        var runId = (await SubmitAsync(server, Callback)).Text("runId")!;
        Assert.Empty(receiver.Seen);

        server.Time.Advance(5);
        await receiver.Served;

        var (head, body) = Assert.Single(receiver.Seen);
        Assert.StartsWith("POST /videos?a=1 HTTP/1.1", head, StringComparison.Ordinal);
        var headers = head.Split("\r\n").Skip(1).Select(static line => line.Split(": ", 2)).ToDictionary(
            static line => line[0], static line => line[1], StringComparer.OrdinalIgnoreCase);
        var timestamp = server.Time.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal($"{timestamp}", headers["webhook-timestamp"]);
        Assert.Equal(
            WebhookSigner.Create(Secret).Sign(headers["webhook-id"], timestamp, System.Text.Encoding.UTF8.GetBytes(body)),
            headers["webhook-signature"]);
        Assert.Equal(runId, (string?)JsonNode.Parse(body)!["data"]!["runId"]);
        Assert.DoesNotContain("http", body, StringComparison.Ordinal);   // no result
        Assert.Equal(new Uri(Callback), Assert.Single(server.Emulator.Journal).CallbackUrl);
    }

    [Theory]
    [InlineData("http://hooks.example.com/", "its scheme is http")]
    [InlineData("https://127.0.0.1/", "its host is private")]
    [InlineData("https://me@hooks.example.com/", "a user name")]
    [InlineData("https://hooks.example.com/#part", "a fragment")]
    public async Task Submit_CallbackUrlThatTheServiceRefuses_IsRefused(string link, string problem)
    {
        await using var server = await StartAsync(receiver: null);

        var reply = await SubmitAsync(server, link);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains(problem, reply.Text("error.message"), StringComparison.Ordinal);
        Assert.Empty(server.Emulator.Journal);
    }

    [Fact]
    public async Task Submit_CallbackUrlWithoutASecret_IsRefused()
    {
        await using var server = await Server.StartAsync();

        var reply = await SubmitAsync(server, Callback);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Contains("requires a signing secret", reply.Text("error.message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_WebhookAddressOfAnotherMachine_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Server.StartAsync(
            static options => options with { WebhookAddress = new Uri("https://hooks.example.com") }));

    [Fact]
    public void ChaosFile_WebhookKeys_AreRead()
    {
        var settings = ChaosFile.Read(
            "chaos.yaml", $"webhook_secret: {Secret}\nwebhook_address: http://127.0.0.1:5000\nfaults:\n  - webhook-late\n").Settings;

        Assert.Equal((Secret, 5000), (settings?.WebhookSecret, settings?.WebhookAddress?.Port));
        Assert.Equal("webhook-late", Assert.Single(settings!.Rules).Fault.Name);
    }

    [Theory]
    [InlineData("webhook_secret: mine", "'whsec_' and the base64")]
    [InlineData("webhook_address: https://example.com", "an address of this machine")]
    public void ChaosFile_InvalidWebhookKey_IsReported(string text, string message) =>
        Assert.Contains(message, Assert.Single(ChaosFile.Read("chaos.yaml", text).Errors).Message, StringComparison.Ordinal);

    private static Task<Server> StartAsync(Uri? receiver) =>
        Server.StartAsync(options => options with { WebhookSecret = Secret, WebhookAddress = receiver });

    private static Task<Reply> SubmitAsync(Server server, string callback)
    {
        var request = JsonNode.Parse(Server.SimpleRequest)!.AsObject();
        request["callback_url"] = callback;
        return server.SubmitAsync(request);
    }
}
