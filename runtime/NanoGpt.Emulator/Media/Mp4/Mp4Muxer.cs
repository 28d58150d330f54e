using System.Buffers.Binary;

namespace NanoGpt.Emulator.Media.Mp4;

/// <summary>Creates an MP4 file with one H.264 track that can be played while it is downloaded.</summary>
internal sealed class Mp4Muxer(int width, int height, byte[] sequenceParameters, byte[] pictureParameters)
{
    private const int MovieTicks = 1000;
    private static readonly byte[] Identity = Box.Int32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

    /// <summary>Returns the complete file.</summary>
    /// <param name="samples">The pictures in order, each as a NAL unit.</param>
    /// <param name="keyFrames">The numbers of the key frames, counted from 1.</param>
    /// <param name="sampleMilliseconds">The duration of each picture.</param>
    public byte[] Write(IReadOnlyList<byte[]> samples, IReadOnlyList<int> keyFrames, int sampleMilliseconds)
    {
        var duration = samples.Count * sampleMilliseconds;
        var data = samples.Select(sample => (byte[])[.. Box.Int32(sample.Length), .. sample]).ToArray();
        var fileType = Box.Create("ftyp", Box.Text("isom"), Box.Int32(0x200), Box.Text("isomiso2avc1mp41"));
        var movie = Movie(mediaOffset: 0);
        movie = Movie(mediaOffset: fileType.Length + movie.Length + 8);
        return [.. fileType, .. movie, .. Box.Create("mdat", data)];

        byte[] Movie(int mediaOffset) => Box.Create(
            "moov",
            Box.CreateFull(
                "mvhd", 0, Box.Int32(0, 0, MovieTicks, duration, 0x10000), Box.Int16(0x100, 0), Box.Int32(0, 0), Identity,
                Box.Int32(0, 0, 0, 0, 0, 0, 2)),
            Box.Create(
                "trak",
                Box.CreateFull(
                    "tkhd", 3, Box.Int32(0, 0, 1, 0, duration, 0, 0), Box.Int16(0, 0, 0, 0), Identity,
                    Box.Int32(width << 16, height << 16)),
                Box.Create(
                    "mdia",
                    Box.CreateFull("mdhd", 0, Box.Int32(0, 0, MovieTicks, duration), Box.Int16(Language("und"), 0)),
                    Box.CreateFull("hdlr", 0, Box.Int32(0), Box.Text("vide"), Box.Int32(0, 0, 0), Box.Text("video\0")),
                    Box.Create(
                        "minf",
                        Box.CreateFull("vmhd", 1, Box.Int16(0, 0, 0, 0)),
                        Box.Create("dinf", Box.CreateFull("dref", 0, Box.Int32(1), Box.CreateFull("url ", 1))),
                        SampleTable(mediaOffset)))));

        byte[] SampleTable(int mediaOffset) => Box.Create(
            "stbl",
            Box.CreateFull("stsd", 0, Box.Int32(1), SampleDescription()),
            Box.CreateFull("stts", 0, Box.Int32(1, data.Length, sampleMilliseconds)),
            Box.CreateFull("stss", 0, Box.Int32(keyFrames.Count), Box.Int32([.. keyFrames])),
            Box.CreateFull("stsc", 0, Box.Int32(1, 1, data.Length, 1)),
            Box.CreateFull("stsz", 0, Box.Int32(0, data.Length), Box.Int32([.. data.Select(sample => sample.Length)])),
            Box.CreateFull("stco", 0, Box.Int32(1, mediaOffset)));
    }

    private byte[] SampleDescription() => Box.Create(
        "avc1",
        Box.Int16(0, 0, 0, 1),                                      // reserved, data_reference_index
        Box.Int16(0, 0), Box.Int32(0, 0, 0),
        Box.Int16(width, height),
        Box.Int32(0x480000, 0x480000, 0), Box.Int16(1),             // 72 dpi, one frame per sample
        new byte[32], Box.Int16(24, -1),                            // compressor name, depth
        Box.Create(
            "avcC",
            [1, .. sequenceParameters[1..4], 0xFF, 0xE1],            // lengths of 4 bytes, one sequence parameter set
            Box.Int16(sequenceParameters.Length), sequenceParameters,
            [1], Box.Int16(pictureParameters.Length), pictureParameters));

    private static int Language(string code) => code.Aggregate(0, (packed, letter) => (packed << 5) | (letter - 0x60));
}

/// <summary>Creates boxes of an ISO base media file: length, type, content.</summary>
internal static class Box
{
    public static byte[] Create(string type, params ReadOnlySpan<byte[]> parts)
    {
        var length = 8;
        foreach (var part in parts)
        {
            length += part.Length;
        }

        var box = new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(box, length);
        Encoding.ASCII.GetBytes(type, box.AsSpan(4));
        var at = 8;
        foreach (var part in parts)
        {
            part.CopyTo(box, at);
            at += part.Length;
        }

        return box;
    }

    /// <summary>Creates a box that starts with version 0 and flags.</summary>
    public static byte[] CreateFull(string type, int flags, params ReadOnlySpan<byte[]> parts) =>
        Create(type, [Int32(flags), .. parts]);

    public static byte[] Int32(params ReadOnlySpan<int> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return bytes;
    }

    public static byte[] Int16(params ReadOnlySpan<int> values)
    {
        var bytes = new byte[2 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(2 * i), unchecked((short)values[i]));
        }

        return bytes;
    }

    public static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);
}
