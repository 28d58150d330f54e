using System.Globalization;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Clients;

/// <summary>Tests which fields of a request are sent for a quote.</summary>
public sealed class VeniceQuoteTests : VeniceTest
{
    [Fact]
    public async Task QuoteAsync_Request_SendsOnlyWhatThePriceDependsOn()
    {
        Api.Answer(200, """{"quote":0.85}""");
        var request = Request with
        {
            Resolution = "720p",
            Audio = true,
            Image = ImageInput.FromBytes(new byte[100], "image/png"),
            AdditionalFields = new() { ["aspect_ratio"] = "16:9", ["seed"] = 7 },
        };
        Assert.Equal(0.85m, await NewClient(options => options.Validate = false).QuoteAsync(request, TimeSpan.FromSeconds(12.5), Ct));
        var sent = Assert.Single(Api.Seen);
        Assert.Equal("https://api.venice.ai/api/v1/video/quote", sent.Link.ToString());
        Assert.Equal(
            """{"model":"elements-sample","duration":"5s","resolution":"720p","audio":true,"aspect_ratio":"16:9","reference_video_total_duration":12.5}""", sent.Body);
    }

    [Fact]
    public async Task QuoteAsync_VideoToUpscale_IsSentWhole()
    {
        Api.Answer(200, """{"quote":1}""").Answer(200, """{"quote":2}""");
        var client = NewClient();
        Assert.Equal(1m, await client.QuoteAsync(new VeniceUpscaleRequest { Video = VideoInput.FromUrl("https://example.com/v.mp4"), Factor = 2 }, cancellationToken: Ct));
        Assert.Equal("""{"model":"upscale-sample","video_url":"https://example.com/v.mp4","upscale_factor":2}""", Api.Seen[0].Body);
        Assert.Equal(2m, await client.QuoteAsync(new VeniceUpscaleRequest { Video = VideoInput.FromBytes(Video[..24], "video/mp4"), Factor = 4 }, cancellationToken: Ct));
        Assert.Equal($$"""{"model":"upscale-sample","video_url":"data:video/mp4;base64,{{Convert.ToBase64String(Video[..24])}}","upscale_factor":4}""", Api.Seen[1].Body);
    }

    [Theory]
    [InlineData("""{"quote":"0.35"}""", "0.35")]
    [InlineData("""{"quote":-1}""", null)]
    [InlineData("""{"quote":null}""", null)]
    [InlineData("{}", null)]
    [InlineData("not JSON", null)]
    public async Task QuoteAsync_Response_IsAnAmountOrAnError(string body, string? quote)
    {
        Api.Answer(200, body);
        if (quote is null)
        {
            Assert.True((await Assert.ThrowsAsync<NanoGptException>(() => NewClient().QuoteAsync(Request, cancellationToken: Ct))).IsRetrySafe);
        }
        else
        {
            Assert.Equal(decimal.Parse(quote, CultureInfo.InvariantCulture), await NewClient().QuoteAsync(Request, cancellationToken: Ct));
        }
    }

    [Fact]
    public async Task QuoteAsync_Refused_ThrowsItsTypedException()
    {
        Api.Answer(400, """{"error":"Invalid","details":{"duration":{"_errors":["Required"]}}}""");
        Assert.Equal("duration", (await Assert.ThrowsAsync<RequestRejectedException>(() => NewClient().QuoteAsync(Request, cancellationToken: Ct))).FieldErrors[0].Field);
    }

    [Fact]
    public async Task QuoteAsync_InvalidRequestOrWallet_IsNotSent()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => NewWalletClient((_, _, _) => new("signature")).QuoteAsync(Request, cancellationToken: Ct));
        await Assert.ThrowsAsync<RequestInvalidException>(() => NewClient().QuoteAsync(Request with { Duration = 7 }, cancellationToken: Ct));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => NewClient().QuoteAsync(Request, TimeSpan.FromSeconds(-1), Ct));
        Assert.Empty(Api.Seen);
    }

    [Fact]
    public async Task QuoteAsync_KeyRenewed_IsSentAgain()
    {
        Api.Answer(401, "{}").Answer(200, """{"quote":1}""");
        Assert.Equal(1m, await NewClient(options => options.RenewApiKey = () => "another-key").QuoteAsync(Request, cancellationToken: Ct));
        Assert.Equal(Api.Seen[0].Body, Api.Seen[1].Body);
    }
}
