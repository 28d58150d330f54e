using System.Net;
using System.Text;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class SubmitTests
{
    [Fact]
    public async Task Submit_ValidRequest_HasTheDocumentedFieldsAndIsCharged()
    {
        await using var server = await Server.StartAsync();
        var reply = await server.SubmitAsync(Server.SimpleRequest);
        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        Assert.StartsWith("vid_", reply.Text("runId"), StringComparison.Ordinal);
        Assert.Equal(reply.Text("runId"), reply.Text("id"));
        Assert.Equal(("pending", "sora-2", "USD"), (reply.Text("status"), reply.Text("model"), reply.Text("paymentSource")));
        Assert.Equal(0.8m, reply.Json["cost"]!.GetValue<decimal>());
        Assert.Equal(49.2m, reply.Json["remainingBalance"]!.GetValue<decimal>());
        Assert.NotNull(reply.Text("prechargeLabel"));
        Assert.Equal(49.2m, server.Emulator.GetBalance(Server.Key));
    }

    [Fact]
    public async Task PaidJobs_TwoSubmissions_AreCountedById()
    {
        await using var server = await Server.StartAsync();
        await server.SubmitSimpleAsync(submissionId: "a");
        await server.SubmitSimpleAsync(submissionId: "b");
        Assert.Equal((2, 1, 1, 1), (server.Emulator.PaidJobs, server.Emulator.GetPaidJobs("a"), server.Emulator.GetPaidJobs("b"), server.Emulator.MaxPaidJobsPerSubmission));
    }

    [Fact]
    public async Task PaidJobs_SameSubmissionTwice_IsPaidTwice()
    {
        await using var server = await Server.StartAsync();
        await server.SubmitSimpleAsync(submissionId: "a");
        await server.SubmitSimpleAsync(submissionId: "a");
        Assert.Equal((2, 2), (server.Emulator.GetPaidJobs("a"), server.Emulator.MaxPaidJobsPerSubmission));
    }

    [Fact]
    public async Task Submit_ManyAtOnce_AreEachPaidOnce()
    {
        await using var server = await Server.StartAsync();
        var runIds = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => server.SubmitSimpleAsync(submissionId: $"s{i}")));
        Assert.Equal(30, runIds.Distinct().Count());
        Assert.Equal((30, 1), (server.Emulator.PaidJobs, server.Emulator.MaxPaidJobsPerSubmission));
        Assert.Equal(50 - (30 * 0.8m), server.Emulator.GetBalance(Server.Key));
    }

    [Fact]
    public async Task Submit_InsufficientBalance_IsRefusedWithTheRequiredAmount()
    {
        await using var server = await Server.StartAsync(options => options with { InitialBalance = 0.5m });
        var reply = await server.SubmitAsync(Server.SimpleRequest);
        Assert.Equal(HttpStatusCode.PaymentRequired, reply.Status);
        Assert.Equal(("402", "0.8"), (reply.Text("status"), reply.Text("requiredBalance")));
        Assert.Equal(0, server.Emulator.PaidJobs);
    }

    [Theory]
    [InlineData("""{"prompt":"x"}""", "missing_required_parameter")]
    [InlineData("""{"model":5,"prompt":"x"}""", "invalid_parameter_value")]
    [InlineData("""{"model":"sora-2","prompt":"x","seconds":"8","seconds":"12"}""", "invalid_json")]
    [InlineData("""{"model":"sora-2",""", "invalid_json")]
    [InlineData("[]", "invalid_json")]
    [InlineData("", "invalid_json")]
    public async Task Submit_InvalidBody_IsRefused(string body, string code)
    {
        await using var server = await Server.StartAsync();
        var reply = await server.SubmitAsync(body);
        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.Text("error.code")));
        Assert.Equal(0, server.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Submit_OtherContentType_IsRefused()
    {
        await using var server = await Server.StartAsync();
        using var content = new StringContent(Server.SimpleRequest, Encoding.UTF8, "text/plain");
        var reply = await Reply.OfAsync(await server.Client.PostAsync("generate-video", content, Server.Cancel));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Submit_BodyOverTheLimit_IsRefused(bool chunked)
    {
        await using var server = await Server.StartAsync(options => options with { MaxBodyBytes = 1000 });
        using var request = new HttpRequestMessage(HttpMethod.Post, "generate-video")
        {
            Content = new StringContent($$"""{"model":"sora-2","prompt":"{{new string('x', 2000)}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        var reply = await Reply.OfAsync(await server.Client.SendAsync(request, Server.Cancel));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
    }

    [Fact]
    public async Task Submit_UnknownModel_SuggestsANearId()
    {
        await using var server = await Server.StartAsync();
        var reply = await server.SubmitAsync("""{"model":"sora2","prompt":"x"}""");
        Assert.Equal((HttpStatusCode.NotFound, "model_not_found"), (reply.Status, reply.Text("error.code")));
        Assert.Contains("'sora-2'", reply.Text("error.message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_RemovedModel_NamesItsSuccessor()
    {
        var catalog = TestDirectory.Of(
            ("old-video", "status: removed\nsuccessor: new-video"),
            ("new-video", "modes: [text-to-video]\ninputs:\n  prompt: { required: true }"));
        await using var server = await Server.StartAsync(options => options with { Catalog = catalog });
        var reply = await server.SubmitAsync("""{"model":"old-video","prompt":"x"}""");
        Assert.Equal((HttpStatusCode.NotFound, "model_not_available"), (reply.Status, reply.Text("error.code")));
        Assert.Contains("'new-video'", reply.Text("error.message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model":"sora-2"}""", "prompt", "NGPT108", "missing_required_parameter")]
    [InlineData("""{"model":"sora-2","prompt":"x","seconds":"5"}""", "seconds", "NGPT104", "invalid_parameter_value")]
    [InlineData("""{"model":"sora-2","prompt":"x","resolution":"4k"}""", "resolution", "NGPT104", "invalid_parameter_value")]
    [InlineData("""{"model":"sora-2","prompt":"x","resolution":"1792x1024"}""", "pro_mode", "NGPT120", "invalid_parameter_value")]
    [InlineData("""{"model":"sora-2","prompt":"x","pro_mode":"yes"}""", "pro_mode", "NGPT130", "invalid_parameter_value")]
    [InlineData("""{"model":"sora-2","prompt":5}""", "prompt", "NGPT130", "invalid_parameter_value")]
    [InlineData("""{"model":"sora-2","prompt":"x","imageDataUrl":"data:image/png;base64,@@"}""", "imageDataUrl", "NGPT130", "invalid_parameter_value")]
    [InlineData("""{"model":"sora-2","prompt":"x","imageDataUrl":"https://example.com/a.png"}""", "imageDataUrl", "NGPT130", "invalid_parameter_value")]
    public async Task Submit_RequestThatViolatesItsModel_IsRefusedWithTheFinding(
        string body, string parameter, string finding, string code)
    {
        await using var server = await Server.StartAsync();
        var reply = await server.SubmitAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.Equal(("invalid_request_error", code, parameter), (reply.Text("error.type"), reply.Text("error.code"), reply.Text("error.param")));
        Assert.Equal([finding], reply.Findings());
        Assert.Equal(0, server.Emulator.PaidJobs);
    }

    [Theory]
    [InlineData("data:image/png;base64", "imageDataUrl is a malformed data URL: it has no comma.")]
    [InlineData("data:image/png,AAAA", "imageDataUrl is a malformed data URL: it is not base64.")]
    [InlineData("data:;base64,AAAA", "imageDataUrl is a malformed data URL: its media type is malformed.")]
    [InlineData("data:image/png;base64,AAAA\\n", "imageDataUrl is a malformed data URL: its base64 is malformed.")]
    [InlineData("data:image/png;base64,", "imageDataUrl (image/png, 0 bytes) is empty.")]
    [InlineData("data:application/octet-stream;base64,AAAA", "imageDataUrl accepts image/*, not application/octet-stream.")]
    [InlineData("data:audio/mpeg;codecs=mp3;base64,AAAA", "imageDataUrl accepts image/*, not audio/mpeg;codecs=mp3.")]
    public async Task Submit_InvalidImageData_IsRefusedWithTheMessageOfValidate(string data, string message)
    {
        await using var server = await Server.StartAsync();
        var reply = await server.SubmitAsync($$"""{"model":"sora-2","prompt":"x","imageDataUrl":"{{data}}"}""");
        Assert.Equal((HttpStatusCode.BadRequest, message, "imageDataUrl"), (reply.Status, reply.Text("error.message"), reply.Text("error.param")));
        Assert.Equal(["NGPT130"], reply.Findings());
    }

    [Theory]
    [InlineData("DATA:IMAGE/PNG;BASE64,AAAA")]
    [InlineData("data:image/x-none;charset=utf-8;base64,AA==")]
    public async Task Submit_DataUrlInAnotherSpelling_IsAccepted(string data)
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await server.SubmitAsync($$"""{"model":"sora-2","prompt":"x","imageDataUrl":"{{data}}"}""")).Status);
    }

    [Fact]
    public void MaxBodyBytes_LargestMediumOfAnyModel_Fits()
    {
        var largest = Server.Catalog.Models.SelectMany(model => model.Fields).Max(field => field.Media?.MaxBytes);
        Assert.Equal(50_000_000, largest);
        Assert.InRange(new EmulatorOptions().MaxBodyBytes, (50_000_000 + 2) / 3 * 4 + (1 << 20), 100_000_000);
    }

    [Fact]
    public async Task Submit_AliasKey_IsAcceptedAndReportedByItsName()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await server.SubmitAsync("""{"model":"sora-2","prompt":"x","duration":"8"}""")).Status);
        Assert.Equal("duration", (await server.SubmitAsync("""{"model":"sora-2","prompt":"x","duration":"5"}""")).Text("error.param"));
    }

    [Fact]
    public async Task Submit_MediumOverTheLimit_IsTooLarge()
    {
        await using var server = await Server.StartAsync();
        var data = Convert.ToBase64String(new byte[4_000_001]);
        var reply = await server.SubmitAsync($$"""{"model":"sora-2","prompt":"x","imageDataUrl":"data:image/png;base64,{{data}}"}""");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "imageDataUrl"), (reply.Status, reply.Text("error.param")));
    }

    [Fact]
    public async Task Submit_UnknownKey_IsIgnoredOrRefusedIfStrict()
    {
        const string Body = """{"model":"sora-2","prompt":"x","camera_fixed":true}""";
        await using var server = await Server.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await server.SubmitAsync(Body)).Status);
        Assert.Equal(["camera_fixed"], Assert.Single(server.Emulator.Journal).IgnoredKeys);
        await using var strict = await Server.StartAsync(options => options with { RejectUnknownKeys = true });
        Assert.Equal("camera_fixed", (await strict.SubmitAsync(Body)).Text("error.param"));
    }

    [Fact]
    public async Task Submit_Null_IsNotSet()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, (await server.SubmitAsync("""{"model":"sora-2","prompt":"x","resolution":null}""")).Status);
        Assert.Equal(["NGPT108"], (await server.SubmitAsync("""{"model":"sora-2","prompt":null}""")).Findings());
    }

    [Fact]
    public async Task Submit_RefusedPrompt_IsNotCharged()
    {
        await using var server = await Server.StartAsync();
        var reply = await server.SubmitAsync("""{"model":"sora-2","prompt":"x [emulator:refuse]"}""");
        Assert.Equal((HttpStatusCode.BadRequest, "CONTENT_POLICY_VIOLATION", "400"), (reply.Status, reply.Text("error.type"), reply.Text("status")));
        Assert.Equal(0, server.Emulator.PaidJobs);
    }

    [Fact]
    public async Task Submit_OverTheRateLimit_IsRefusedUntilTheMinuteEnds()
    {
        await using var server = await Server.StartAsync(options => options with { SubmitsPerMinute = 2 });
        await server.SubmitSimpleAsync();
        server.Time.Advance(20);
        await server.SubmitSimpleAsync();
        var reply = await server.SubmitAsync(Server.SimpleRequest);
        Assert.Equal((HttpStatusCode.TooManyRequests, "429"), (reply.Status, reply.Text("status")));
        Assert.Equal(TimeSpan.FromSeconds(40), reply.Message.Headers.RetryAfter!.Delta);
        server.Time.Advance(40);
        await server.SubmitSimpleAsync();
    }

    [Fact]
    public async Task Submit_ModelWithoutPrice_IsAcceptedAtNoCost()
    {
        await using var server = await Server.StartAsync();
        var unpriced = Server.Catalog.Models.First(model => model is { Price: null, Status: ModelStatus.Active });
        var reply = await server.SubmitAsync(MinimalRequest.Of(unpriced));
        Assert.Equal((HttpStatusCode.Accepted, "0"), (reply.Status, reply.Text("cost")));
        Assert.True(Assert.Single(server.Emulator.Journal).CostIsUnknown);
    }
}
