using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NanoGpt.Emulator.Media;

namespace NanoGpt.Emulator.Tests;

public class SampleMediaTests
{
    [Fact]
    public void SampleImage_Png_HasItsChunksAndPixels()
    {
        var png = SampleImage.Create(40, 30);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        Assert.Equal((40, 30), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        var dataLength = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        Assert.Equal("IDAT", Encoding.ASCII.GetString(png, 37, 4));
        using var pixels = new MemoryStream();
        new ZLibStream(new MemoryStream(png, 41, dataLength), CompressionMode.Decompress).CopyTo(pixels);
        Assert.Equal(30 * (1 + (40 * 3)), pixels.Length);
        Assert.Equal("IEND", Encoding.ASCII.GetString(png, png.Length - 8, 4));
    }

    [Fact]
    public void SampleAudio_Wav_HasTheRequestedLength()
    {
        var wav = SampleAudio.Create(2);
        Assert.Equal("RIFF", Encoding.ASCII.GetString(wav, 0, 4));
        Assert.Equal(wav.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(4)));
        Assert.Equal(2 * 8000 * 2, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));
        Assert.Equal(44 + (2 * 8000 * 2), wav.Length);
    }
}
