using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NanoGpt.Runtime.Tests.Samples;

namespace NanoGpt.Runtime.Tests.Http;

public sealed class VideoRequestContentTests
{
    private const int Block = 48 * 1024;

    public static TheoryData<int> Boundaries => [0, 1, 2, 3, 4, 5, Block - 1, Block, Block + 1, Block + 2, (2 * Block) - 1, 2 * Block, (2 * Block) + 1, 100_000];

    [Theory]
    [MemberData(nameof(Boundaries))]
    public void CopyToAsync_LengthAtABlockBoundary_GivesTheBase64OfTheFramework(int length) => Check(length, length);

    [Fact]
    public void CopyToAsync_AnyLength_GivesTheBase64OfTheFramework() =>
        Prop.ForAll(Gen.Choose(0, 100_000).Two().ToArbitrary(), pair => Check(pair.Item1, pair.Item2))
            .Check(60);

    [Theory]
    [InlineData(9, 10)]
    [InlineData(11, 10)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(Block + 1, Block)]
    [InlineData(Block - 1, Block)]
    public async Task CopyToAsync_StreamLengthDiffers_Throws(int actual, int promised)
    {
        using var content = new VideoRequestContent(new Sora2Request { Prompt = "x", Image = Stream(new byte[actual], promised) });
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => content.CopyToAsync(new MemoryStream(), TestContext.Current.CancellationToken));
        Assert.Contains("changed while it was sent", failure.ToString(), StringComparison.Ordinal);
        Assert.True(content.IsStarted);
        Assert.False(content.IsFinished);
    }

    [Fact]
    public async Task ReadAsByteArrayAsync_FileMedium_IsStreamedWithContentLength()
    {
        var path = Path.GetTempFileName();
        try
        {
            var bytes = Bytes(70_000, 1);
            await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
            using var content = new VideoRequestContent(new Sora2Request { Prompt = "x", Image = ImageInput.FromFile(path, "image/png") });
            var body = await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal(content.Headers.ContentLength, body.Length);
            using var json = JsonDocument.Parse(body);
            Assert.Equal("data:image/png;base64," + Convert.ToBase64String(bytes), json.RootElement.GetProperty("imageDataUrl").GetString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    // 85,000 bytes are where the large object heap begins.
    [Fact]
    [Trait("Row", "D23")]
    public void CopyToAsync_LargeMedium_IsNeverWholeInMemory()
    {
        const int Length = 30_000_000;
        using var content = new VideoRequestContent(new Sora2Request
        { Prompt = "x", Image = ImageInput.FromStream(_ => ValueTask.FromResult<Stream>(new Zeros(Length)), Length, "image/png") });
        var sink = new Sink();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sending = content.CopyToAsync(sink, TestContext.Current.CancellationToken);
        Assert.True(sending.IsCompletedSuccessfully);   // on this thread
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
        Assert.Equal(content.Length, sink.Length);
        Assert.InRange(sink.Largest, 1, 84_999);
    }

    [Fact]
    public async Task CopyToAsync_CalledTwice_WritesTheSameBytes()
    {
        using var content = new VideoRequestContent(new Sora2Request { Prompt = "x", Image = Stream([1, 2, 3], 3) });
        var first = new MemoryStream();
        var second = new MemoryStream();
        await content.CopyToAsync(first, TestContext.Current.CancellationToken);
        await content.CopyToAsync(second, TestContext.Current.CancellationToken);
        Assert.Equal(first.ToArray(), second.ToArray());
    }

    private static void Check(int first, int second)
    {
        var (a, b) = (Bytes(first, 1), Bytes(second, 2));
        var request = new StoryRequest
        {
            Prompt = "x",
            References = [ImageInput.FromBytes(a, "image/png"), ImageInput.FromUrl("https://example.com/x.png"), Stream(b, second)],
            Characters = [new StoryCharacter { Name = "n", Portrait = ImageInput.FromBytes(b, "image/svg+xml") }],
        };
        using var content = new VideoRequestContent(request, Guid.NewGuid());
        var body = content.ReadAsByteArrayAsync().GetAwaiter().GetResult();
        Assert.Equal(content.Headers.ContentLength, body.Length);
        using var json = JsonDocument.Parse(body);
        var references = json.RootElement.GetProperty("referenceImages");
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(a), references[0].GetString());
        Assert.Equal("data:image/png;base64," + Convert.ToBase64String(b), references[2].GetString());
        Assert.Equal(
            "data:image/svg+xml;base64," + Convert.ToBase64String(b),
            json.RootElement.GetProperty("characters")[0].GetProperty("portraitData").GetString());
    }

    private static ImageInput Stream(byte[] bytes, int promised) =>
        ImageInput.FromStream(_ => ValueTask.FromResult<Stream>(new DribblingStream(bytes)), promised, "image/png");

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed + length).NextBytes(bytes);
        return bytes;
    }

    // Gives at most 1000 bytes a read, as networks do.
    private sealed class DribblingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 1000)], cancellationToken);
    }

    private sealed class Zeros(int length) : MemoryStream
    {
        private int left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = Math.Min(left, buffer.Length);
            buffer.Span[..read].Clear();
            left -= read;
            return new(read);
        }
    }

    private sealed class Sink : MemoryStream
    {
        private long length;

        public override long Length => length;

        public int Largest { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            length += buffer.Length;
            Largest = Math.Max(Largest, buffer.Length);
            return default;
        }
    }
}
