using System.Globalization;
using NanoGpt.Emulator.Media;
using NanoGpt.Emulator.Tests.Kit;

namespace NanoGpt.Emulator.Tests;

public class SampleVideoTests
{
    [Fact]
    public void SampleVideo_Boxes_AreInStreamingOrder()
    {
        var types = Mp4Box.Read(SampleVideo.Create()).Select(box => box.Type);
        Assert.Equal(["ftyp", "moov", "mdat"], types);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(30)]
    [InlineData(120)]
    public void SampleVideo_Duration_IsThatOfTheRequest(int seconds)
    {
        var header = Mp4Box.Find(SampleVideo.Create(seconds), "moov/mvhd");
        Assert.InRange((double)header.Word(4) / header.Word(3), seconds - 0.01, seconds + 0.01);
    }

    [Theory]
    [InlineData("16:9", 256, 144)]
    [InlineData("9:16", 144, 256)]
    [InlineData("1:1", 192, 192)]
    [InlineData("1792x1024", 254, 146)]
    [InlineData("auto", 256, 144)]
    [InlineData("0:0", 256, 144)]
    [InlineData(null, 256, 144)]
    public void SampleVideo_AspectRatio_IsThatOfTheRequest(string? shape, int width, int height)
    {
        var track = Mp4Box.Find(SampleVideo.Create(1, shape), "moov/trak/tkhd");
        Assert.Equal((width, height), (track.Word(19) >> 16, track.Word(20) >> 16));
    }

    [Fact]
    public void SampleVideo_Samples_FillTheMediaBox()
    {
        var file = SampleVideo.Create(7, "4:3");
        var sizes = Mp4Box.Find(file, "moov/trak/mdia/minf/stbl/stsz");
        var offsets = Mp4Box.Find(file, "moov/trak/mdia/minf/stbl/stco");
        var media = Mp4Box.Find(file, "mdat");
        Assert.Equal(media.Offset + 8, offsets.Word(2));
        Assert.Equal(media.Content.Length, Enumerable.Range(3, sizes.Word(2)).Sum(sizes.Word));
    }

    [Fact]
    public void SampleVideo_EverySample_IsOneUnitWithKeyFramesMarked()
    {
        var file = SampleVideo.Create(10);
        var sizes = Mp4Box.Find(file, "moov/trak/mdia/minf/stbl/stsz");
        var sync = Mp4Box.Find(file, "moov/trak/mdia/minf/stbl/stss");
        var keyFrames = Enumerable.Range(2, sync.Word(1)).Select(sync.Word).ToHashSet();
        var media = Mp4Box.Find(file, "mdat").Content;
        var at = 0;
        for (var sample = 1; sample <= sizes.Word(2); sample++)
        {
            var size = sizes.Word(sample + 2);
            Assert.Equal(size - 4, media[at + 2] << 8 | media[at + 3]);
            Assert.Equal(keyFrames.Contains(sample) ? 0x65 : 0x61, media[at + 4]);
            at += size;
        }
    }

    [Fact]
    public void SampleVideo_Units_HaveNoStartCodeInside()
    {
        var media = Mp4Box.Find(SampleVideo.Create(30, "1:1", seed: 3), "mdat").Content;
        for (var i = 8; i + 2 < media.Length; i++)
        {
            // Lengths of samples are below 65536, so that a length itself starts with two zeros.
            var looksLikeLength = media[i] == 0 && media[i + 1] == 0 && i + 4 < media.Length && media[i + 4] is 0x61 or 0x65;
            Assert.False(!looksLikeLength && media[i] == 0 && media[i + 1] == 0 && media[i + 2] == 1 && media[i - 1] != 0, $"start code at {i}");
        }
    }

    [Fact]
    public void SampleVideo_TenSeconds_AreAFewKilobytes() => Assert.InRange(SampleVideo.Create(10).Length, 2_000, 16_000);

    [Fact]
    public void SampleVideo_Seed_DeterminesTheBytes()
    {
        Assert.Equal(SampleVideo.Create(5, "16:9", 1), SampleVideo.Create(5, "16:9", 1));
        Assert.NotEqual(SampleVideo.Create(5, "16:9", 1), SampleVideo.Create(5, "16:9", 2));
    }

    [Theory]
    [InlineData(5, "16:9")]
    [InlineData(8, "9:16")]
    [InlineData(6, "21:9")]
    public async Task SampleVideo_EveryFrame_IsDecodable(int seconds, string shape)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.mp4");
        await File.WriteAllBytesAsync(path, SampleVideo.Create(seconds, shape), Server.Cancel);
        try
        {
            var (frames, complaints) = await ProbeAsync(path);
            Assert.Equal("", complaints);
            Assert.Equal(seconds * 8, int.Parse(frames, CultureInfo.InvariantCulture));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<(string Frames, string Complaints)> ProbeAsync(string path)
    {
        Assert.SkipUnless(Shell.Has("ffprobe"), "ffprobe is not installed: only the tests of boxes check the file.");
        var result = await Shell.RunAsync(
            ".", "ffprobe", "-v", "warning", "-err_detect", "explode", "-count_frames", "-show_entries", "stream=nb_read_frames",
            "-of", "csv=p=0", path);
        return (result.StandardOutput.Trim(), result.StandardError.Trim());
    }
}
