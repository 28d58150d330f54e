namespace NanoGpt.Emulator.Media.Mp4;

/// <summary>Puts the pictures of one H.264 track into a file that can play while it loads.</summary>
internal sealed class Mp4Muxer(int width, int height, byte[] sequenceParameters, byte[] pictureParameters)
{
    private const int MovieTicks = 1000;
    private static readonly byte[] Identity = Box.Words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

    /// <summary>The whole file.</summary>
    /// <param name="samples">The pictures in order, each a NAL unit.</param>
    /// <param name="keyFrames">The numbers of those that stand alone, counted from 1.</param>
    /// <param name="sampleMilliseconds">How long each is shown.</param>
    public byte[] Write(IReadOnlyList<byte[]> samples, IReadOnlyList<int> keyFrames, int sampleMilliseconds)
    {
        var duration = samples.Count * sampleMilliseconds;
        var data = samples.Select(sample => (byte[])[.. Box.Words(sample.Length), .. sample]).ToArray();
        var fileType = Box.Of("ftyp", Box.Text("isom"), Box.Words(0x200), Box.Text("isomiso2avc1mp41"));
        var movie = Movie(mediaOffset: 0);
        movie = Movie(mediaOffset: fileType.Length + movie.Length + 8);
        return [.. fileType, .. movie, .. Box.Of("mdat", data)];

        byte[] Movie(int mediaOffset) => Box.Of(
            "moov",
            Box.Full("mvhd", 0, Box.Words(0, 0, MovieTicks, duration, 0x10000), Box.Halves(0x100, 0), Box.Words(0, 0), Identity, Box.Words(0, 0, 0, 0, 0, 0, 2)),
            Box.Of(
                "trak",
                Box.Full("tkhd", 3, Box.Words(0, 0, 1, 0, duration, 0, 0), Box.Halves(0, 0, 0, 0), Identity, Box.Words(width << 16, height << 16)),
                Box.Of(
                    "mdia",
                    Box.Full("mdhd", 0, Box.Words(0, 0, MovieTicks, duration), Box.Halves(Language("und"), 0)),
                    Box.Full("hdlr", 0, Box.Words(0), Box.Text("vide"), Box.Words(0, 0, 0), Box.Text("video\0")),
                    Box.Of(
                        "minf",
                        Box.Full("vmhd", 1, Box.Halves(0, 0, 0, 0)),
                        Box.Of("dinf", Box.Full("dref", 0, Box.Words(1), Box.Full("url ", 1))),
                        SampleTable(mediaOffset)))));

        byte[] SampleTable(int mediaOffset) => Box.Of(
            "stbl",
            Box.Full("stsd", 0, Box.Words(1), SampleDescription()),
            Box.Full("stts", 0, Box.Words(1, data.Length, sampleMilliseconds)),
            Box.Full("stss", 0, Box.Words(keyFrames.Count), Box.Words([.. keyFrames])),
            Box.Full("stsc", 0, Box.Words(1, 1, data.Length, 1)),
            Box.Full("stsz", 0, Box.Words(0, data.Length), Box.Words([.. data.Select(sample => sample.Length)])),
            Box.Full("stco", 0, Box.Words(1, mediaOffset)));
    }

    private byte[] SampleDescription() => Box.Of(
        "avc1",
        Box.Halves(0, 0, 0, 1),                                      // reserved, data_reference_index
        Box.Halves(0, 0), Box.Words(0, 0, 0),
        Box.Halves(width, height),
        Box.Words(0x480000, 0x480000, 0), Box.Halves(1),             // 72 dpi, one frame a sample
        new byte[32], Box.Halves(24, -1),                            // compressor's name, depth
        Box.Of(
            "avcC",
            [1, .. sequenceParameters[1..4], 0xFF, 0xE1],            // lengths of 4 bytes, one sequence parameter set
            Box.Halves(sequenceParameters.Length), sequenceParameters,
            [1], Box.Halves(pictureParameters.Length), pictureParameters));

    private static int Language(string code) => code.Aggregate(0, (packed, letter) => (packed << 5) | (letter - 0x60));
}
