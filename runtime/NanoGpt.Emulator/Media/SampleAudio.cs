using System.Buffers.Binary;
using System.Text;

namespace NanoGpt.Emulator.Media;

/// <summary>A small WAV, made from nothing: a tone that rises and falls.</summary>
public static class SampleAudio
{
    private const int Rate = 8000;
    private const int HeaderBytes = 44;

    /// <summary>Makes one; the same arguments give the same bytes.</summary>
    /// <param name="seconds">Length; from 1 to 300.</param>
    public static byte[] Create(int seconds = 3)
    {
        var samples = Math.Clamp(seconds, 1, 300) * Rate;
        var wav = new byte[HeaderBytes + (2 * samples)];
        Header(wav, dataBytes: 2 * samples);
        var phase = 0.0;
        for (var i = 0; i < samples; i++)
        {
            var second = (double)i / Rate;
            phase += (330 + (110 * Math.Sin(2 * Math.PI * second))) / Rate;
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(HeaderBytes + (2 * i)), (short)(6000 * Math.Sin(2 * Math.PI * phase)));
        }

        return wav;
    }

    private static void Header(Span<byte> wav, int dataBytes)
    {
        Encoding.ASCII.GetBytes("RIFF....WAVEfmt ", wav);
        Encoding.ASCII.GetBytes("data", wav[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(wav[4..], 36 + dataBytes);
        BinaryPrimitives.WriteInt32LittleEndian(wav[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav[20..], 1);          // PCM
        BinaryPrimitives.WriteInt16LittleEndian(wav[22..], 1);          // mono
        BinaryPrimitives.WriteInt32LittleEndian(wav[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav[28..], 2 * Rate);
        BinaryPrimitives.WriteInt16LittleEndian(wav[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav[34..], 16);
        BinaryPrimitives.WriteInt32LittleEndian(wav[40..], dataBytes);
    }
}
