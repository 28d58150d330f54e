using System.Net;
using System.Net.Http.Headers;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class ContentTests
{
    [Theory]
    [InlineData("")]
    [InlineData("&variant=video")]
    public async Task Video_is_a_redirect_to_an_address_without_key(string variant)
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
    public async Task Other_variants_are_pictures(string variant)
    {
        await using var server = await Server.StartAsync();
        var reply = await ContentAsync(server, $"&variant={variant}");
        Assert.Equal("image/png", reply.Message.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Variant_that_does_not_exist_is_refused()
    {
        await using var server = await Server.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await ContentAsync(server, "&variant=smell")).Status);
    }

    [Fact]
    public async Task Unfinished_or_failed_job_has_no_content()
    {
        await using var server = await Server.StartAsync();
        var early = await server.SubmitSimpleAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"generate-video/content?model=sora-2&runId={early}")).Status);
        var failed = await server.SubmitSimpleAsync("[emulator:fail]");
        server.Time.Advance(60);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"generate-video/content?model=sora-2&runId={failed}")).Status);
    }

    [Fact]
    public async Task Video_never_changes()
    {
        await using var server = await Server.StartAsync();
        var address = (await ContentAsync(server, "")).Message.Headers.Location!.ToString();
        Assert.Equal((await server.GetAsync(address)).Body, (await server.GetAsync(address)).Body);
    }

    [Theory]
    [InlineData(0, 9L, 10)]
    [InlineData(100, null, -100)]
    [InlineData(null, 10L, 10)]
    public async Task Part_of_a_video_can_be_asked_for(int? from, long? to, int length)
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
    public async Task Part_beyond_the_end_is_refused()
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
    public async Task Guessed_address_leads_nowhere(string path)
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
