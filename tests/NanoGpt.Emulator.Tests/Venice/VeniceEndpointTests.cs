using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NanoGpt.Emulator.Requests;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests.Venice;

/// <summary>Tests the responses of the Venice endpoints.</summary>
public class VeniceEndpointTests
{
    [Fact]
    public async Task VeniceRetrieve_Job_IsProcessedServedAndDeleted()
    {
        await using var server = await VeniceServer.StartAsync();
        var id = await server.QueueAsync();
        var job = Assert.Single(server.Emulator.Journal);
        Assert.Equal(("venice", VeniceDirectory.TextModel, id), (job.Provider, job.Model, job.RunId));
        server.Time.Advance(2);
        var running = await server.RetrieveAsync(id);
        Assert.Equal(("PROCESSING", "5000", "2000"), (running.Text("status"), running.Text("average_execution_time"), running.Text("execution_duration")));
        Assert.Equal(HttpStatusCode.BadRequest, (await CompleteAsync(server, id)).Status);

        server.Time.Advance(60);
        for (var i = 0; i < 2; i++)
        {
            var video = await server.RetrieveAsync(id);
            Assert.Equal("video/mp4", video.Message.Content.Headers.ContentType!.MediaType);
            Assert.False(video.Message.Headers.Contains("Accept-Ranges"));
            Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read(video.Body).Select(box => box.Type));
        }

        Assert.Equal("true", (await CompleteAsync(server, id)).Text("success"));
        Assert.True(job.IsDeleted);
        Assert.Equal(HttpStatusCode.NotFound, (await server.RetrieveAsync(id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await CompleteAsync(server, id)).Status);
    }

    [Fact]
    public async Task VeniceRetrieve_DeleteOnCompletion_DeletesTheVideo()
    {
        await using var server = await VeniceServer.StartAsync();
        var id = await server.QueueAsync();
        await server.RetrieveAsync(id, deletes: true);   // not yet: there is nothing to delete
        server.Time.Advance(60);
        Assert.Equal(HttpStatusCode.OK, (await server.RetrieveAsync(id, deletes: true)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.RetrieveAsync(id)).Status);
    }

    [Fact]
    public async Task VeniceQueue_PrivateModel_GivesItsLinkOnce()
    {
        await using var server = await VeniceServer.StartAsync(options => options with { SeparateStorage = true });
        var reply = await server.CallAsync("queue", $$"""{"model":"{{VeniceDirectory.PrivateModel}}","prompt":"x","duration":"5s"}""");
        var link = new Uri(reply.Text("download_url")!);
        Assert.Equal(server.Emulator.StorageAddress!.Port, link.Port);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync(link.ToString(), server.ClientWith(null))).Status);
        server.Time.Advance(60);
        Assert.Equal("COMPLETED", (await server.RetrieveAsync(reply.Text("queue_id")!, VeniceDirectory.PrivateModel)).Text("status"));
        Assert.Equal(["ftyp", "moov", "mdat"], Mp4Box.Read((await server.GetAsync(link.ToString(), server.ClientWith(null))).Body).Select(box => box.Type));
        await CompleteAsync(server, reply.Text("queue_id")!, VeniceDirectory.PrivateModel);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync(link.ToString(), server.ClientWith(null))).Status);
    }

    [Theory]
    [InlineData("""{"prompt":"x"}""", "model", "Required")]
    [InlineData("""{"model":"text-sampel","prompt":"x"}""", "model", "Did you mean 'text-sample'?")]
    [InlineData("""{"model":"TEXT-SAMPLE","prompt":"x"}""", "model", "Did you mean 'text-sample'?")]
    [InlineData("""{"model":"text-sample","duration":"5s"}""", "prompt", "prompt")]
    [InlineData("""{"model":"text-sample","prompt":"x","duration":"7s"}""", "duration", "7")]
    [InlineData("""{"model":"text-sample","prompt":"x","duration":5}""", "duration", "ends in 's'")]
    [InlineData("""{"model":"text-sample","prompt":"x","duration":"5s","image_url":"nonsense"}""", "image_url", "accepts a link or a data URL")]
    [InlineData("""{"model":"text-sample","prompt":"x","duration":"5s","image_url":"data:text/plain;base64,AAAA"}""", "image_url", "image_url accepts image/*, not text/plain.")]
    [InlineData("""{"model":"elements-sample","prompt":"x","elements":[{"frontal_image_url":"data:video/mp4;base64,AAAA"}]}""", "elements", "elements[0].frontal_image_url accepts image/*, not video/mp4.")]
    [InlineData("""{"model":"elements-sample","prompt":"x","elements":[{}]}""", "elements", "frontal_image")]
    [InlineData("""{"model":"text-sample","prompt":"x","duration":"5s","upscale_factor":2}""", "upscale_factor", "does not take")]
    public async Task VeniceQueue_InvalidField_IsRefusedByItsName(string body, string field, string word)
    {
        await using var server = await VeniceServer.StartAsync(options => options with { RejectUnknownKeys = true });
        var reply = await server.CallAsync("queue", body);
        Assert.Equal((HttpStatusCode.BadRequest, "Invalid request parameters"), (reply.Status, reply.Text("error")));
        Assert.Contains(word, (string?)reply.Json["details"]![field]!["_errors"]![0], StringComparison.Ordinal);
        Assert.Equal("[]", reply.Text("details._errors"));
        Assert.Equal(0, server.Emulator.PaidJobs);
    }

    [Theory]
    [InlineData("not JSON", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    public async Task VeniceQueue_UnreadableBody_IsRefusedInVenicesShape(string body, HttpStatusCode status)
    {
        await using var server = await VeniceServer.StartAsync();
        var reply = await server.CallAsync("queue", body);
        Assert.Equal(status, reply.Status);
        Assert.Equal(System.Text.Json.JsonValueKind.String, reply.Json["error"]!.GetValueKind());
    }

    [Fact]
    public async Task VeniceQueue_TooLarge_IsRefusedWithItsCode()
    {
        await using var server = await VeniceServer.StartAsync(options => options with { MaxBodyBytes = 400_000 });
        var medium = await server.CallAsync("queue", $$"""{"model":"upscale-sample","video_url":"data:video/mp4;base64,{{new string('A', 200_000)}}"}""");
        var body = await server.CallAsync("queue", $$"""{"model":"text-sample","prompt":"{{new string('x', 500_000)}}"}""");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE"), (medium.Status, medium.Text("code")));
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "PAYLOAD_TOO_LARGE"), (body.Status, body.Text("code")));
    }

    [Theory]
    [InlineData(PromptMarkers.Refuse, 422, "suggested_prompt")]
    [InlineData(PromptMarkers.Consent, 409, "consent.policy_text")]
    [InlineData(PromptMarkers.Capacity, 503, "error")]
    public async Task VeniceQueue_RefusalMarker_IsRefusedAndNotCharged(string marker, int status, string path)
    {
        await using var server = await VeniceServer.StartAsync();
        var reply = await server.CallAsync("queue", $$"""{"model":"text-sample","prompt":"A wave {{marker}}","duration":"5s"}""");
        Assert.Equal(status, (int)reply.Status);
        Assert.NotNull(reply.Text(path));
        Assert.Equal(0, server.Emulator.PaidJobs);
    }

    [Fact]
    public async Task VeniceQueue_MarkerWithConsent_IsAccepted()
    {
        await using var server = await VeniceServer.StartAsync();
        var reply = await server.CallAsync("queue", $$$"""{"model":"text-sample","prompt":"{{{PromptMarkers.Consent}}}","duration":"5s","consents":{"seedance":{} } }""");
        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    [Theory]
    [InlineData(PromptMarkers.ContentPolicy, 422, "error.type", "provider_content_policy")]
    [InlineData(PromptMarkers.Fail, 500, "error", "Inference processing failed")]
    [InlineData(PromptMarkers.Cancel, 500, "error", "Inference processing failed")]
    public async Task VeniceRetrieve_FailureMarker_FailsAndRefunds(string marker, int status, string path, string value)
    {
        await using var server = await VeniceServer.StartAsync();
        var id = await server.QueueAsync(marker);
        Assert.Equal(49.8m, server.Emulator.GetBalance(Server.Key));
        server.Time.Advance(60);
        var reply = await server.RetrieveAsync(id);
        Assert.Equal((status, value), ((int)reply.Status, reply.Text(path)));
        Assert.Equal(50m, server.Emulator.GetBalance(Server.Key));
    }

    [Fact]
    public async Task VeniceRetrieve_OtherKeyOrModel_IsNotFound()
    {
        await using var server = await VeniceServer.StartAsync();
        var id = await server.QueueAsync();
        server.Time.Advance(60);
        Assert.Equal(HttpStatusCode.NotFound, (await server.RetrieveAsync(id, key: "key-two")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.RetrieveAsync(id, model: VeniceDirectory.ElementsModel)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"video/status?requestId={id}")).Status);
        Assert.Empty((await server.GetAsync("generate-video/recover")).Json["data"]!.AsArray());
        Assert.Equal(HttpStatusCode.BadRequest, (await server.CallAsync("retrieve", """{"model":"text-sample"}""")).Status);
        var other = (await server.SubmitAsync("""{"model":"clip","prompt":"x"}""")).Text("runId")!;
        Assert.Equal(HttpStatusCode.NotFound, (await server.RetrieveAsync(other, model: "clip")).Status);
    }

    [Fact]
    public async Task VeniceQueue_Wallet_IsAcceptedAndGetsItsBalance()
    {
        await using var server = await VeniceServer.StartAsync(options => options with { InitialBalance = 0.3m });
        var first = await server.CallAsync("queue", VeniceServer.SimpleRequest, wallet: "signature-1");
        Assert.Equal((HttpStatusCode.OK, "0.100000"), (first.Status, first.Message.Headers.GetValues("X-Balance-Remaining").Single()));
        var poor = await server.CallAsync("queue", VeniceServer.SimpleRequest, wallet: "signature-2");
        Assert.Equal((HttpStatusCode.PaymentRequired, "PAYMENT_REQUIRED"), (poor.Status, poor.Text("code")));
        Assert.Contains("x402Version", Encoding.UTF8.GetString(Convert.FromBase64String(poor.Message.Headers.GetValues("PAYMENT-REQUIRED").Single())), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync("quote", VeniceServer.SimpleRequest, wallet: "signature-3")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.CallAsync("queue", VeniceServer.SimpleRequest, key: null)).Status);
        var keyed = await server.CallAsync("queue", VeniceServer.SimpleRequest);
        Assert.False(keyed.Message.Headers.Contains("X-Balance-Remaining"));
        Assert.Equal(HttpStatusCode.PaymentRequired, (await server.CallAsync("queue", VeniceServer.SimpleRequest)).Status);
    }

    [Fact]
    public async Task VeniceQueue_OverTheRateLimit_NamesTheReset()
    {
        await using var server = await VeniceServer.StartAsync(options => options with { SubmitsPerMinute = 1 });
        await server.QueueAsync();
        server.Time.Advance(20);
        var reply = await server.CallAsync("queue", VeniceServer.SimpleRequest);
        Assert.Equal(HttpStatusCode.TooManyRequests, reply.Status);
        Assert.Equal($"{server.Time.GetUtcNow().AddSeconds(40).ToUnixTimeSeconds()}", reply.Message.Headers.GetValues("x-ratelimit-reset-requests").Single());
    }

    [Theory]
    [InlineData("""{"model":"text-sample","duration":"5s","resolution":"720p"}""", "0.20")]
    [InlineData("""{"model":"text-sample","duration":"10s","resolution":"1080p"}""", "0.80")]
    [InlineData("""{"model":"text-sample","duration":"5s"}""", "0.40")]
    [InlineData("""{"model":"upscale-sample","upscale_factor":4,"video_url":"https://example.com/v.mp4"}""", "0")]
    public async Task VeniceQuote_Request_IsThePriceThatIsCharged(string body, string price)
    {
        await using var server = await VeniceServer.StartAsync();
        Assert.Equal(price, (await server.CallAsync("quote", body)).Text("quote"));
        var full = JsonNode.Parse(body)!.AsObject();
        if (full["video_url"] is null)
        {
            full["prompt"] = "x";
            await server.CallAsync("queue", full.ToJsonString());
            Assert.Equal(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), server.Emulator.Journal[0].Cost);
        }
    }

    [Fact]
    public async Task VeniceQuote_InvalidRequest_NamesTheField()
    {
        await using var server = await VeniceServer.StartAsync();
        Assert.NotNull((await server.CallAsync("quote", "{}")).Text("details.model._errors"));
        Assert.NotNull((await server.CallAsync("quote", """{"model":"nobody"}""")).Text("details.model._errors"));
        Assert.NotNull((await server.CallAsync("quote", """{"model":"text-sample","duration":5}""")).Text("details.duration._errors"));
    }

    [Fact]
    public async Task VeniceModels_WithoutKey_AreListedInVenicesShape()
    {
        await using var server = await VeniceServer.StartAsync();
        var reply = await server.GetAsync("v1/models?type=video", server.ClientWith(null));
        Assert.Equal(("list", "video"), (reply.Text("object"), reply.Text("type")));
        var models = reply.Json["data"]!.AsArray().ToDictionary(model => (string)model!["id"]!, model => model!["model_spec"]!["constraints"]!);
        Assert.Equal([VeniceDirectory.ElementsModel, VeniceDirectory.PrivateModel, VeniceDirectory.TextModel, VeniceDirectory.UpscaleModel], models.Keys);
        var text = models[VeniceDirectory.TextModel];
        Assert.Equal("""["5s","10s"]""", text["durations"]!.ToJsonString());
        Assert.Equal("""["720p","1080p"]""", text["resolutions"]!.ToJsonString());
        Assert.Equal("[]", text["aspect_ratios"]!.ToJsonString());
        Assert.Equal(("text-to-video", 100, true), ((string)text["model_type"]!, (int)text["prompt_character_limit"]!, (bool)text["audio_configurable"]!));
        Assert.Equal(("video", "image-to-video"), ((string)models[VeniceDirectory.UpscaleModel]["model_type"]!, (string)models[VeniceDirectory.ElementsModel]["model_type"]!));
        Assert.Empty((await server.GetAsync("v1/models?type=image", server.ClientWith(null))).Json["data"]!.AsArray());
    }

    [Fact]
    public async Task Endpoint_ProviderNotInTheDirectory_IsNotFound()
    {
        await using var server = await Server.StartAsync(options => options with { Catalog = VeniceDirectory.Of("nanogpt") });
        Assert.Equal(HttpStatusCode.NotFound, (await server.CallAsync("queue", VeniceServer.SimpleRequest)).Status);

        await using var venice = await Server.StartAsync(options => options with { Catalog = VeniceDirectory.Of("venice") });
        Assert.Equal(HttpStatusCode.OK, (await venice.CallAsync("queue", VeniceServer.SimpleRequest)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await venice.SubmitAsync(Server.SimpleRequest)).Status);
        await Assert.ThrowsAsync<ArgumentException>(() => Server.StartAsync(options => options with { Catalog = VeniceDirectory.Of() }));
    }

    private static Task<Reply> CompleteAsync(Server server, string id, string model = VeniceDirectory.TextModel) =>
        server.CallAsync("complete", new JsonObject { ["model"] = model, ["queue_id"] = id }.ToJsonString());
}
