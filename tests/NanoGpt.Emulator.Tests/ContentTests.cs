using System.Net;
using System.Net.Http.Headers;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class ContentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("&variant=video")]
    public async Task Content_Video_RedirectsToAnAddressWithoutKey(string variant)
    {
        await using var server = await Server.StartAsync();
        var reply = await ContentAsync(server, variant);
        Assert.Equal(HttpStatusCode.Found, reply.Status);
        using var nobody = new HttpClient();
        var video = await nobody.GetByteArrayAsync(reply.Message.Headers.Location, Server.Cancel);
        Assert.Equal("ftyp", Mp4Box.Read(video)[0].Type);
    }

    [Theory]
    [InlineData("thumbnail")]
    [InlineData("spritesheet")]
    public async Task Content_OtherVariants_AreImages(string variant)
    {
        await using var server = await Server.StartAsync();
        var reply = await ContentAsync(server, $"&variant={variant}");
        Assert.Equal("image/png", reply.Message.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Content_UnknownVariant_IsRefused()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await ContentAsync(server, "&variant=smell")).Status);
    }

    [Fact]
    public async Task Content_UnfinishedOrFailedJob_IsNotFound()
    {
        await using var server = await Server.StartAsync();
        var early = await server.SubmitSimpleAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"generate-video/content?model=sora-2&runId={early}")).Status);
        var failed = await server.SubmitSimpleAsync("[emulator:fail]");
        server.Time.Advance(60);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"generate-video/content?model=sora-2&runId={failed}")).Status);
    }

    [Fact]
    public async Task Media_RequestedTwice_GivesTheSameBytes()
    {
        await using var server = await Server.StartAsync();
        var address = (await ContentAsync(server, "")).Message.Headers.Location!.ToString();
        Assert.Equal((await server.GetAsync(address)).Body, (await server.GetAsync(address)).Body);
    }

    [Theory]
    [InlineData(0, 9L, 10)]
    [InlineData(100, null, -100)]
    [InlineData(null, 10L, 10)]
    public async Task Media_Range_GivesThatPart(int? from, long? to, int length)
    {
        await using var server = await Server.StartAsync();
        var address = (await ContentAsync(server, "")).Message.Headers.Location!;
        var whole = (await server.GetAsync(address.ToString())).Body;
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(from, to) } };
        var part = await Reply.OfAsync(await server.Client.SendAsync(request, Server.Cancel));
        Assert.Equal(HttpStatusCode.PartialContent, part.Status);
        var start = from ?? whole.Length - (int)to!;
        Assert.Equal(whole[start..(start + (length > 0 ? length : whole.Length + length))], part.Body);
    }

    [Fact]
    public async Task Media_RangeBeyondTheEnd_IsRefused()
    {
        await using var server = await Server.StartAsync();
        var address = (await ContentAsync(server, "")).Message.Headers.Location!;
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(10_000_000, null) } };
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await server.Client.SendAsync(request, Server.Cancel)).StatusCode);
    }

    [Theory]
    [InlineData("/media/0000/1.mp4")]
    [InlineData("/media/")]
    [InlineData("/media/../api/generate-video")]
    public async Task Media_GuessedAddress_IsNotFound(string path)
    {
        await using var server = await Server.StartAsync();
        Assert.True((await server.GetAsync(new Uri(server.Emulator.BaseAddress, path).ToString())).Status
            is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed);
    }

    private static async Task<Reply> ContentAsync(Server server, string variant)
    {
        var runId = await server.SubmitSimpleAsync();
        server.Time.Advance(60);
        return await server.GetAsync($"generate-video/content?model=sora-2&runId={runId}{variant}");
    }
}
