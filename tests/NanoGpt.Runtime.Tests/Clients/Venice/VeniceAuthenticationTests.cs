namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>A key is sent as a bearer token, a wallet as a signature. Both are sent to Venice only.</summary>
public sealed class VeniceAuthenticationTests : VeniceTest
{
    [Fact]
    public async Task SubmitAsync_ApiKey_IsSentAsABearerToken()
    {
        await SubmitAsync(NewClient());
        Assert.Equal($"Bearer {CanaryWatch.Key}", Api.Seen[0].Headers["Authorization"]);
    }

    [Theory]
    [InlineData(false, "SIGN-IN-WITH-X")]
    [InlineData(true, "X-Sign-In-With-X")]
    public async Task Wallet_EveryRequest_IsSigned(bool isLegacy, string header)
    {
        var asked = new List<string>();
        var client = NewWalletClient(
            (method, link, _) =>
            {
                asked.Add($"{method} {link}");
                return new($"signature-{asked.Count}");
            },
            options => options.UseLegacySignInHeader = isLegacy);
        var job = await SubmitAsync(client);
        Api.Answer(200, Running);
        await job.GetStatusAsync(Ct);
        AnswerVideo();
        var result = await job.WaitAsync(null, Ct);
        AnswerVideo();
        await result.DownloadAsync(Target, null, Ct);
        Assert.Equal(
            ["POST https://api.venice.ai/api/v1/video/queue", .. Enumerable.Repeat("POST https://api.venice.ai/api/v1/video/retrieve", 3)], asked);
        Assert.Equal(["signature-1", "signature-2", "signature-3", "signature-4"], Api.Seen.Select(seen => seen.Headers[header]));
        Assert.All(Api.Seen, seen => Assert.DoesNotContain("Authorization", seen.Headers.Keys));
    }

    [Fact]
    public async Task Wallet_SigningFails_NothingIsSent()
    {
        var client = NewWalletClient((_, _, _) => throw new IOException("The wallet is locked."));
        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.SubmitAsync(Request, Ct));
        Assert.IsType<IOException>(failure.InnerException);
        Assert.NotNull(failure.SubmissionId);
        Assert.Equal("q-1", (await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.Resume(Handle).WaitAsync(null, Ct))).RunId);
        Assert.Empty(Api.Seen);
        Assert.Empty(await client.GetUnresolvedSubmissionsAsync(Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("CANARY\nheader: x")]
    [InlineData("CANARY–dash")]
    [InlineData(null)]
    public async Task Wallet_SignatureThatNoHeaderCanCarry_IsNotSentOrShown(string? signature)
    {
        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() => NewWalletClient((_, _, _) => new(signature!)).SubmitAsync(Request, Ct));
        Assert.DoesNotContain("CANARY", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(Api.Seen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task VeniceClient_ServiceEchoesTheSecret_SecretAppearsNowhere(bool isWallet)
    {
        const string Secret = CanaryWatch.Key;
        const string Echo = "{\"error\":{\"message\":\"" + Secret + "\",\"code\":\"needs_consent\",\"type\":\"" + Secret + "\"},\"consent_flow\":\"" + Secret
            + "\",\"suggested_prompt\":\"" + Secret + "\",\"details\":{\"" + Secret + "\":{\"_errors\":[\"" + Secret + "\"]}}}";
        var client = isWallet
            ? NewWalletClient((_, _, _) => new(Secret), options => options.JournalPath = Journal)
            : NewClient(options => options.JournalPath = Journal);
        foreach (var status in new[] { 400, 401, 402, 403, 409, 413, 422, 500 })
        {
            Api.Answer(status, Echo, response =>
            {
                response.Headers.Add("PAYMENT-REQUIRED", Secret);
                response.Headers.Add("X-Request-ID", Secret);
            });
            var failure = await Assert.ThrowsAnyAsync<NanoGptException>(() => client.SubmitAsync(Request, Ct));
            CanaryOfAllTests.Watch.Look("exception", failure);
            CanaryOfAllTests.Watch.Look("payment", (failure as InsufficientBalanceException)?.PaymentRequirements ?? "");
            CanaryOfAllTests.Watch.Look("field", string.Join(' ', (failure as RequestRejectedException)?.FieldErrors ?? []));
        }

        var job = await SubmitAsync(client, "{\"model\":\"" + Secret + "\",\"queue_id\":\"q1\",\"download_url\":\"https://s.example.com/?" + Secret + "\"}");
        CanaryOfAllTests.Watch.Look("handle", job.ToHandleJson(includeDownloadLink: true));
        Api.Answer(200, "{\"status\":\"" + Secret + "\"}").Answer(422, Echo);
        await foreach (var update in job.WatchAsync(Ct))
        {
            CanaryOfAllTests.Watch.Look("update", update.ToString());
        }

        client.Dispose();
        CanaryOfAllTests.Watch.LookAtFiles(Folder);
        Assert.Empty(CanaryOfAllTests.Watch.Found);
    }

    [Fact]
    public async Task ListModelsAsync_Wallet_IsNotSigned()
    {
        var client = NewWalletClient((_, _, _) => throw new InvalidOperationException("must not be asked"));
        Api.Answer(200, """{"object":"list","type":"video","data":[{"id":"wan-2-7-text-to-video","object":"model","type":"video","model_spec":{"name":"Wan 2.7","constraints":{}}}]}""");
        var model = Assert.Single(await client.ListModelsAsync(Ct));
        Assert.Equal(("wan-2-7-text-to-video", "Wan 2.7"), (model.Id, model.Name));
        Assert.Equal("https://api.venice.ai/api/v1/models?type=video", Api.Seen[0].Link.ToString());
        Assert.DoesNotContain("SIGN-IN-WITH-X", Api.Seen[0].Headers.Keys);
    }

    [Theory]
    [InlineData("http://api.venice.ai/api/v1")]
    [InlineData("https://user@api.venice.ai/api/v1")]
    public void BaseAddress_InsecureOrWithCredentials_IsRefused(string address) =>
        Assert.Throws<ArgumentException>(() => NewClient(options => options.BaseAddress = new(address)));
}
